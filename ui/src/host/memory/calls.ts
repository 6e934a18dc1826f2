// The own calls in memory: what a test or a developer says they are, and what was asked of them.
import type { Calls, CallView, Missed, MissedCall, Party, TransferKind, TransferView } from "../bindings";
import type { Told } from "./told";

export class MemoryCalls {
  current: Calls = { calls: [], transferable: false };
  unanswered: Missed = { calls: [], unseen: 0 };
  /** Who is known by their number. */
  readonly known = new Map<string, Party>();
  /** What was asked for, in order: `mute 1 on`. */
  readonly asked: string[] = [];

  constructor(readonly told: Told) {}

  call = async (number: string) => {
    this.told.fail("call");
    this.told.outside.push({ what: "call", value: number });
  };
  who = async (number: string) => structuredClone(this.known.get(number) ?? null);
  calls = async () => structuredClone(this.current);
  hangUp = async (call: string) => {
    this.told.fail("hangUp");
    this.asked.push(`hang up ${call}`);
    this.shows(this.current.calls.filter(({ id }) => id !== call));
  };
  answer = async (call: string) => {
    this.told.fail("answer");
    this.asked.push(`answer ${call}`);
  };
  mute = async (call: string, on: boolean) => {
    this.told.fail("mute");
    this.asked.push(`mute ${call} ${on ? "on" : "off"}`);
    this.#talks(call, { muted: on });
  };
  hold = async (call: string, on: boolean) => {
    this.told.fail("hold");
    this.asked.push(`hold ${call} ${on ? "on" : "off"}`);
    this.#talks(call, { onHold: on });
  };
  sendDigits = async (call: string, digits: string) => {
    this.told.fail("sendDigits");
    this.asked.push(`digits ${call} ${digits}`);
  };
  transfer = async (...[call, number, kind, row]: [string | null, string, TransferKind, number | null]) => {
    this.told.fail("transfer");
    this.asked.push(`transfer ${call} ${number} ${kind} ${row}`);
  };
  completeTransfer = async (transfer: string) => {
    this.told.fail("completeTransfer");
    this.asked.push(`complete ${transfer}`);
  };
  cancelTransfer = async (transfer: string) => {
    this.told.fail("cancelTransfer");
    this.asked.push(`cancel ${transfer}`);
  };
  missed = async () => structuredClone(this.unanswered);
  seeMissed = async () => {
    this.told.fail("seeMissed");
    this.asked.push("see missed");
    this.misses(this.unanswered.calls.map((call) => ({ ...call, seen: true })));
  };
  clearMissed = async () => {
    this.told.fail("clearMissed");
    this.misses([]);
  };
  openCallerPage = async (call: string) => {
    this.told.fail("openCallerPage");
    this.asked.push(`page ${call}`);
    return true;
  };

  /** The calls as the engine tells them. */
  becomes(calls: Calls) {
    this.current = calls;
    this.told.push({ kind: "calls", calls });
  }
  /** These are the calls now; who talks and passes nobody on can be transferred. */
  shows(calls: CallView[]) {
    this.becomes({ calls, transferable: calls.some(({ canTransfer }) => canTransfer) });
  }
  /** Somebody calls. */
  rings(call: CallView) {
    this.shows([...this.current.calls, call]);
    this.told.push({ kind: "rings", call: call.id });
  }
  /** These calls nobody took. */
  misses(calls: MissedCall[]) {
    this.unanswered = { calls, unseen: calls.filter(({ seen }) => !seen).length };
    this.told.push({ kind: "missed", missed: this.unanswered });
  }

  #talks(call: string, change: { muted?: boolean; onHold?: boolean }) {
    this.shows(
      this.current.calls.map((one) =>
        one.id === call && one.phase.kind === "connected"
          ? { ...one, phase: { ...one.phase, ...change } }
          : one,
      ),
    );
  }
}

const nobody: Party = { name: null, number: null, company: null, favorite: false, row: null, user: null };

export function partyOf(name: string | null, number: string | null, more: Partial<Party> = {}): Party {
  return { ...nobody, name, number, ...more };
}

/** A call that rings here. */
export function ringingCall(id: string, party: Party): CallView {
  return {
    id,
    party,
    incoming: true,
    phase: { kind: "ringing" },
    started: new Date().toISOString(),
    transfer: null,
    canAnswer: true,
    canHold: false,
    canTransfer: false,
  };
}

/** A call on which people talk. */
export function talkingCall(id: string, party: Party, since = new Date().toISOString()): CallView {
  const phase = { kind: "connected" as const, since, onHold: false, muted: false };
  return { ...ringingCall(id, party), phase, canAnswer: false, canHold: true, canTransfer: true };
}

/** A transfer to somebody that rings there. */
export function transferTo(target: Party, more: Partial<TransferView> = {}): TransferView {
  return {
    id: "t",
    kind: "attended",
    safe: false,
    target,
    phase: { kind: "ringing" },
    canComplete: true,
    canCancel: true,
    ...more,
  };
}
