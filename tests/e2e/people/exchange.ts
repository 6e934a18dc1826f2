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
  caller_id_number: string;
  peer_caller_id_number: string;
  peer_caller_id_name: string;
  /** Calls at the other end, while somebody is there. */
  talking_to: Record<string, string | null>;
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

  /** Takes the latest call that rings there, once one does. */
  async answer(who: string): Promise<void> {
    await this.rings(who);
    await this.#control.post("phones/answer", { who });
  }

  async decline(who: string, { busy = false } = {}): Promise<void> {
    await this.rings(who);
    await this.#control.post("phones/decline", { who, busy });
  }

  /** Waits until somebody's phone rings. */
  async rings(who: string): Promise<void> {
    await this.has("a call that rings", who, (calls) => calls.some(({ status }) => status === "Ringing"));
  }

  async hangUp(who: string): Promise<void> {
    await this.#control.post("phones/hangup", { who });
  }

  /** Ends every call there is. */
  async hangUpAll(): Promise<void> {
    await until("no call any more", async () => {
      const { items } = (await this.#control.get("phones")) as { items: PhoneState[] };
      const busy = items.filter((phone) => phone.calls.length > 0);
      // One that ends by itself meanwhile is not there to be hung up.
      await Promise.allSettled(busy.map((phone) => this.hangUp(phone.user_uuid)));
      return busy.length === 0;
    });
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

  /** How long somebody outside lets it ring, in milliseconds. */
  async outsideAnswersAfter(milliseconds: number): Promise<void> {
    await this.#control.post("exchange", { outside_answers_after_ms: milliseconds });
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
  async callsOf(who: string): Promise<PhoneCall[]> {
    // A change that changes nothing is answered with how the phone is.
    return ((await this.#control.post("phones", { who })) as PhoneState).calls;
  }

  /** Waits until the phone has calls as wanted. */
  async has(what: string, who: string, wanted: (calls: PhoneCall[]) => boolean): Promise<void> {
    await until(`a phone with ${what}`, async () => wanted(await this.callsOf(who)));
  }

  /** Waits until two phones talk to each other. */
  async talks(number: string, other: string): Promise<void> {
    await until(`${number} talks to ${other}`, async () => {
      const { calls } = await this.everything();
      return calls.some(
        (call) =>
          call.caller_id_number === number &&
          call.peer_caller_id_number === other &&
          Object.keys(call.talking_to).length > 0,
      );
    });
  }

  /** All calls and transfers. */
  async everything(): Promise<{ calls: PhoneCall[]; transfers: unknown[] }> {
    return (await this.#control.get("exchange")) as { calls: PhoneCall[]; transfers: unknown[] };
  }
}
