// The page's state: who is signed in, what is shown, and what the engine says by itself.
import { Desktop } from "./desktop.svelte";
import { Calls } from "./features/calls";
import { Card } from "./features/card";
import { Chat } from "./features/chat";
import { OwnContacts } from "./features/contact";
import { Drops } from "./features/dropping";
import { Notices } from "./features/notices";
import { Presence } from "./features/presence";
import { Preferences } from "./features/settings";
import { PeopleList } from "./features/views";
import {
  asAppError,
  type Account,
  type AppError,
  type Connection,
  type Counts,
  type Host,
  type Me,
  type Row,
  type Session,
  type Update,
} from "./host/host";
import { Announcer } from "./lib/announce.svelte";
import type { Range } from "./lib/virtual";
import { m } from "./messages/generated/messages";
import { Transfers } from "./transfers.svelte";
import { errorText } from "./words/errors";

/** Milliseconds: what was just called is not called again by a second press, but for a call that has ended since. */
export const callRests = 1_000;

export class App {
  phase = $state<"starting" | "signIn" | "people">("starting");
  session = $state.raw<Session | null>(null);
  connection = $state.raw<Connection>({ kind: "online" });
  counts = $state.raw<Counts>({ all: 0, favorites: 0, personal: 0 });
  me = $state.raw<Me | null>(null);
  /** Whose session ended last; the sign-in form begins with it. */
  last = $state.raw<Account | null>(null);

  readonly notices = new Notices();
  readonly announcer = new Announcer();
  readonly preferences: Preferences;
  readonly list: PeopleList;
  readonly own: OwnContacts;
  readonly transfers: Transfers;
  readonly drops: Drops;
  readonly calls: Calls;
  readonly chat: Chat;
  readonly card: Card;
  readonly presence: Presence;
  readonly desktop: Desktop;
  /** Numbers that are asked for now. */
  #calling = new Set<string>();
  /** When numbers were asked for, by number, in steady time; none of before a call's end. */
  #called = new Map<string, number>();
  /** Counts what the engine said of the session by itself. */
  #heard = 0;

  constructor(readonly host: Host) {
    this.preferences = new Preferences(host, (error) => this.notices.error(error));
    this.list = new PeopleList(host, (view) => this.preferences.layoutOf(view).sort);
    this.own = new OwnContacts(host, this.notices);
    const failed = (error: AppError) => this.notices.error(error);
    this.chat = new Chat(host, this.notices, this.announcer, () => this.card.close());
    this.card = new Card(host, failed);
    this.presence = new Presence(host, failed);
    this.transfers = new Transfers(host, this.notices);
    this.calls = new Calls({
      host,
      preferences: this.preferences,
      announce: (text) => this.announcer.now(text),
      ended: () => this.#called.clear(),
      failed,
    });
    this.drops = new Drops({
      may: () => this.phase === "people" && document.querySelector("dialog[open]") === null,
      one: (path) => this.transfers.read(path),
      several: () => this.notices.refused(m.drop_several),
    });
    this.desktop = new Desktop(this);
  }

  /** Goes on with the kept session, or shows the form. */
  async start(): Promise<void> {
    await this.preferences.load();
    try {
      await this.host.subscribe((update) => this.update(update));
      await this.host.listenDrops((drop) => this.drops.update(drop));
      await this.desktop.listen();
      const session = (await this.host.session()) ?? (await this.host.resume(null));
      if (session !== null) return await this.enter(session);
    } catch (thrown) {
      this.notices.error(asAppError(thrown));
    }
    this.phase = "signIn";
  }

  async enter(session: Session): Promise<void> {
    this.notices.clear();
    this.#take(session);
    this.phase = "people";
    if (session.keeping === "keychainFailed") this.notices.keep(m.keychain_failed);
    await this.list.show(this.preferences.current.view);
    this.desktop.entered();
    await this.#attempt(() => this.#retake());
    const loads = [this.own, this.calls, this.presence, this.chat].map((one) => one.load());
    await this.#attempt(() => Promise.all([...loads, this.transfers.offerRest()]));
  }

  update(update: Update): void {
    switch (update.kind) {
      case "connection":
        this.#heard += 1;
        this.connection = update.connection;
        break;
      case "counts":
        this.#heard += 1;
        this.counts = update.counts;
        break;
      case "me":
        this.#heard += 1;
        this.me = update.me;
        break;
      case "list":
      case "rows":
        this.list.update(update);
        break;
      case "columns":
        void this.#readAgain();
        break;
      case "calls":
      case "rings":
      case "missed":
        this.calls.update(update);
        break;
      case "own":
        this.presence.update(update.own);
        break;
      case "desk":
        this.desktop.update(update.desk);
        break;
      case "room":
      case "message":
      case "wrote":
      case "rooms":
        this.chat.update(update);
        break;
      case "task":
      case "taskEnded":
        this.transfers.update(update);
        if (update.kind === "taskEnded") this.desktop.leaving.taskEnded();
        break;
    }
  }

