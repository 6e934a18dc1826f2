// The menu of a call: what has no room beside it, and what is about the person.
import type { CallView } from "../../host/host";
import {
  iconCopy,
  iconHangUp,
  iconHold,
  iconKeypad,
  iconPage,
  iconCard,
  iconSearch,
  iconTransfer,
} from "../../icons";
import type { MenuItem } from "../../lib/menu";
import { m } from "../../messages/generated/messages";
import { guarded } from "../../words/calls";

export interface CallDeeds {
  hold: (call: CallView, on: boolean) => void;
  copy: (text: string) => void;
  /** Opens the card; of who has none, shows them in the list. */
  card: (call: CallView) => void;
  /** Opens the page about the caller; absent where no address is set. */
  page: ((call: CallView) => void) | null;
}

interface LineDeeds extends CallDeeds {
  keypad: () => void;
  transfer: () => void;
  hangUp: () => void;
}

export function moreItems(call: CallView, deeds: LineDeeds): MenuItem[] {
  const { phase } = call;
  const items: MenuItem[] = [];
  if (phase.kind === "connected") {
    const label = !call.canHold ? m.call_hold_phone() : phase.onHold ? m.call_resume() : m.call_hold();
    const hold = () => deeds.hold(call, !phase.onHold);
    items.push({ kind: "action", icon: iconHold, label, disabled: !call.canHold, run: hold });
    items.push({ kind: "action", icon: iconKeypad, label: m.call_keypad(), run: deeds.keypad });
    if (call.canTransfer) {
      items.push({ kind: "action", icon: iconTransfer, label: m.call_transfer(), run: deeds.transfer });
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
