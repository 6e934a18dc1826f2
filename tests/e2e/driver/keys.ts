/** Keys that are no characters, by their W3C code points. */
export const KEYS = {
  Backspace: "\uE003",
  Tab: "\uE004",
  Enter: "\uE007",
  Shift: "\uE008",
  Control: "\uE009",
  Alt: "\uE00A",
  Escape: "\uE00C",
  Space: " ",
  PageUp: "\uE00E",
  PageDown: "\uE00F",
  End: "\uE010",
  Home: "\uE011",
  ArrowLeft: "\uE012",
  ArrowUp: "\uE013",
  ArrowRight: "\uE014",
  ArrowDown: "\uE015",
  Delete: "\uE017",
  F1: "\uE031",
  F6: "\uE036",
  F10: "\uE03A",
} as const;

interface KeyAction {
  type: "keyDown" | "keyUp";
  value: string;
}

/** The strokes of a chord, as `Control+Shift+ArrowLeft` or `a`. */
export function strokes(chord: string): KeyAction[] {
  const values = chord.split("+").map((name) => (name in KEYS ? KEYS[name as keyof typeof KEYS] : name));
  return [
    ...values.map((value): KeyAction => ({ type: "keyDown", value })),
    ...values.toReversed().map((value): KeyAction => ({ type: "keyUp", value })),
  ];
}
