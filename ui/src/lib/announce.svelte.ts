// What a screen reader is told without a change of focus.

/** How long typing has to rest before a count is worth hearing. */
export const settleTime = 500;

export class Announcer {
  text = $state("");
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Says it once things have settled; a later call replaces an earlier one. */
  soon(text: string): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.now(text), settleTime);
  }

  now(text: string): void {
    clearTimeout(this.#timer);
    // An equal text would not be read again; a trailing no-break space makes it another one.
    this.text = text === this.text ? `${text}\u00A0` : text;
  }
}
