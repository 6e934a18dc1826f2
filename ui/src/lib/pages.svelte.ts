// Rows of a long list that are fetched as they come into view; only those near the view are held.
import type { Range } from "./virtual";

const portion = 100;
/** Portions on each side of the view that are kept. */
const near = 20;

type Fetch<Row> = (start: number, count: number) => Promise<{ start: number; rows: Row[] }>;

export class Pages<Row> {
  rows = $state.raw<ReadonlyMap<number, Row>>(new Map());
  /** Another number for each list that was begun. */
  list = $state(0);

  readonly #fetch: Fetch<Row>;
  readonly #onerror: (thrown: unknown) => void;
  #asked = new Set<number>();
  /** Rows of the list before, which stay until there is one of this. */
  #old = false;

  constructor(fetch: Fetch<Row>, onerror: (thrown: unknown) => void) {
    this.#fetch = fetch;
    this.#onerror = onerror;
  }

  /** Fetches what is missing of a range; late answers about another list are dropped. */
  async look(range: Range): Promise<void> {
    const { list } = this;
    this.#forgetFar(range);
    for (let first = range.start - (range.start % portion); first < range.end; first += portion) {
      if (this.#asked.has(first)) continue;
      this.#asked.add(first);
      try {
        const { start, rows } = await this.#fetch(first, portion);
        if (list !== this.list) return;
        const before = this.#old ? [] : this.rows;
        this.#old = false;
        this.rows = new Map([...before, ...rows.map((row, at): [number, Row] => [start + at, row])]);
      } catch (thrown) {
        if (list !== this.list) return;
        this.#asked.delete(first);
        this.#onerror(thrown);
        return;
      }
    }
  }

  /** Another list: its rows are fetched anew. */
  begin(): void {
    this.list += 1;
    this.#asked.clear();
    this.#old = false;
    this.rows = new Map();
  }

  /** The same list, read again: what is shown stays until the new rows are there. */
  renew(): void {
    this.list += 1;
    this.#asked.clear();
    this.#old = true;
  }

  /** Changes the rows that are here. */
  change(changed: (row: Row) => Row): void {
    this.rows = new Map([...this.rows].map(([at, row]) => [at, changed(row)]));
  }

  #forgetFar(range: Range): void {
    const [first, last] = [range.start - near * portion, range.end + near * portion];
    const far = [...this.#asked].filter((start) => start + portion <= first || start >= last);
    if (far.length === 0) return;
    for (const start of far) this.#asked.delete(start);
    this.rows = new Map([...this.rows].filter(([at]) => at >= first && at < last));
  }
}
