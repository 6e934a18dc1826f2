// The own calls in memory.
import type { Calls, Missed, TransferKind } from "../bindings";
import type { Told } from "./told";

export class MemoryCalls {
  current: Calls = { calls: [], transferable: false };
  unanswered: Missed = { calls: [], unseen: 0 };

  constructor(readonly told: Told) {}

  call = async (number: string) => {
    this.told.fail("call");
    this.told.outside.push({ what: "call", value: number });
  };
  calls = async () => structuredClone(this.current);
  hangUp = async (_: string) => this.told.fail("hangUp");
  answer = async (_: string) => this.told.fail("answer");
  mute = async (..._: [call: string, on: boolean]) => this.told.fail("mute");
  hold = async (..._: [call: string, on: boolean]) => this.told.fail("hold");
  sendDigits = async (..._: [call: string, digits: string]) => this.told.fail("sendDigits");
  transfer = async (..._: [call: string | null, number: string, kind: TransferKind, row: number | null]) =>
    this.told.fail("transfer");
  completeTransfer = async (_: string) => this.told.fail("completeTransfer");
  cancelTransfer = async (_: string) => this.told.fail("cancelTransfer");
  missed = async () => structuredClone(this.unanswered);
  seeMissed = async () => this.told.fail("seeMissed");
  clearMissed = async () => this.told.fail("clearMissed");
  openCallerPage = async (_: string) => false;

  /** The calls as the engine tells them. */
  becomes(calls: Calls) {
    this.current = calls;
    this.told.push({ kind: "calls", calls });
  }
}
