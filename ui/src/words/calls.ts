// Words of calls and transfers.
import type { CallView, Party, TransferFailure, TransferView } from "../host/host";
import { m } from "../messages/generated/messages";
import { getLocale } from "../messages/generated/runtime";

/** The name, else the number. */
export function partyName({ name, number }: Party): string {
  return name ?? number ?? m.call_withheld();
}

/** The number, where the name does not stand for it, and the company. */
export function partyRest({ name, number, company }: Party): string[] {
  return [name === null ? null : number, company].filter((text) => text !== null);
}

/** Up to two letters for the picture; none without a name. */
export function partyInitials({ name }: Party): string {
  const words = (name ?? "").split(/\s+/).filter((word) => /^\p{L}/u.test(word));
  const letters = words.length > 1 ? [words[0], words.at(-1)] : words;
  return letters.map((word) => [...(word ?? "")][0]?.toLocaleUpperCase() ?? "").join("");
}

/** "0:42", "1:00:05" */
export function timeText(seconds: number): string {
  const one = new Intl.NumberFormat(getLocale(), { useGrouping: false });
  const two = new Intl.NumberFormat(getLocale(), { minimumIntegerDigits: 2 });
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return hours > 0
    ? `${one.format(hours)}:${two.format(minutes)}:${two.format(rest)}`
    : `${one.format(minutes)}:${two.format(rest)}`;
}

/** What a call is doing, without its time. */
export function phaseText({ phase, incoming, transfer }: CallView): string {
  switch (phase.kind) {
    case "ownPhone":
      return m.call_own_phone();
    case "calling":
      return m.call_calling();
    case "ringing":
      return m.call_ringing();
    case "connected":
      return [
        phase.onHold ? m.call_on_hold() : incoming ? m.call_incoming() : m.call_outgoing(),
        ...(phase.muted ? [m.call_muted()] : []),
      ].join(" · ");
    case "alone":
      return transfer !== null && runs(transfer) ? m.call_waiting() : m.call_alone();
    case "left":
      return m.call_left();
  }
}

/** Whether a transfer is under way, and not what became of one. */
export function runs({ phase }: TransferView): boolean {
  return ["starting", "ringing", "answered", "completing", "cancelling"].includes(phase.kind);
}

/** Whether the transfer gives the caller back when it fails, as long as the own call lasts. */
export function guarded(transfer: TransferView | null): boolean {
  return transfer !== null && transfer.safe && runs(transfer);
}

/** What the one waits for who is to be transferred. */
export function waitText(transfer: TransferView): string {
  const target = targetName(transfer);
  return transfer.kind === "attended" && !transfer.safe
    ? m.transfer_while_asking({ target })
    : m.transfer_while_reaching({ target });
}

/** How far a transfer is, beside its target. */
export function transferText(transfer: TransferView): string {
  const target = targetName(transfer);
  const { phase, kind, safe } = transfer;
  switch (phase.kind) {
    case "starting":
      return m.transfer_starting();
    case "ringing":
      if (kind === "voicemail") return m.transfer_mailbox_waits();
      return safe ? m.transfer_blind_waits() : m.transfer_rings();
    case "answered":
      if (kind === "voicemail") return m.transfer_mailbox_answered();
      return safe ? m.transfer_blind_answered() : m.transfer_answered();
    case "completing":
      return m.transfer_completing();
    case "completed":
      return kind === "voicemail" ? m.transfer_mailbox_completed() : m.transfer_completed();
    case "cancelling":
      return m.transfer_cancelling();
    case "cancelled":
      return phase.why === null ? m.transfer_cancelled() : failureText(phase.why, target);
    case "abandoned":
      return m.transfer_abandoned();
    case "lost":
      return m.transfer_lost({ target });
  }
}

/** The target's name; of a mailbox, whose it is. */
export function targetName({ kind, target }: TransferView): string {
  const name = partyName(target);
  return kind === "voicemail" ? m.transfer_mailbox_of({ name }) : name;
}

function failureText(why: TransferFailure, target: string): string {
  switch (why) {
    case "refused":
      return m.transfer_back_refused({ target });
    case "noAnswer":
      return m.transfer_back_no_answer({ target });
    case "wrongNumber":
      return m.transfer_back_wrong_number({ target });
    case "unknown":
      return m.transfer_back_unknown({ target });
  }
}

/** What a screen reader is told of a call that changed; nothing where nothing has to be said. */
export function changeOf(before: CallView | null, after: CallView): string {
  const name = partyName(after.party);
  const transfer = after.transfer;
  const told = transfer === null ? "" : transferText(transfer);
  if (transfer !== null && told !== (before?.transfer ? transferText(before.transfer) : "")) {
    return m.call_change({ name: targetName(transfer), state: told });
  }
  if (after.phase.kind === "ringing" && before?.phase.kind !== "ringing") return m.incoming_from({ name });
  const state = phaseText(after);
  return before !== null && state !== phaseText(before) ? m.call_change({ name, state }) : "";
}