  async signOut(wipe: boolean): Promise<void> {
    try {
      await this.host.signOut(wipe);
    } catch (thrown) {
      this.notices.error(asAppError(thrown));
    }
    this.#toForm();
  }

  /** To the sign-in page for another account; this session is not ended. */
  async leave(): Promise<void> {
    await this.#attempt(async () => {
      await this.host.leave();
      this.#toForm();
      this.last = null;
    });
  }

  /** The server ended the session: back to the form, with the server and user filled in. */
  signInAgain(): void {
    this.#toForm();
  }

  async call(number: string): Promise<void> {
    const before = this.#called.get(number) ?? -Infinity;
    if (this.#calling.has(number) || performance.now() - before < callRests) return;
    this.#calling.add(number);
    try {
      await this.host.call(number);
      this.notices.info(() => m.notice_calling({ number }));
    } catch (thrown) {
      this.notices.error(asAppError(thrown));
    } finally {
      this.#calling.delete(number);
      this.#called.set(number, performance.now());
    }
  }

  /** Enter in the search: dials the number that was typed, else the first person found. */
  async firstAction(): Promise<void> {
    const row = await this.list.first();
    const number = this.list.dial ?? (this.list.text === "" ? null : (row?.number ?? null));
    if (number !== null) await this.call(number);
  }

  async copy(text: string): Promise<void> {
    await this.#attempt(async () => {
      await this.host.copyText(text);
      this.notices.info(() => m.notice_copied({ value: text }));
    });
  }

  /** The conversation with whom a row shows, where it is a colleague. */
  async chatWith(row: number, name: string): Promise<void> {
    await this.#attempt(async () => {
      const { user } = await this.host.menu(row);
      if (user === null) this.notices.info(() => m.chat_nobody({ name }));
      else await this.chat.open(user);
    });
  }

  /** The conversations, or none of them. */
  toggleChat(): void {
    if (this.chat.shown) this.chat.close();
    else this.chat.show();
  }

  /** Everything about somebody, in place of a conversation. */
  async openCard(row: number, name: string): Promise<void> {
    const opened = this.card.open({ row, name });
    this.chat.close();
    await opened;
  }

  async mail(address: string): Promise<void> {
    await this.#attempt(() => this.host.openMail(address));
  }

  /** The star shows at once; a refusal puts it back and says so. */
  async toggleFavorite(row: Row, name: string): Promise<void> {
    if (row.favorite === null) return;
    const wish = !row.favorite;
    this.list.replace(row.id, (now) => ({ ...now, favorite: wish }));
    try {
      await this.host.setFavorite(row.id, wish);
    } catch (thrown) {
      this.list.replace(row.id, (now) => ({ ...now, favorite: !wish }));
      const error = asAppError(thrown);
      this.notices.refused(() => m.notice_favorite_undone({ name, reason: errorText(error) }));
    }
  }

  /** The handles of these rows; null where they could not be read, or the list is another one by then. */
  async handles(range: Range): Promise<number[] | null> {
    try {
      return await this.list.handles(range);
    } catch (thrown) {
      this.notices.error(asAppError(thrown));
      return null;
    }
  }

  async deleteAll(): Promise<void> {
    await this.own.deleteAll(() => void this.restore());
  }

  /** Brings back what was deleted. */
  async restore(): Promise<void> {
    await this.transfers.restore();
    if (this.session !== null) await this.#attempt(() => this.own.load());
  }

  async showInFolder(path: string): Promise<void> {
    await this.#attempt(() => this.host.showInFolder(path));
  }

  #take(session: Session): void {
    this.session = session;
    this.me = session.me;
    this.connection = session.connection;
    this.counts = session.counts;
    this.last = session.account;
  }

  #toForm(): void {
    this.session = null;
    this.me = null;
    this.own.forget();
    this.transfers.forget();
    this.calls.forget();
    this.chat.forget();
    this.card.close();
    this.presence.forget();
    this.desktop.forget();
    this.list.reset();
    this.phase = "signIn";
  }

  async #readAgain(): Promise<void> {
    await this.#attempt(async () => {
      if (await this.#retake()) await this.list.reopen();
    });
  }

  /** Reads the session until nothing was said meanwhile: an answer that an update overtook is old. Says whether there is one. */
  async #retake(): Promise<boolean> {
    for (;;) {
      const heard = this.#heard;
      const session = await this.host.session();
      if (session === null || this.session === null) return false;
      if (heard !== this.#heard) continue;
      this.#take(session);
      return true;
    }
  }

  async #attempt(deed: () => Promise<unknown>): Promise<void> {
    try {
      await deed();
    } catch (thrown) {
      this.notices.error(asAppError(thrown));
    }
  }
}
