// What is written on the keys, in the person's language and on their kind of computer.
import { m } from "../messages/generated/messages";
import type { Held } from "./chord";

/** Whether the commands of programs are on the key Cmd here. */
export const isMac = navigator.platform.startsWith("Mac");

const written: Record<string, () => string> = {
  Mod: m.key_ctrl,
  Ctrl: m.key_ctrl,
  Alt: m.key_alt,
  Shift: m.key_shift,
  Enter: m.key_enter,
  Escape: m.key_escape,
  Space: m.key_space,
  Tab: m.key_tab,
  Delete: m.key_delete,
  Backspace: m.key_backspace,
  Home: m.key_home,
  End: m.key_end,
  PageUp: m.key_page_up,
  PageDown: m.key_page_down,
  ContextMenu: m.key_menu,
  Letter: m.key_letter,
  Tone: m.key_tone,
};

const signs: Record<string, string> = {
  ArrowUp: "↑",
  ArrowDown: "↓",
  ArrowLeft: "←",
  ArrowRight: "→",
  "-": "−",
};

const onMac: Record<string, string> = {
  Mod: "⌘",
  Ctrl: "⌃",
  Alt: "⌥",
  Shift: "⇧",
};

/** Apple writes Cmd last, everybody else Ctrl first. */
export function shownOrder(held: ReadonlySet<Held>, mac: boolean): Held[] {
  const order: Held[] = mac ? ["Ctrl", "Alt", "Shift", "Mod"] : ["Mod", "Ctrl", "Alt", "Shift"];
  return order.filter((one) => held.has(one));
}

export function keyName(key: string, mac: boolean): string {
  return (mac ? onMac[key] : undefined) ?? signs[key] ?? written[key]?.() ?? key;
}
