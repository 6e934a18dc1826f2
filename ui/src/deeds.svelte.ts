// What the page does with a row, a number or a call, whichever button, menu or key asks for it.
import type { App } from "./app.svelte";
import type { OpenDialog } from "./dialogs";
import type { CallDeeds } from "./features/calls";
import type { Subject } from "./features/card";
import { Selection, type HeadActions, type RowActions } from "./features/grid";
import { subjectItems, typedItems, type MenuDeeds } from "./features/rowmenu";
import type { ContactDeeds, OwnContactsState } from "./features/views";
import type { Party, Row, Session } from "./host/host";
import type { MenuItem, OpenMenu } from "./lib/menu";
import type { Box } from "./lib/place";
import type { Offer } from "./lib/offers";
import { m } from "./messages/generated/messages";
import { partyName } from "./words/calls";

/** The menus that open over the page. */
interface Menus {
  actions: (row: Row, anchor: Box) => void;
  copies: (row: Row, anchor: Box) => void;
  open: (menu: OpenMenu) => void;
}

export class Deeds {
  /** The dialog that is open over the page. */
  dialog = $state.raw<OpenDialog | null>(null);
  /** The own contacts that are selected. */
  readonly selection: Selection;
  readonly row: RowActions;
  readonly head: HeadActions;
  readonly contacts: ContactDeeds;

  readonly #app: App;
  readonly #session: Session;
  readonly #menus: () => Menus;

  /** The menus are there once the page is. */
  constructor(app: App, session: Session, menus: () => Menus) {
    this.#app = app;
    this.#session = session;
    this.#menus = menus;
    this.selection = new Selection((range) => app.handles(range));
    this.row = this.#rowActions();
    this.head = this.#headActions();
    this.contacts = {
      add: () => this.edit(null),
      importFile: () => void app.transfers.pick(),
      exportFile: () => (this.dialog = { kind: "export" }),
      history: () => (this.dialog = { kind: "history" }),
      restore: () => void app.restore(),
      deleteAll: () => (this.dialog = { kind: "deleteAll" }),
    };
  }

  readonly call = $derived.by((): CallDeeds => {
    const { calls, preferences } = this.#app;
    return {
      hold: (call, on) => void calls.hold(call.id, on),
      copy: (text) => void this.#app.copy(text),
      card: ({ party }) => this.#showParty(party),
      page:
        preferences.current.calls.callerPage === "" ? null : (call) => void calls.ringing.openPage(call.id),
    };
  });

  readonly ownContacts = $derived.by((): OwnContactsState => {
    const { counts, list, own, transfers } = this.#app;
    return {
      count: counts.personal,
      exportable: counts.personal > 0 || (list.view !== "personal" && list.total > 0),
      busy: transfers.task !== null && transfers.task.task !== "exporting",
      restorable: own.restorable,
    };
  });

  /** The name as the list shows it. */
  nameOf(row: Row): string {
    const cell = this.#session.columns.findIndex(({ kind }) => kind === "name");
    return row.cells[cell]?.text.slice(0, 200) || m.row_nameless();
  }

  /** Passes on the call that is current now, whichever is when the menu is used; null while none can be. */
  transferTo(row: number | null): MenuDeeds["transfer"] {
    const { calls } = this.#app;
    if (!calls.transferable) return null;
    const call = calls.passable;
    return (number, kind) => void calls.transfer(call, number, kind, row);
  }

  /** Asks in which way a call goes to a number that was typed. */
  transferTyped(number: string, anchor: Box): void {
    const transfer = this.transferTo(null);
    if (transfer === null) return;
    const label = m.omnibox_transfer({ number });
    this.#menus().open({ label, items: typedItems(number, transfer), anchor });
  }

  menuOf(row: Row): MenuDeeds {
    return {
      ...this.#reach(row.id, this.nameOf(row)),
      favorite: row.favorite === null ? null : { on: row.favorite, toggle: () => this.row.favorite(row) },
      own: row.editable ? { edit: () => this.edit(row), remove: () => this.row.remove(row) } : null,
    };
  }

  /** All that can be done with somebody whose card is open, or who is in the list. */
  async #subjectItems({ row: id, name }: Subject): Promise<MenuItem[]> {
    const row = [...this.#app.list.rows.values()].find((one) => one.id === id);
    const deeds = row === undefined ? this.#reach(id, name) : this.menuOf(row);
    return subjectItems(await this.#app.host.menu(id), deeds);
  }

  /** The commands; those about somebody come in as soon as they are known. */
  async openPalette(subject: Subject | null): Promise<void> {
    const empty: OpenDialog = { kind: "palette", subject: null };
    this.dialog = empty;
    if (subject === null) return;
    try {
      const items = await this.#subjectItems(subject);
      const about: Offer = { about: "subject", title: subject.name, items };
      if (this.dialog === empty) this.dialog = { kind: "palette", subject: about };
    } catch {
      // Who is not there any more has no commands; the others are shown.
    }
  }

  /** What can be done with whoever has a handle. */
  #reach(row: number, name: string): MenuDeeds {
    const app = this.#app;
    return {
      call: (number) => void app.call(number),
      mail: (address) => void app.mail(address),
      copy: (text) => void app.copy(text),
      transfer: this.transferTo(row),
      chat: (user) => void app.chat.open(user),
      card: () => void app.openCard(row, name),
      favorite: null,
      own: null,
    };
  }

  /** The form of an own contact; null for a new one. */
  edit(row: Row | null): void {
    this.dialog = { kind: "contact", row };
  }

  /** Asks whether the contacts that are selected shall go. */
  removeSelected(): void {
    this.dialog = { kind: "removeSelected", rows: [...this.selection.rows] };
  }

  #rowActions(): RowActions {
    const app = this.#app;
    return {
      call: (row) => row.number !== null && void app.call(row.number),
      actions: (row, anchor) => this.#menus().actions(row, anchor),
      copyMenu: (row, anchor) => this.#menus().copies(row, anchor),
      chat: (row) => void app.chatWith(row.id, this.nameOf(row)),
      card: (row) => void app.openCard(row.id, this.nameOf(row)),
      copyNumber: (row) => row.number !== null && void app.copy(row.number),
      favorite: (row) => void app.toggleFavorite(row, this.nameOf(row)),
      edit: (row) => this.edit(row),
      remove: (row) => void this.#remove(row),
    };
  }

  #headActions(): HeadActions {
    const { preferences, list, announcer } = this.#app;
    return {
      sort: (sort) => {
        void preferences.arrange({ ...preferences.layoutOf(list.view), sort });
        this.selection.reordered();
        void list.reorder();
      },
      preview: (changed) => preferences.preview(changed),
      layout: (changed) => void preferences.arrange(changed),
      menu: (opened) => this.#menus().open(opened),
      announce: (text) => announcer.now(text),
    };
  }

  /** It goes at once, as it can be brought back. */
  async #remove(row: Row): Promise<void> {
    await this.#app.own.remove(row.id, this.nameOf(row));
    this.selection.drop([row.id]);
  }

  /** Their card; who is not in the directory is searched for in the list. */
  #showParty(party: Party): void {
    const name = partyName(party);
    if (party.row === null) void this.#app.list.search(name);
    else void this.#app.openCard(party.row, name);
  }
}
