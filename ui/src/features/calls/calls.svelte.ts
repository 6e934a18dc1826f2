// The own calls as the engine tells them, and what can be done with each.
import {
  asAppError,
  type AppError,
  type Calls as OwnCalls,
  type CallView,
  type Host,
  type TransferKind,
  type Update,
} from "../../host/host";
import { m } from "../../messages/generated/messages";
import { changeOf, partyName } from "../../words/calls";
import { Ringing } from "../incoming";
import { MissedCalls } from "../missed";
import type { Preferences } from "../settings";
import { CallTimes } from "./times";

type CallUpdate = Extract<Update, { kind: "calls" | "rings" | "missed" }>;

export interface CallsNeeds {
  host: Host;
  preferences: Preferences;
  /** Says something to a screen reader. */
  announce: (text: string) => void;
  /** One of the calls is no longer there. */
  ended: () => void;
  failed: (error: AppError) => void;
}

/** Milliseconds: the time of day, and one that never jumps. */
export interface Clock {
  wall: () => number;
  steady: () => number;
}

const machine: Clock = { wall: () => Date.now(), steady: () => performance.now() };

export class Calls {
  all = $state.raw<readonly CallView[]>([]);
  /** Whether one of them can be transferred: the transfer menus are there. */
  transferable = $state(false);
  readonly missed: MissedCalls;
  readonly ringing: Ringing;

  readonly #needs: CallsNeeds;
  readonly #clock: Clock;
  readonly #times = new CallTimes();
  /** Steady time as it was painted last. */
  #now = $state(0);
  #under = new Set<string>();
  /** Digits that wait for those before them, by call; a call is here while some are under way. */
  #digits = new Map<string, string>();
  /** Count what the engine said by itself, each for its own. */
  #heardCalls = 0;
  #heardMissed = 0;

  constructor(needs: CallsNeeds, clock: Clock = machine) {
    this.#needs = needs;
    this.#clock = clock;
    const call = (number: string) => this.#attempt(`call ${number}`, () => needs.host.call(number));
    this.missed = new MissedCalls(needs.host, needs.failed, (number) => void call(number));
    this.ringing = new Ringing(needs, {
      find: (id) => this.incoming.find((one) => one.id === id) ?? null,
      answer: (id) => void this.answer(id),
      refuse: (id) => void this.hangUp(id),
    });
  }

  /** Those that ring here. */
  readonly incoming = $derived(this.all.filter(({ phase }) => phase.kind === "ringing"));
  /** All others. */
  readonly current = $derived(this.all.filter(({ phase }) => phase.kind !== "ringing"));
  /** The call that a menu passes on: the one that is spoken on, else one on hold; null where it could be one of several. */
  readonly passable = $derived.by((): string | null => {
    const all = this.current.filter(({ canTransfer }) => canTransfer);
    const spoken = all.filter(({ phase }) => phase.kind === "connected" && !phase.onHold);
    const [first, ...others] = spoken.length > 0 ? spoken : all;
    return first === undefined || others.length > 0 ? null : first.id;
  });
  /** The call that keys are for: the one that is spoken on, else the only one; null where it could be one of several. */
  readonly keyed = $derived.by((): string | null => {
    const all = this.current.filter(({ phase }) => phase.kind !== "left");
    const spoken = all.filter(({ phase }) => phase.kind === "connected" && !phase.onHold);
    const [first, ...others] = spoken.length > 0 ? spoken : all;
    return first === undefined || others.length > 0 ? null : first.id;
  });
  /** Whether a time passes on screen. */
  readonly ticking = $derived(this.all.some(({ phase }) => phase.kind === "connected"));

