// The menu of a call: what has no room beside it, and what is about the person.
import type { CallView } from "../../host/host";
import { iconCopy, iconHold, iconKeypad, iconPage, iconCard, iconTransfer } from "../../icons";
import type { MenuItem } from "../../lib/menu";
import { m } from "../../messages/generated/messages";

export interface CallDeeds {
  hold: (call: CallView, on: boolean) => void;
  copy: (text: string) => void;
  /** Shows the caller in the list. */
  card: (call: CallView) => void;
  /** Opens the page about the caller; absent where no address is set. */
  page: ((call: CallView) => void) | null;
}

interface LineDeeds extends CallDeeds {
  keypad: () => void;
  transfer: () => void;
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
    items.push({ kind: "separator" });
  }
  return [...items, ...partyItems(call, deeds)];
}

/** What is about the person. */
export function partyItems(call: CallView, deeds: CallDeeds): MenuItem[] {
  const { number } = call.party;
  const { page } = deeds;
  const items: MenuItem[] = [];
  if (number !== null) {
    const copy = () => deeds.copy(number);
    items.push({ kind: "action", icon: iconCopy, label: m.menu_copy_value({ value: number }), run: copy });
  }
  const card = () => deeds.card(call);
  items.push({ kind: "action", icon: iconCard, label: m.incoming_card(), run: card });
  if (page !== null) {
    items.push({ kind: "action", icon: iconPage, label: m.call_page(), run: () => page(call) });
  }
  return items;
}
