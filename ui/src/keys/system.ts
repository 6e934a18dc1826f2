// Keys that the system hands to this program wherever the person is, as the settings keep them: "Ctrl+Alt+P".
import { m } from "../messages/generated/messages";
import type { KeyPress } from "./chord";
import { keyName } from "./names";

const isMac = /^Mac/.test(navigator.platform);

/** What is held beside a key, as it is kept, in the order in which it is written. */
const held = ["Ctrl", "Alt", "Shift", "Super"] as const;

/** The keys of this press, as they are kept; null while they are not enough to be had from everywhere. */
export function systemKeys(press: KeyPress): string | null {
  const holds = { Ctrl: press.ctrlKey, Alt: press.altKey, Shift: press.shiftKey, Super: press.metaKey };
  const key = keyOf(press);
  if (key === null) return null;
  const alone = !holds.Ctrl && !holds.Alt && !holds.Super;
  if (alone && !/^F\d+$/.test(key)) return null;
  return [...held.filter((one) => holds[one]), key].join("+");
}

/** As they are written on the keyboard. */
export function systemKeyNames(keys: string): string[] {
  return keys.split("+").map((key) => (key === "Super" ? superName() : keyName(key, isMac)));
}

/** A letter is what it writes, every other key where it is. */
function keyOf({ key, code }: KeyPress): string | null {
  if (/^[a-z]$/i.test(key)) return key.toUpperCase();
  const letter = /^(?:Key|Digit)([A-Z0-9])$/.exec(code)?.[1];
  if (letter !== undefined) return letter;
  const named =
    /^(?:F\d{1,2}|Numpad\w+|Arrow\w+|Page\w+|Home|End|Insert|Space|Comma|Period|Slash|Minus|Equal|Semicolon|Quote|Backquote|Backslash|Bracket\w+|Pause|PrintScreen|ScrollLock)$/;
  return named.test(code) ? code : null;
}

function superName(): string {
  if (isMac) return "⌘";
  return /^Win/.test(navigator.platform) ? m.key_windows() : m.key_super();
}