  /** Reads what there is; an answer that an update overtook is old. */
  async load(): Promise<void> {
    const [heardCalls, heardMissed] = [this.#heardCalls, this.#heardMissed];
    const [calls, missed] = await Promise.all([this.#needs.host.calls(), this.#needs.host.missed()]);
    if (heardCalls === this.#heardCalls) this.#take(calls);
    if (heardMissed === this.#heardMissed) this.missed.take(missed);
  }

  update(update: CallUpdate): void {
    switch (update.kind) {
      case "calls":
        this.#heardCalls += 1;
        this.#take(update.calls);
        break;
      case "rings":
        this.ringing.begins(update.call);
        break;
      case "missed":
        this.#heardMissed += 1;
        this.missed.update(update.missed);
        break;
    }
  }

  /** Signed out: nothing of it belongs to the next person. */
  forget(): void {
    this.#heardCalls += 1;
    this.#heardMissed += 1;
    this.all = [];
    this.transferable = false;
    this.#times.keep([]);
    this.ringing.changed();
    this.missed.forget();
  }

  /** The person looks elsewhere: what rings is shown by the system. */
  left(): void {
    this.ringing.left(this.incoming);
  }

  /** Time passes on screen. */
  tick(): void {
    this.#now = this.#clock.steady();
  }

  /** Whole seconds that people have been talking; null while nobody has. */
  seconds({ id }: CallView): number | null {
    return this.#times.seconds(id, this.#now);
  }

  answer(call: string): Promise<void> {
    return this.#attempt(`answer ${call}`, () => this.#needs.host.answer(call));
  }

  /** Ends a call, or refuses one that rings. */
  hangUp(call: string): Promise<void> {
    return this.#attempt(`hang up ${call}`, () => this.#needs.host.hangUp(call));
  }

  mute(call: string, on: boolean): Promise<void> {
    return this.#attempt(`mute ${call}`, () => this.#needs.host.mute(call, on));
  }

  hold(call: string, on: boolean): Promise<void> {
    return this.#attempt(`hold ${call}`, () => this.#needs.host.hold(call, on));
  }

  /** Sends every digit, in the order of the keys: those pressed while others are under way go together after them. */
  async sendDigits(call: string, digits: string): Promise<void> {
    const waiting = this.#digits.get(call);
    if (waiting !== undefined) {
      this.#digits.set(call, waiting + digits);
      return;
    }
    try {
      for (let next = digits; next !== ""; next = this.#digits.get(call) ?? "") {
        this.#digits.set(call, "");
        await this.#needs.host.sendDigits(call, next);
      }
    } catch (thrown) {
      // What comes after a gap would be another number: it goes with what failed.
      this.#needs.failed(asAppError(thrown));
    } finally {
      this.#digits.delete(call);
    }
  }

  /** Passes a call on; without one the engine chooses. Says whether it was begun. */
  async transfer(
    call: string | null,
    number: string,
    kind: TransferKind,
    row: number | null = null,
  ): Promise<boolean> {
    let begun = false;
    await this.#attempt(`transfer ${call}`, async () => {
      await this.#needs.host.transfer(call, number, kind, row);
      begun = true;
    });
    return begun;
  }

  complete(transfer: string): Promise<void> {
    return this.#attempt(`complete ${transfer}`, () => this.#needs.host.completeTransfer(transfer));
  }

  /** Takes the caller back. */
  takeBack(transfer: string): Promise<void> {
    return this.#attempt(`cancel ${transfer}`, () => this.#needs.host.cancelTransfer(transfer));
  }

  #take({ calls, transferable }: OwnCalls): void {
    const before = this.all;
    this.all = calls;
    this.transferable = transferable;
    this.#now = this.#clock.steady();
    this.#times.keep(calls);
    for (const call of calls) {
      if (call.phase.kind !== "connected") continue;
      const witnessed = before.some(({ id }) => id === call.id);
      this.#times.begin(call.id, call.phase.since, witnessed, this.#clock.wall(), this.#now);
    }
    if (!before.every(({ id }) => calls.some((call) => call.id === id))) this.#needs.ended();
    this.#tell(before, calls);
    this.ringing.changed();
  }

  #tell(before: readonly CallView[], after: readonly CallView[]): void {
    const news = after.map((call) => changeOf(before.find(({ id }) => id === call.id) ?? null, call));
    const over = before
      .filter((call) => call.phase.kind !== "left" && !after.some(({ id }) => id === call.id))
      .map(({ party }) => m.call_ended({ name: partyName(party) }));
    const text = [...news, ...over].filter((words) => words !== "").join(". ");
    if (text !== "") this.#needs.announce(text);
  }

  /** The same deed is not asked for twice at once. */
  async #attempt(key: string, deed: () => Promise<void>): Promise<void> {
    if (this.#under.has(key)) return;
    this.#under.add(key);
    try {
      await deed();
    } catch (thrown) {
      this.#needs.failed(asAppError(thrown));
    } finally {
      this.#under.delete(key);
    }
  }
}
