// A menu that was asked for. Keys pressed before it is there belong to it, not to what is behind it.

import { isModifier, pressed, type KeyPress } from "../../keys";

/** A key as it was pressed. */
export type HeldKey = Omit<KeyPress, "isComposing">;

export class AskedMenu {
  #question = 0;
  #waiting = false;
  #keys: HeldKey[] = [];

  /** The answer; null where another menu was asked for meanwhile, or Escape was pressed. Held keys are dropped then. */
  async ask<Menu>(question: Promise<Menu>): Promise<Menu | null> {
    const mine = ++this.#question;
    this.#waiting = true;
    this.#keys = [];
    try {
      const menu = await question;
      return mine === this.#question ? menu : null;
    } catch (thrown) {
      if (mine !== this.#question) return null;
      this.#drop();
      throw thrown;
    }
  }

  /** True where the key waits for the menu; Escape gives the menu up. */
  hold(event: KeyPress): boolean {
    if (!this.#waiting || isModifier(event)) return false;
    const { key, code, shiftKey, ctrlKey, altKey, metaKey } = event;
    if (pressed(event, "menu.close")) this.#drop();
    else this.#keys.push({ key, code, shiftKey, ctrlKey, altKey, metaKey });
    return true;
  }

  /** The menu is there: the next key that waited for it; null when all of them are taken, and none is held any more. */
  next(): HeldKey | null {
    const key = this.#keys.shift() ?? null;
    if (key === null) this.#waiting = false;
    return key;
  }

  #drop(): void {
    this.#question += 1;
    this.#waiting = false;
    this.#keys = [];
  }
}
