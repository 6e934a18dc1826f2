import { until } from "../desk/patience";
import type { Control } from "./control";

/** What a phone does by itself; what is not named stays. Times are in milliseconds, null is never. */
export interface PhoneChange {
  registered?: boolean;
  rings_for_ms?: number;
  answers_after_ms?: number | null;
  /** Its own ringing, after its owner called by the program. */
  picks_up_after_ms?: number | null;
  declines?: boolean;
  declines_after_ms?: number | null;
  busy?: boolean;
  /** Whether it can be answered and held by the program. */
  hold_by_api?: boolean;
  auto_answer?: boolean;
  voicemail?: boolean;
}

/** A call as the phone has it. */
export interface PhoneCall {
  call_id: string;
  status: "Down" | "Ring" | "Ringing" | "Up";
  on_hold: boolean;
  muted: boolean;
  peer_caller_id_number: string;
  peer_caller_id_name: string;
}

interface PhoneState {
  user_uuid: string;
  line_state: string;
  calls: PhoneCall[];
}

/** The sandbox's exchange and the phones on it. People are named by uuid, extension or whole name. */
export class Exchange {
  readonly #control: Control;

  constructor(control: Control) {
    this.#control = control;
  }

  async phone(who: string, change: PhoneChange): Promise<void> {
    await this.#control.post("phones", { who, ...change });
  }

  /** Takes the latest call that rings there. */
  async answer(who: string): Promise<void> {
    await this.#control.post("phones/answer", { who });
  }

  async decline(who: string, { busy = false } = {}): Promise<void> {
    await this.#control.post("phones/decline", { who, busy });
  }

  async hangUp(who: string): Promise<void> {
    await this.#control.post("phones/hangup", { who });
  }

  async hold(who: string): Promise<void> {
    await this.#control.post("phones/hold", { who });
  }

  async resume(who: string): Promise<void> {
    await this.#control.post("phones/resume", { who });
  }

  /** Calls from a person's phone. */
  async dial(who: string, number: string): Promise<void> {
    await this.#control.post("phones/dial", { who, number });
  }

  /** Transfers blindly by the phone's own keys. */
  async transfer(who: string, number: string): Promise<void> {
    await this.#control.post("phones/transfer", { who, number });
  }

  async press(who: string, digits: string): Promise<void> {
    await this.#control.post("phones/press", { who, digits });
  }

  /** Somebody outside calls. */
  async callFromOutside(to: string, number: string, name = ""): Promise<void> {
    await this.#control.post("outside", { to, number, name });
  }

  /** Whether the server can reach phones, to hold and to answer. */
  async phoned(there: boolean): Promise<void> {
    await this.#control.post("exchange", { phoned: there });
  }

  /** Stops the exchange's clock until it goes on by hand, or lets it run again. */
  async clockByHand(manual: boolean): Promise<void> {
    await this.#control.post("clock", { manual });
  }

  /** Carries out whatever is due in the next time. */
  async advance(milliseconds: number): Promise<void> {
    await this.#control.post("clock/advance", { ms: milliseconds });
  }

  /** The calls on a person's phone. */
  async callsOf(user: string): Promise<PhoneCall[]> {
    const { items } = (await this.#control.get("phones")) as { items: PhoneState[] };
    return items.find((phone) => phone.user_uuid === user)?.calls ?? [];
  }

  /** Waits until the phone has calls as wanted. */
  has(what: string, user: string, wanted: (calls: PhoneCall[]) => boolean): Promise<PhoneCall[]> {
    return until(`a phone with ${what}`, async () => {
      const calls = await this.callsOf(user);
      return wanted(calls) && calls;
    });
  }

  /** All calls and transfers. */
  async everything(): Promise<{ calls: PhoneCall[]; transfers: unknown[] }> {
    return (await this.#control.get("exchange")) as { calls: PhoneCall[]; transfers: unknown[] };
  }
}
