// A key with what is held beside it, as the table writes it, and whether a press is it. Pure.

/** What of a `KeyboardEvent` tells which key it is. */
export interface KeyPress {
  key: string;
  /** Where it is, by its place on an American keyboard. */
  code: string;
  ctrlKey: boolean;
  metaKey: boolean;
  shiftKey: boolean;
  altKey: boolean;
  /** While several keys make one sign, none of them is anything else. */
  isComposing?: boolean;
}

/** Where a key is pressed. */
export interface Keyboard {
  /** Whether the commands of programs are on the key Cmd. */
  mac: boolean;
  /** Whether the words run from right to left: what is ahead is on the left then. */
  rtl: boolean;
}

/** "Mod" is Cmd on a Mac and Ctrl elsewhere, "Ctrl" is Ctrl everywhere. */
export type Held = "Mod" | "Ctrl" | "Alt" | "Shift";

/**
 * A key of the table: its `KeyboardEvent.key`, or
 * "Ahead" and "Back", the arrows along a line of words; "Space";
 * "Letter", whatever writes something but the space; "Tone", a key of a phone.
 */
export interface Chord {
  held: ReadonlySet<Held>;
  key: string;
}

const written = /^((?:(?:Mod|Ctrl|Alt|Shift)\+)*)(.+)$/;

/** Reads what the table says, such as "Mod+Shift+M". */
export function chordOf(text: string): Chord {
  const [, held = "", key = text] = written.exec(text) ?? [];
  return { held: new Set(held.split("+").filter((one): one is Held => one !== "")), key };
}

/** The arrow that goes ahead or back, in the direction of the words; any other key as it is. */
export function arrowOf(key: string, rtl: boolean): string {
  if (key === "Ahead") return rtl ? "ArrowLeft" : "ArrowRight";
  if (key === "Back") return rtl ? "ArrowRight" : "ArrowLeft";
  return key;
}

export function matches({ held, key }: Chord, press: KeyPress, { mac, rtl }: Keyboard): boolean {
  if (press.isComposing === true) return false;
  const control = held.has("Ctrl") || (held.has("Mod") && !mac);
  const command = held.has("Mod") && mac;
  if (press.ctrlKey !== control || press.metaKey !== command || press.altKey !== held.has("Alt"))
    return false;
  // Which signs need Shift is another matter on each keyboard.
  if (!isSign(key) && press.shiftKey !== held.has("Shift")) return false;
  return isKey(key, press, rtl);
}

function isSign(key: string): boolean {
  return key === "Letter" || key === "Tone" || /^[^\p{L}\p{N}]$/u.test(key);
}

function isKey(key: string, { key: pressed, code }: KeyPress, rtl: boolean): boolean {
  if (key === "Letter") return [...pressed].length === 1 && pressed !== " ";
  if (key === "Tone") return /^[0-9*#]$/.test(pressed);
  if (key === "Space") return pressed === " ";
  // A French keyboard writes digits with Shift; it is the key that counts.
  if (/^[0-9]$/.test(key)) return pressed === key || code === `Digit${key}` || code === `Numpad${key}`;
  if (/^[A-Z]$/.test(key)) {
    // Where keys write other letters than these, they stand in the same places.
    const latin = /^[a-z]$/i.test(pressed);
    return latin ? pressed.toUpperCase() === key : code === `Key${key}`;
  }
  return pressed === arrowOf(key, rtl);
}
