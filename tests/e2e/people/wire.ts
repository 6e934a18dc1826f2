import { until } from "../desk/patience";
import type { Control } from "./control";

/** A connection as the server has it. */
export interface Connection {
  user_uuid: string;
  started: boolean;
}

/** A presence as the server tells it. */
export interface Presence {
  uuid: string;
  state: string;
  /** Null where nobody knows. */
  connected: boolean | null;
  do_not_disturb: boolean;
  line_state: string;
  status: string | null;
}

/** The sandbox's websockets, and what goes over them. */
export class Wire {
  readonly #control: Control;

  constructor(control: Control) {
    this.#control = control;
  }

  async connections(): Promise<Connection[]> {
    return ((await this.#control.get("sockets")) as { items: Connection[] }).items;
  }

  /** Waits until so many connections are started. */
  async started(count: number): Promise<void> {
    await until(`${count} websockets`, async () => {
      const connections = await this.connections();
      return connections.filter(({ started }) => started).length === count;
    });
  }

  /** Closes every connection with this code. */
  async close(code: number, reason = ""): Promise<void> {
    await this.#control.post("socket/close", { code, reason });
  }

  /** Breaks every connection without a word. */
  async cut(): Promise<void> {
    await this.#control.post("socket/close");
  }

  /** Sends nothing on any connection and closes none: a dead way. */
  async silence(on: boolean): Promise<void> {
    await this.#control.post("socket/silence", { on });
  }

  /** Closes each new connection so; null lets them in again. */
  async refuse(code: number | null, { beforeStart = false } = {}): Promise<void> {
    await this.#control.post("socket/refuse", { code, before_start: beforeStart });
  }

  /** Changes presences at random, so many a second, and gives the last one of everybody it met. */
  async storm(perSecond: number, seconds: number): Promise<Presence[]> {
    const storm = { per_second: perSecond, seconds };
    return ((await this.#control.post("storm", storm)) as { people: Presence[] }).people;
  }

  /** Publishes any event. */
  async publish(name: string, data: object, to: "*" | string[], acl: string): Promise<void> {
    await this.#control.post("events", { name, data, to, acl });
  }
}
