// The menu of a call: what has no room beside it, and what is about the person.
import type { CallView, TransferView } from "../../host/host";
import {
  iconAnswer,
  iconBack,
  iconCopy,
  iconDone,
  iconHangUp,
  iconHold,
  iconKeypad,
  iconPage,
  iconCard,
  iconSearch,
  iconMuted,
  iconTransfer,
} from "../../icons";
import type { BindingId } from "../../keys";
import type { MenuItem } from "../../lib/menu";
import { m } from "../../messages/generated/messages";
import { guarded, runs } from "../../words/calls";

export interface CallDeeds {
  hold: (call: CallView, on: boolean) => void;
  copy: (text: string) => void;
  /** Opens the card; of who has none, shows them in the list. */
  card: (call: CallView) => void;
  /** Opens the page about the caller; absent where no address is set. */
  page: ((call: CallView) => void) | null;
}

export interface MoreDeeds extends CallDeeds {
  keypad: () => void;
  transfer: () => void;
  hangUp: () => void;
}

export interface LineDeeds extends MoreDeeds {
  mute: (on: boolean) => void;
  /** By the transfer's id. */
  complete: (transfer: string) => void;
  takeBack: (transfer: string) => void;
}

/** Without `keyed` the keys of calls are not for this one. */
export function moreItems(call: CallView, deeds: MoreDeeds, keyed: boolean): MenuItem[] {
  const { phase } = call;
  const key = keyOf(keyed);
  const items: MenuItem[] = [];
  if (phase.kind === "connected") {
    const label = !call.canHold ? m.call_hold_phone() : phase.onHold ? m.call_resume() : m.call_hold();
    const hold = () => deeds.hold(call, !phase.onHold);
    const disabled = !call.canHold;
    items.push({ kind: "action", icon: iconHold, label, binding: key("call.hold"), disabled, run: hold });
    items.push({
      kind: "action",
      icon: iconKeypad,
      label: m.call_keypad(),
      binding: key("call.keypad"),
      run: deeds.keypad,
    });
    if (call.canTransfer) {
      items.push({
        kind: "action",
        icon: iconTransfer,
        label: m.call_transfer(),
        binding: key("call.transfer"),
        run: deeds.transfer,
      });
    }
  }
  const person = partyItems(call, deeds);
  if (items.length > 0 && person.length > 0) items.push({ kind: "separator" });
  items.push(...person);
  if (guarded(call.transfer)) {
    const label = m.transfer_leave();
    items.push({ kind: "separator" });
    items.push({ kind: "action", icon: iconHangUp, label, danger: true, run: deeds.hangUp });
  }
  return items;
}

/** All that can be done with a call: what stands beside it, and its menu. */
export function lineItems(call: CallView, deeds: LineDeeds, keyed: boolean): MenuItem[] {
  const { phase, transfer } = call;
  const key = keyOf(keyed);
  const items: MenuItem[] = [];
  if (phase.kind === "left") return items;
  if (transfer !== null && transfer.id !== null) {
    const { id } = transfer;
    if (completes(transfer)) {
      const complete = () => deeds.complete(id);
      const label = m.transfer_complete();
      items.push({
        kind: "action",
        icon: iconDone,
        label,
        binding: key("transfer.complete"),
        run: complete,
      });
    }
    if (takesBack(transfer)) {
      const label = m.transfer_cancel();
      const back = () => deeds.takeBack(id);
      items.push({ kind: "action", icon: iconBack, label, binding: key("transfer.cancel"), run: back });
    }
  }
  if (!guarded(transfer)) {
    items.push({
      kind: "action",
      icon: iconHangUp,
      label: m.call_hang_up(),
      binding: key("call.hangUp"),
      run: deeds.hangUp,
    });
  }
  if (phase.kind === "connected") {
    items.push({
      kind: "action",
      icon: iconMuted,
      label: m.call_mute(),
      binding: key("call.mute"),
      choice: { kind: "any", chosen: phase.muted },
      run: () => deeds.mute(!phase.muted),
    });
  }
  return [...items, ...moreItems(call, deeds, keyed)];
}

/** All that can be done with a call that rings. */
export function ringingItems(
  call: CallView,
  deeds: CallDeeds & { answer: () => void; refuse: () => void },
  keyed: boolean,
): MenuItem[] {
  const key = keyOf(keyed);
  const refuse: MenuItem = {
    kind: "action",
    icon: iconHangUp,
    label: m.incoming_refuse(),
    binding: key("call.refuse"),
    run: deeds.refuse,
  };
  const answer: MenuItem = {
    kind: "action",
    icon: iconAnswer,
    label: m.incoming_answer(),
    binding: key("call.answer"),
    run: deeds.answer,
  };
  return [...(call.canAnswer ? [answer] : []), refuse, ...partyItems(call, deeds)];
}

/** Whether the target can be given the call by hand; a safe transfer does it by itself until somebody answers. */
export function completes(transfer: TransferView): boolean {
  const answered = transfer.phase.kind === "answered";
  return runs(transfer) && transfer.canComplete && (!transfer.safe || answered);
}

/** Whether the caller can be taken back. */
export function takesBack(transfer: TransferView): boolean {
  return runs(transfer) && transfer.canCancel;
}

function keyOf(keyed: boolean): (id: BindingId) => BindingId | undefined {
  return (id) => (keyed ? id : undefined);
}

/** What is about the person; nothing of somebody who says neither name nor number. */
export function partyItems(call: CallView, deeds: CallDeeds): MenuItem[] {
  const { name, number, row } = call.party;
  const { page } = deeds;
  const items: MenuItem[] = [];
  if (number !== null) {
    const copy = () => deeds.copy(number);
    items.push({ kind: "action", icon: iconCopy, label: m.menu_copy_value({ value: number }), run: copy });
  }
  const card = () => deeds.card(call);
  if (row !== null) {
    items.push({ kind: "action", icon: iconCard, label: m.card_open(), run: card });
  } else if (name !== null || number !== null) {
    items.push({ kind: "action", icon: iconSearch, label: m.incoming_card(), run: card });
  }
  if (page !== null) {
    items.push({ kind: "action", icon: iconPage, label: m.call_page(), run: () => page(call) });
  }
  return items;
}
