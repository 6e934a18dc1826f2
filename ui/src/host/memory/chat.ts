// Conversations in memory.
import type { AppError, ChatUser, Message, Messages, Room } from "../bindings";
import type { Person } from "./people";
import type { Told } from "./told";

/** The uuid of a colleague. */
export function userOf(person: Person): string | null {
  return person.client === null ? null : `user-${person.number}`;
}

/** The time of the first message of all; each further one is a minute later. */
const began = Date.UTC(2026, 5, 2, 15, 0);

export class MemoryChat {
  /** Every message, by room, oldest first. */
  readonly said = new Map<string, Message[]>();
  /** What sending ends with, until it is taken away. */
  broken: AppError | null = null;
  /** Whether messages stay on their way. */
  slow = false;
  /** Rooms that were read to the end, in order. */
  readonly marked: string[] = [];

  #rooms: Room[] = [];
  #next = 0;

  constructor(
    readonly told: Told,
    readonly people: () => Person[],
  ) {
    this.#seed();
  }

  rooms = async (): Promise<Room[]> => {
    this.told.fail("rooms");
    const at = (room: Room) => room.last?.at ?? "";
    return structuredClone(this.#rooms).sort((a, b) => at(b).localeCompare(at(a)));
  };
  openChat = async (user: string): Promise<Room> => {
    this.told.fail("openChat");
    const found = this.#rooms.find(({ users }) => users.length === 1 && users[0]?.uuid === user);
    return structuredClone(found ?? this.#make(user));
  };
  messages = async (room: string, before: string | null, count: number): Promise<Messages> => {
    this.told.fail("messages");
    const all = this.said.get(room) ?? [];
    const end = before === null ? all.length : all.findIndex(({ id }) => id === before);
    const start = Math.max(0, end - count);
    return { messages: structuredClone(all.slice(start, end)), more: start > 0 };
  };
  sendMessage = async (room: string, text: string): Promise<Message> => {
    this.told.fail("sendMessage");
    const message: Message = { ...this.#write(room, null, text), state: { kind: "sending" } };
    this.#put(room, message);
    queueMicrotask(() => this.#settle(message));
    return structuredClone(message);
  };
  sendAgain = async (id: string) => {
    this.told.fail("sendAgain");
    const message: Message = { ...this.#message(id), state: { kind: "sending" } };
    this.#put(message.room, message);
    this.told.push({ kind: "message", message, replaces: null });
    queueMicrotask(() => this.#settle(message));
  };
  discardMessage = async (id: string) => {
    this.told.fail("discardMessage");
    const { room } = this.#message(id);
    this.said.set(
      room,
      (this.said.get(room) ?? []).filter((one) => one.id !== id),
    );
  };
  markRead = async (room: string) => {
    this.told.fail("markRead");
    this.marked.push(room);
    this.#change(room, { unread: 0 });
  };

  /** Somebody writes. */
  says(user: string, text: string): Message {
    const room =
      this.#rooms.find(({ users }) => users.length === 1 && users[0]?.uuid === user) ?? this.#make(user);
    const message = this.#write(room.id, room.users[0] ?? null, text);
    this.#put(room.id, message);
    this.told.push({ kind: "message", message, replaces: null });
    this.#change(room.id, { unread: this.#room(room.id).unread + 1 });
    this.told.push({ kind: "wrote", message });
    return message;
  }
  /** A person comes or goes. */
  becomes(user: string, state: ChatUser["state"]) {
    for (const room of this.#rooms) {
      const users = room.users.map((one) => (one.uuid === user ? { ...one, state } : one));
      this.#change(room.id, { users });
    }
  }

  #settle(message: Message) {
    if (this.slow) return;
    const { broken } = this;
    const sent: Message =
      broken === null
        ? { ...message, id: `sent-${message.id}`, state: { kind: "sent" } }
        : { ...message, state: { kind: "failed", error: broken } };
    const all = this.said.get(message.room) ?? [];
    this.said.set(
      message.room,
      all.map((one) => (one.id === message.id ? sent : one)),
    );
    this.told.push({ kind: "message", message: sent, replaces: broken === null ? message.id : null });
    this.#change(message.room, { last: sent });
  }
  #make(user: string): Room {
    const person = this.people().find((one) => userOf(one) === user);
    if (person === undefined) throw { kind: "noSuchContact" } satisfies AppError;
    const state = person.client?.state ?? "unknown";
    const room: Room = {
      id: `room-${user}`,
      name: null,
      users: [{ uuid: user, name: person.name, row: person.id, state }],
      last: null,
      unread: 0,
    };
    this.#rooms.push(room);
    this.said.set(room.id, []);
    this.told.push({ kind: "room", room });
    return room;
  }
  #room(id: string): Room {
    const room = this.#rooms.find((one) => one.id === id);
    if (room === undefined) throw { kind: "noSuchRoom" } satisfies AppError;
    return room;
  }
  #change(id: string, change: Partial<Room>) {
    const room = Object.assign(this.#room(id), change);
    this.told.push({ kind: "room", room });
  }
  #message(id: string): Message {
    const found = [...this.said.values()].flat().find((one) => one.id === id);
    if (found === undefined) throw { kind: "noSuchRoom" } satisfies AppError;
    return found;
  }
  #put(room: string, message: Message) {
    const others = (this.said.get(room) ?? []).filter((one) => one.id !== message.id);
    this.said.set(room, [...others, message]);
    this.#room(room).last = message;
  }
  #write(room: string, from: ChatUser | null, text: string): Message {
    const nth = this.#next++;
    const links = [...text.matchAll(/https?:\/\/\S+/g)].map(({ index, 0: link }): [number, number] => [
      index,
      index + link.length,
    ]);
    const at = new Date(began + nth * 60_000).toISOString();
    return { id: `message-${nth}`, room, from, text, links, at, state: { kind: "sent" } };
  }
  #seed() {
    const talk: [number: string, lines: [mine: boolean, text: string][], unread: number][] = [
      [
        "1027",
        [
          [true, "The courier came for you, the box is at the front desk."],
          [false, "Thanks! I fetch it on Monday."],
        ],
        0,
      ],
      [
        "1002",
        [
          [false, "Could you send the caller from Roy & fils to me?"],
          [true, "They hung up, I told them that you call back.\nNumber: 555 555 1111"],
          [false, "Perfect. The plan is at https://wiki.acme.example/plan?week=23 by the way"],
        ],
        1,
      ],
      ["1001", [[false, "Lunch at noon?"]], 1],
    ];
    for (const [number, lines, unread] of talk) {
      const room = this.#make(`user-${number}`);
      for (const [mine, text] of lines) {
        this.#put(room.id, this.#write(room.id, mine ? null : (room.users[0] ?? null), text));
      }
      room.unread = unread;
    }
  }
}
