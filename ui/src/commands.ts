// What the page can do from everywhere: in the command palette by its name, and by its key.
import type { App } from "./app.svelte";
import type { Deeds } from "./deeds.svelte";
import type { Preferences } from "./features/settings";
import { typedItems } from "./features/rowmenu";
import { contactItems } from "./features/views";
import type { View } from "./host/host";
import {
  iconChat,
  iconClose,
  iconExport,
  iconFavorite,
  iconMissed,
  iconPeople,
  iconPhone,
  iconRemove,
  iconSearch,
  iconSettings,
} from "./icons";
import type { BindingId } from "./keys";
import type { MenuAction, MenuItem } from "./lib/menu";
import type { Offer } from "./lib/offers";
import { m } from "./messages/generated/messages";
import { viewText } from "./words/statuses";

/** Where the keyboard goes. */
export interface Places {
  search: () => void;
  /** To the calls, and back. */
  calls: () => void;
}

export function pageOffers(app: App, deeds: Deeds, places: Places): Offer[] {
  return [
    { about: "typed", title: m.palette_typed(), items: typedOffers(app, deeds) },
    { about: "go", title: m.palette_go(), items: ways(app, places) },
    { about: "contacts", title: m.selection_label(), items: selected(deeds) },
    { about: "contacts", title: m.view_personal(), items: contacts(app, deeds) },
    { about: "program", title: m.palette_program(), items: program(app, deeds) },
  ];
}

/** What can be done before anybody signed in, too. */
export function windowOffers(preferences: Preferences, help: () => void): Offer[] {
  const zoom = (label: string, binding: BindingId, by: 1 | -1 | 0): MenuItem => {
    return { kind: "action", label, binding, run: () => void preferences.zoom(by) };
  };
  const items: MenuItem[] = [
    { kind: "action", label: m.keys_title(), binding: "help.open", run: help },
    zoom(m.zoom_in(), "zoom.in", 1),
    zoom(m.zoom_out(), "zoom.out", -1),
    zoom(m.zoom_reset(), "zoom.reset", 0),
  ];
  return [{ about: "program", title: m.palette_program(), items }];
}

/** What can be done with a number in the search. */
function typedOffers(app: App, deeds: Deeds): MenuItem[] {
  const { text, dial: number } = app.list;
  if (text === "" || number === null) return [];
  const call: MenuItem = {
    kind: "action",
    icon: iconPhone,
    label: m.omnibox_dial({ number }),
    run: () => void app.call(number),
  };
  const transfer = deeds.transferTo(null);
  return [call, ...(transfer === null ? [] : typedItems(number, transfer))];
}

function ways(app: App, places: Places): MenuItem[] {
  const view = (of: View, icon: MenuAction["icon"], binding: BindingId): MenuItem => {
    const chosen = app.list.view === of;
    const run = () => void app.list.show(of);
    return { kind: "action", icon, label: viewText[of](), binding, choice: { kind: "one", chosen }, run };
  };
  const { calls } = app;
  const called = calls.incoming.length + calls.current.length > 0;
  const toCalls: MenuItem = {
    kind: "action",
    icon: iconPhone,
    label: m.calls_label(),
    binding: "calls.focus",
    run: places.calls,
  };
  return [
    {
      kind: "action",
      icon: iconSearch,
      label: m.omnibox_label(),
      binding: "search.focus",
      run: places.search,
    },
    view("all", iconPeople, "view.all"),
    view("favorites", iconFavorite, "view.favorites"),
    view("personal", iconPeople, "view.personal"),
    {
      kind: "action",
      icon: iconChat,
      label: m.chat_title(),
      binding: "messages.open",
      run: () => app.toggleChat(),
    },
    {
      kind: "action",
      icon: iconMissed,
      label: m.missed_open(),
      binding: "missed.open",
      run: () => calls.missed.show(),
    },
    ...(called ? [toCalls] : []),
  ];
}

function selected(deeds: Deeds): MenuItem[] {
  const { selection, contacts } = deeds;
  if (selection.count === 0) return [];
  return [
    { kind: "action", icon: iconClose, label: m.selection_clear(), run: () => selection.clear() },
    { kind: "action", icon: iconExport, label: m.export_open(), run: contacts.exportFile },
    {
      kind: "action",
      icon: iconRemove,
      label: m.selection_remove(),
      danger: true,
      run: () => deeds.removeSelected(),
    },
  ];
}

function contacts(app: App, deeds: Deeds): MenuItem[] {
  const undo: MenuItem = {
    kind: "action",
    label: m.keys_undo(),
    binding: "undo",
    disabled: !app.own.undoable,
    run: () => void app.own.undo(),
  };
  return [...contactItems(deeds.ownContacts, deeds.contacts), undo];
}

function program(app: App, deeds: Deeds): MenuItem[] {
  const { transfers } = app;
  const items: MenuItem[] = [
    {
      kind: "action",
      icon: iconSettings,
      label: m.settings_title(),
      binding: "settings.open",
      run: () => (deeds.dialog = { kind: "settings" }),
    },
  ];
  if (transfers.away && transfers.importing !== null) {
    items.push({ kind: "action", label: m.task_open(), run: () => transfers.bringBack() });
  }
  items.push(
    app.connection.kind === "signedOut"
      ? { kind: "action", label: m.session_again(), run: () => app.signInAgain() }
      : { kind: "action", label: m.settings_sign_out(), run: () => (deeds.dialog = { kind: "signOut" }) },
    { kind: "action", label: m.palette_quit(), run: () => quit(app) },
  );
  return items;
}

/** What runs is asked about first. */
function quit({ transfers: { task }, desktop: { leaving } }: App): void {
  if (task === null) void leaving.close();
  else leaving.asked = { kind: "task", task: task.task };
}
