// The rows that are selected, by their handles: they stay selected however the list is ordered or scrolled.
import type { Range } from "../../lib/virtual";

/** Gives the handles of a range of rows; null where the list is another one by then. */
export type Handles = (range: Range) => Promise<readonly number[] | null>;

export class Selection {
  rows = $state.raw<ReadonlySet<number>>(new Set());
  readonly #handles: Handles;
  /** The row from which a stretch grows, and what was selected besides. */
  #from: number | null = null;
  #besides: ReadonlySet<number> = new Set();
  #wish = 0;

  constructor(handles: Handles) {
    this.#handles = handles;
  }

  get count(): number {
    return this.rows.size;
  }

  has(row: number): boolean {
    return this.rows.has(row);
  }

  /** Selects a row or lets it go; a stretch begins here. */
  toggle(row: number, index: number): void {
    const rows = new Set(this.rows);
    if (!rows.delete(row)) rows.add(row);
    this.#settle(rows);
    this.#from = index;
  }

  /** Selects everything between the place where the stretch began and this one; it begins at `from` where none was begun. */
  async stretch(from: number, to: number): Promise<void> {
    const begin = (this.#from ??= from);
    const range = { start: Math.min(begin, to), end: Math.max(begin, to) + 1 };
    await this.#take(range, () => this.#besides);
  }

  /** Selects the whole list. */
  async all(total: number): Promise<void> {
    await this.#take({ start: 0, end: total }, () => new Set());
  }

  clear(): void {
    this.#settle(new Set());
    this.#from = null;
  }

  /** Lets go of rows that are not there any more. */
  drop(gone: Iterable<number>): void {
    const rows = new Set(this.rows);
    for (const row of gone) rows.delete(row);
    this.#settle(rows);
  }

  /** The list has another order: the next stretch begins anew. */
  reordered(): void {
    this.#settle(this.rows);
    this.#from = null;
  }

  async #take(range: Range, besides: () => ReadonlySet<number>): Promise<void> {
    const wish = ++this.#wish;
    const found = await this.#handles(range);
    if (found !== null && wish === this.#wish) this.rows = new Set([...besides(), ...found]);
  }

  #settle(rows: ReadonlySet<number>): void {
    this.#wish += 1;
    this.rows = this.#besides = rows;
  }
}
