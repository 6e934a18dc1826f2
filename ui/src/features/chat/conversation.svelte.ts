// One conversation: the messages that were read of it, and what is being written.
import type { Host, Message } from "../../host/host";

/** Messages asked for at once. */
export const portion = 50;

export class Conversation {
  /** Oldest first; those that are not sent yet stand at the end. */
  messages = $state.raw<readonly Message[]>([]);
  /** Whether there are older ones. */
  more = $state(false);
  /** False until the first answer. */
  read = $state(false);
  draft = $state("");

  #asking = false;
  /** Names that messages had before the server gave them one. */
  #replaced = new Set<string>();

  constructor(
    readonly host: Host,
    readonly room: string,
  ) {}

  /** The newest messages. What was read before stays where it joins them. */
  async load(): Promise<void> {
    const held = this.messages;
    const { messages, more } = await this.host.messages(this.room, null, portion);
    const first = messages[0]?.id;
    const join = held.findIndex(({ id }) => id === first);
    const older = join > 0 ? held.slice(0, join) : [];
    // What an update brought meanwhile is newer than the answer.
    const heard = this.messages.filter((message) => !held.includes(message));
    if (older.length === 0) this.more = more;
    this.messages = [...older, ...messages];
    for (const message of heard) this.take(message, null);
    this.read = true;
  }

  /** A page before those that are there. */
  async older(): Promise<void> {
    const first = this.messages[0];
    if (this.#asking || !this.more || first === undefined) return;
    this.#asking = true;
    try {
      const { messages, more } = await this.host.messages(this.room, first.id, portion);
      // Another beginning by now: the page does not join it.
      if (this.messages[0]?.id !== first.id) return;
      this.messages = [...messages, ...this.messages];
      this.more = more;
    } finally {
      this.#asking = false;
    }
  }

  /** A message that is new or changed. */
  take(message: Message, replaces: string | null): void {
    if (replaces !== null) this.#replaced.add(replaces);
    if (this.#replaced.has(message.id)) return;
    const at = this.messages.findIndex(({ id }) => id === (replaces ?? message.id));
    const without = this.messages.filter(({ id }) => id !== message.id && id !== replaces);
    const same = at >= 0 && this.messages[at]?.at === message.at;
    this.messages = without.toSpliced(same ? at : placeOf(without, message), 0, message);
  }

  /** Sends what is written; it stays in the box where not even that could be asked. */
  async send(): Promise<void> {
    const text = this.draft.trim();
    if (text === "") return;
    this.draft = "";
    try {
      const message = await this.host.sendMessage(this.room, text);
      // An update may have been quicker, and knows more.
      if (!this.messages.some(({ id }) => id === message.id)) this.take(message, null);
    } catch (thrown) {
      if (this.draft === "") this.draft = text;
      throw thrown;
    }
  }

  async discard(message: string): Promise<void> {
    await this.host.discardMessage(message);
    this.messages = this.messages.filter(({ id }) => id !== message);
  }
}

/** Behind the last one that is not younger, and before what is not sent yet. */
function placeOf(messages: readonly Message[], message: Message): number {
  const after = messages.findLastIndex(
    (other) => waits(message) || (!waits(other) && Date.parse(other.at) <= Date.parse(message.at)),
  );
  return after + 1;
}

function waits({ state }: Message): boolean {
  return state.kind !== "sent";
}
