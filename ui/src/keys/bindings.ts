// Every key that does something, once: the code asks this table, the help window and docs/keys.md list it.
import { m } from "../messages/generated/messages";

/** Where keys hold. What is in force in the whole window is asked last, after what has the focus. */
export const PLACES = {
  window: m.keys_in_window,
  call: m.keys_in_call,
  search: m.keys_in_search,
  list: m.keys_in_list,
  titles: m.keys_in_titles,
  menu: m.keys_in_menu,
  commands: m.keys_in_commands,
  tabs: m.keys_in_tabs,
  keypad: m.keys_in_keypad,
  text: m.keys_in_text,
  table: m.keys_in_table,
  over: m.keys_in_over,
} satisfies Record<string, () => string>;

export type Place = keyof typeof PLACES;

export interface Binding {
  id: string;
  place: Place;
  /** As `chord.ts` reads them; the first is the one that is shown beside a command. */
  keys: readonly string[];
  /** On a Mac, where they are other ones. */
  mac?: readonly string[];
  /** Where somebody writes it is the field's own. */
  notInFields?: true;
  /** Holds under a dialog and before anybody signed in, too. */
  always?: true;
  /** What it does. Neighbours of one place that say the same are one line. */
  does: () => string;
}

const BINDINGS = [
  { id: "palette.open", place: "window", keys: ["Mod+K"], does: m.palette_open },
  { id: "help.open", place: "window", keys: ["F1", "?"], always: true, does: m.keys_open },
  { id: "search.focus", place: "window", keys: ["Mod+F", "/"], does: m.keys_search_focus },
  { id: "view.all", place: "window", keys: ["Mod+1"], does: m.keys_views },
  { id: "view.favorites", place: "window", keys: ["Mod+2"], does: m.keys_views },
  { id: "view.personal", place: "window", keys: ["Mod+3"], does: m.keys_views },
  { id: "messages.open", place: "window", keys: ["Mod+M"], mac: ["Ctrl+M"], does: m.keys_messages },
  { id: "missed.open", place: "window", keys: ["Mod+J"], does: m.missed_open },
  { id: "contact.new", place: "window", keys: ["Mod+N"], does: m.contact_new },
  { id: "undo", place: "window", keys: ["Mod+Z"], notInFields: true, does: m.keys_undo },
  { id: "settings.open", place: "window", keys: ["Mod+,"], does: m.header_settings },
  { id: "zoom.in", place: "window", keys: ["Mod++", "Mod+="], always: true, does: m.keys_zoom },
  { id: "zoom.out", place: "window", keys: ["Mod+-"], always: true, does: m.keys_zoom },
  { id: "zoom.reset", place: "window", keys: ["Mod+0"], always: true, does: m.keys_zoom },

  { id: "calls.focus", place: "call", keys: ["F6"], does: m.keys_calls_focus },
  { id: "call.answer", place: "call", keys: ["Mod+Shift+A"], always: true, does: m.incoming_answer },
  { id: "call.refuse", place: "call", keys: ["Mod+Shift+D"], always: true, does: m.incoming_refuse },
  { id: "call.hangUp", place: "call", keys: ["Mod+Shift+H"], always: true, does: m.call_hang_up },
  { id: "call.hold", place: "call", keys: ["Mod+Shift+P"], always: true, does: m.keys_hold },
  { id: "call.mute", place: "call", keys: ["Mod+Shift+M"], always: true, does: m.keys_mute },
  { id: "call.keypad", place: "call", keys: ["Mod+Shift+K"], does: m.call_keypad },
  { id: "call.transfer", place: "call", keys: ["Mod+Shift+T"], does: m.call_transfer },
  { id: "transfer.complete", place: "call", keys: ["Mod+Shift+Enter"], does: m.transfer_complete },
  { id: "transfer.cancel", place: "call", keys: ["Mod+Shift+B"], does: m.transfer_cancel },

  { id: "search.go", place: "search", keys: ["Enter"], does: m.keys_search_go },
  { id: "search.list", place: "search", keys: ["ArrowDown"], does: m.keys_search_list },
  { id: "search.clear", place: "search", keys: ["Escape"], does: m.empty_filter_clear },

  { id: "list.down", place: "list", keys: ["ArrowDown"], does: m.keys_move },
  { id: "list.up", place: "list", keys: ["ArrowUp"], does: m.keys_move },
  { id: "list.pageDown", place: "list", keys: ["PageDown"], does: m.keys_move },
  { id: "list.pageUp", place: "list", keys: ["PageUp"], does: m.keys_move },
  { id: "list.first", place: "list", keys: ["Mod+Home"], does: m.keys_move },
  { id: "list.last", place: "list", keys: ["Mod+End"], does: m.keys_move },
  { id: "list.ahead", place: "list", keys: ["Ahead"], does: m.keys_beside },
  { id: "list.back", place: "list", keys: ["Back"], does: m.keys_beside },
  { id: "list.start", place: "list", keys: ["Home"], does: m.keys_beside },
  { id: "list.end", place: "list", keys: ["End"], does: m.keys_beside },
  { id: "row.call", place: "list", keys: ["Enter"], does: m.keys_row_call },
  { id: "row.actions", place: "list", keys: ["Alt+ArrowDown"], does: m.keys_row_actions },
  { id: "row.card", place: "list", keys: ["Alt+Enter"], does: m.card_open },
  { id: "row.chat", place: "list", keys: ["Mod+M"], mac: ["Ctrl+M"], does: m.menu_chat },
  { id: "row.copyNumber", place: "list", keys: ["Mod+C"], does: m.keys_row_copy },
  { id: "row.copyMenu", place: "list", keys: ["Shift+F10", "ContextMenu"], does: m.keys_row_copies },
  { id: "row.edit", place: "list", keys: ["F2"], does: m.keys_row_edit },
  {
    id: "row.remove",
    place: "list",
    keys: ["Delete"],
    mac: ["Delete", "Mod+Backspace"],
    does: m.keys_row_remove,
  },
  { id: "select.one", place: "list", keys: ["Space"], does: m.keys_select },
  { id: "select.down", place: "list", keys: ["Shift+ArrowDown"], does: m.keys_stretch },
  { id: "select.up", place: "list", keys: ["Shift+ArrowUp"], does: m.keys_stretch },
  { id: "select.pageDown", place: "list", keys: ["Shift+PageDown"], does: m.keys_stretch },
  { id: "select.pageUp", place: "list", keys: ["Shift+PageUp"], does: m.keys_stretch },
  { id: "select.first", place: "list", keys: ["Mod+Shift+Home"], does: m.keys_stretch },
  { id: "select.last", place: "list", keys: ["Mod+Shift+End"], does: m.keys_stretch },
  { id: "select.all", place: "list", keys: ["Mod+A"], does: m.keys_select_all },
  { id: "list.type", place: "list", keys: ["Letter"], does: m.keys_type },
  { id: "list.leave", place: "list", keys: ["Escape"], does: m.keys_list_leave },

  { id: "title.sort", place: "titles", keys: ["Enter", "Space"], does: m.keys_title_sort },
  { id: "title.ahead", place: "titles", keys: ["Ahead"], does: m.keys_title_move },
  { id: "title.back", place: "titles", keys: ["Back"], does: m.keys_title_move },
  { id: "title.first", place: "titles", keys: ["Home"], does: m.keys_title_move },
  { id: "title.last", place: "titles", keys: ["End"], does: m.keys_title_move },
  { id: "title.down", place: "titles", keys: ["ArrowDown"], does: m.keys_search_list },
  { id: "title.wider", place: "titles", keys: ["Shift+Ahead"], does: m.keys_title_width },
  { id: "title.narrower", place: "titles", keys: ["Shift+Back"], does: m.keys_title_width },
  { id: "title.later", place: "titles", keys: ["Mod+Shift+Ahead"], does: m.keys_title_place },
  { id: "title.earlier", place: "titles", keys: ["Mod+Shift+Back"], does: m.keys_title_place },
  {
    id: "title.menu",
    place: "titles",
    keys: ["Alt+ArrowDown", "Shift+F10", "ContextMenu"],
    does: m.keys_title_menu,
  },

  { id: "menu.down", place: "menu", keys: ["ArrowDown"], does: m.keys_menu_move },
  { id: "menu.up", place: "menu", keys: ["ArrowUp"], does: m.keys_menu_move },
  { id: "menu.first", place: "menu", keys: ["Home"], does: m.keys_menu_move },
  { id: "menu.last", place: "menu", keys: ["End"], does: m.keys_menu_move },
  { id: "menu.in", place: "menu", keys: ["Ahead"], does: m.keys_menu_levels },
  { id: "menu.out", place: "menu", keys: ["Back"], does: m.keys_menu_levels },
  { id: "menu.choose", place: "menu", keys: ["Enter", "Space"], does: m.keys_menu_choose },
  { id: "menu.type", place: "menu", keys: ["Letter"], does: m.keys_menu_type },
  { id: "menu.leave", place: "menu", keys: ["Tab"], does: m.keys_menu_close },
  { id: "menu.close", place: "menu", keys: ["Escape"], does: m.keys_menu_close },

  { id: "commands.down", place: "commands", keys: ["ArrowDown"], does: m.keys_commands_move },
  { id: "commands.up", place: "commands", keys: ["ArrowUp"], does: m.keys_commands_move },
  { id: "commands.pageDown", place: "commands", keys: ["PageDown"], does: m.keys_commands_move },
  { id: "commands.pageUp", place: "commands", keys: ["PageUp"], does: m.keys_commands_move },
  { id: "commands.run", place: "commands", keys: ["Enter"], does: m.keys_commands_run },
  { id: "commands.close", place: "commands", keys: ["Escape", "Mod+K"], does: m.close },

  { id: "tabs.ahead", place: "tabs", keys: ["Ahead"], does: m.keys_tabs_move },
  { id: "tabs.back", place: "tabs", keys: ["Back"], does: m.keys_tabs_move },
  { id: "tabs.down", place: "tabs", keys: ["ArrowDown"], does: m.keys_tabs_move },
  { id: "tabs.up", place: "tabs", keys: ["ArrowUp"], does: m.keys_tabs_move },
  { id: "tabs.first", place: "tabs", keys: ["Home"], does: m.keys_tabs_move },
  { id: "tabs.last", place: "tabs", keys: ["End"], does: m.keys_tabs_move },

  { id: "keypad.send", place: "keypad", keys: ["Tone"], does: m.keys_keypad_send },
  { id: "keypad.close", place: "keypad", keys: ["Escape"], does: m.close },

  { id: "text.send", place: "text", keys: ["Enter"], does: m.keys_text_send },
  { id: "text.line", place: "text", keys: ["Shift+Enter"], does: m.keys_text_line },
  { id: "text.leave", place: "text", keys: ["Escape"], does: m.keys_text_leave },

  { id: "table.down", place: "table", keys: ["ArrowDown"], does: m.keys_table_move },
  { id: "table.up", place: "table", keys: ["ArrowUp"], does: m.keys_table_move },
  { id: "table.pageDown", place: "table", keys: ["PageDown", "Space"], does: m.keys_table_move },
  { id: "table.pageUp", place: "table", keys: ["PageUp"], does: m.keys_table_move },
  { id: "table.first", place: "table", keys: ["Home"], does: m.keys_table_move },
  { id: "table.last", place: "table", keys: ["End"], does: m.keys_table_move },

  { id: "over.next", place: "over", keys: ["Tab", "Shift+Tab"], does: m.keys_over_move },
  { id: "over.press", place: "over", keys: ["Enter"], does: m.keys_over_press },
  { id: "over.close", place: "over", keys: ["Escape"], does: m.close },
] as const satisfies readonly Binding[];

export type BindingId = (typeof BINDINGS)[number]["id"];

/** The table, without the type of each line. */
export const bindings: readonly (Binding & { id: BindingId })[] = BINDINGS;
