// The conversations, which of them is open, and what is told of those that are not.
import {
  asAppError,
  type Host,
  type Message,
  type NotificationAnswer,
  type Room,
  type Update,
} from "../../host/host";
import type { Announcer } from "../../lib/announce.svelte";
import { attentive } from "../../lib/attention";
import { m } from "../../messages/generated/messages";
import { roomName, whoWrote } from "../../words/chat";
import { errorText } from "../../words/errors";
import type { Notices } from "../notices";
import { Conversation } from "./conversation.svelte";

type ChatUpdate = Extract<Update, { kind: "room" | "message" | "wrote" | "rooms" }>;

/** Characters of a message that a notification shows. */
const clipped = 200;
const ofRoom = "chat:";

export class Chat {
  /** The one with the newest message first. */
  rooms = $state.raw<readonly Room[]>([]);
  /** Whether the panel is there. */
  shown = $state(false);
  /** The conversation that is open; without one the panel shows the list. */
  current = $state.raw<Conversation | null>(null);

  readonly unread = $derived(this.rooms.reduce((sum, room) => sum + room.unread, 0));
  readonly room = $derived(this.rooms.find(({ id }) => id === this.current?.room) ?? null);

  /** What was read and written of each; drafts live as long as the program. */
  #conversations = new Map<string, Conversation>();
  /** Rooms that changed while the list was asked for. */
  #heard = new Map<string, Room>();
  /** Rooms that the system shows something of. */
  #notified = new Set<string>();
  /** Rooms that are being marked as read. */
  #marking = new Set<string>();

  constructor(
    readonly host: Host,
    readonly notices: Notices,
    readonly announcer: Announcer,
    /** The panel shows something of this. */
    readonly opened: () => void,
  ) {}

  /** Asks for the conversations, as after signing in. */
  async load(): Promise<void> {
    this.#heard.clear();
    const rooms = await this.host.rooms();
    this.rooms = rooms;
    for (const room of this.#heard.values()) this.#take(room);
  }

  /** Another session: nothing of this one is shown. */
  forget(): void {
    for (const room of this.#notified) this.#withdraw(room);
    this.rooms = [];
    this.#conversations.clear();
    this.close();
  }

  /** The list of conversations. */
  show(): void {
    this.current = null;
    this.#reveal();
  }

  close(): void {
    this.shown = false;
    this.current = null;
  }

  /** The conversation with a user, found or made. */
  async open(user: string): Promise<void> {
    await this.#attempt(async () => {
      const room = await this.host.openChat(user);
      this.#take(room);
      await this.#enter(room.id);
    });
  }

  async openRoom(room: string): Promise<void> {
    await this.#attempt(() => this.#enter(room));
  }

  async older(): Promise<void> {
    await this.#attempt(async () => this.current?.older());
  }

  async send(): Promise<void> {
    await this.#attempt(async () => this.current?.send());
  }

  async sendAgain(message: string): Promise<void> {
    await this.#attempt(() => this.host.sendAgain(message));
  }

  async discard(message: string): Promise<void> {
    await this.#attempt(async () => this.current?.discard(message));
  }

  async openLink(address: string): Promise<void> {
    await this.#attempt(() => this.host.openLink(address));
  }

  /** The open conversation is read to its end, and somebody is there to read. */
  async readToEnd(): Promise<void> {
    const { room } = this;
    if (room === null || room.unread === 0 || this.#marking.has(room.id)) return;
    this.#marking.add(room.id);
    await this.#attempt(() => this.host.markRead(room.id));
    this.#marking.delete(room.id);
  }

  update(update: ChatUpdate): void {
    switch (update.kind) {
      case "room":
        this.#take(update.room);
        break;
      case "message":
        this.#conversations.get(update.message.room)?.take(update.message, update.replaces);
        this.#sayFailed(update.message);
        break;
      case "wrote":
        this.#tell(update.message);
        break;
      case "rooms":
        void this.#attempt(() => this.#again());
        break;
    }
  }

  /** The person pressed a notification; says whether it was one of these. That of another session opens nothing. */
  answered({ id }: NotificationAnswer): boolean {
    if (!id.startsWith(ofRoom)) return false;
    const pressed = id.slice(ofRoom.length);
    if (this.rooms.some((room) => room.id === pressed)) void this.openRoom(pressed);
    return true;
  }

  async #again(): Promise<void> {
    await this.load();
    await this.current?.load();
  }

  async #enter(room: string): Promise<void> {
    const known = this.#conversations.get(room);
    const conversation = known ?? new Conversation(this.host, room);
    this.#conversations.set(room, conversation);
    this.current = conversation;
    this.#reveal();
    try {
      await conversation.load();
    } catch (thrown) {
      if (asAppError(thrown).kind === "noSuchRoom") {
        this.#conversations.delete(room);
        if (this.current === conversation) this.show();
      }
      throw thrown;
    }
  }

  #reveal(): void {
    this.shown = true;
    this.opened();
  }

  #take(room: Room): void {
    this.#heard.set(room.id, room);
    const others = this.rooms.filter(({ id }) => id !== room.id);
    const when = (one: Room) => (one.last === null ? 0 : Date.parse(one.last.at));
    const at = others.findIndex((other) => when(other) <= when(room));
    this.rooms = others.toSpliced(at < 0 ? others.length : at, 0, room);
    if (room.unread === 0) this.#withdraw(room.id);
  }

  #withdraw(room: string): void {
    if (!this.#notified.delete(room)) return;
    // One that stays is a nuisance, and no reason to trouble anybody.
    void this.host.withdrawNotification(ofRoom + room).catch(() => undefined);
  }

  /** By the system where nobody looks at the window, else on screen and in words for those who cannot see it. */
  #tell(message: Message): void {
    const room = this.rooms.find(({ id }) => id === message.room);
    const title = room !== undefined && room.users.length > 1 ? roomName(room) : whoWrote(message);
    if (attentive()) {
      const open = this.current?.room === message.room;
      const said = { name: whoWrote(message), text: clip(message.text) };
      this.announcer.now(open ? m.chat_said(said) : m.chat_wrote({ name: title }));
      return;
    }
    this.#notified.add(message.room);
    void this.#attempt(() =>
      this.host.notify({
        id: ofRoom + message.room,
        kind: "message",
        title,
        body: clip(message.text),
        discreet: { title: m.notify_message(), body: "" },
        actions: [{ id: "open", label: m.chat_open(), raises: true }],
      }),
    );
  }

  #sayFailed({ state }: Message): void {
    if (state.kind === "failed") this.announcer.now(`${m.chat_not_sent()}. ${errorText(state.error)}`);
  }

  async #attempt(deed: () => Promise<unknown>): Promise<void> {
    try {
      await deed();
    } catch (thrown) {
      this.notices.error(asAppError(thrown));
    }
  }
}

function clip(text: string): string {
  const characters = [...text];
  return characters.length <= clipped ? text : `${characters.slice(0, clipped - 1).join("")}…`;
}
