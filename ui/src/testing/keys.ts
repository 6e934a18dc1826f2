// A key as a test presses it.
import type { KeyPress } from "../keys";

export function press(key: string, more: Partial<KeyPress> = {}): KeyPress {
  return { key, code: "", ctrlKey: false, metaKey: false, shiftKey: false, altKey: false, ...more };
}
