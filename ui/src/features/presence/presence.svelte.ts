// How I can be reached: what I chose to be, my phones, my agent. The engine shows a wish at once and takes it back when it is refused.
import {
  asAppError,
  type AppError,
  type Forward,
  type Host,
  type Own,
  type PresenceChoice,
} from "../../host/host";

/** Reasons for a pause that are offered again. */
const remembered = 5;

export class Presence {
  /** Null until it is known. */
  own = $state.raw<Own | null>(null);
  /** Reasons for a pause that were given lately, the last one first. */
  reasons = $state.raw<readonly string[]>([]);

  #heard = 0;

  constructor(
    readonly host: Host,
    readonly failed: (error: AppError) => void,
  ) {}

  /** Reads it; an answer that an update overtook is old. */
  async load(): Promise<void> {
    const heard = this.#heard;
    const own = await this.host.own();
    if (heard === this.#heard) this.#take(own);
  }

  update(own: Own): void {
    this.#heard += 1;
    this.#take(own);
  }

  /** Signed out: nothing of it belongs to the next person. */
  forget(): void {
    this.#heard += 1;
    this.own = null;
    this.reasons = [];
  }

  choose(presence: PresenceChoice): Promise<void> {
    return this.#attempt(() => this.host.setPresence(presence, this.own?.status ?? null));
  }

  /** Own words; nothing but spaces takes them away. */
  async say(text: string): Promise<void> {
    const status = text.trim() || null;
    if (status === (this.own?.status ?? null)) return;
    await this.#attempt(() => this.host.setPresence(this.own?.presence ?? "available", status));
  }

  setDoNotDisturb(on: boolean): Promise<void> {
    return this.#attempt(() => this.host.setDoNotDisturb(on));
  }

  /** Sets the forwards that are other ones than before; the error of the first that was refused. */
  async setForwards(forwards: readonly Forward[]): Promise<AppError | null> {
    const before = this.own?.forwards ?? [];
    try {
      for (const { kind, on, to } of forwards) {
        const old = before.find((forward) => forward.kind === kind);
        if (old?.on !== on || old.to !== to) await this.host.setForward(kind, on, to);
      }
      return null;
    } catch (thrown) {
      return asAppError(thrown);
    }
  }

  logIn(line: number | null): Promise<void> {
    return this.#attempt(() => this.host.agentLogin(line));
  }

  logOut(): Promise<void> {
    return this.#attempt(() => this.host.agentLogout());
  }

  pause(reason: string | null): Promise<void> {
    if (reason !== null) this.#remember(reason);
    return this.#attempt(() => this.host.agentPause(reason));
  }

  endPause(): Promise<void> {
    return this.#attempt(() => this.host.agentUnpause());
  }

  setQueue(queue: number, on: boolean): Promise<void> {
    return this.#attempt(() => this.host.agentQueue(queue, on));
  }

  #take(own: Own): void {
    this.own = own;
    const reason = own.agent?.reason ?? null;
    if (reason !== null) this.#remember(reason);
  }

  #remember(reason: string): void {
    this.reasons = [reason, ...this.reasons.filter((one) => one !== reason)].slice(0, remembered);
  }

  async #attempt(deed: () => Promise<void>): Promise<void> {
    try {
      await deed();
    } catch (thrown) {
      this.failed(asAppError(thrown));
    }
  }
}
