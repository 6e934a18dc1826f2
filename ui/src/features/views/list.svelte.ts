// The list on screen: what was asked for, and the rows of the ranges in view. The rest of it lives in the engine.
import {
  asAppError,
  type AppError,
  type Host,
  type ListHead,
  type Row,
  type Rows,
  type Sort,
  type Update,
  type View,
} from "../../host/host";
import type { Range } from "../../lib/virtual";

type ListUpdate = Extract<Update, { kind: "list" | "rows" }>;

/** Where a view was left. */
interface Place {
  text: string;
  active: number;
  top: number;
}

/** Rows asked for at once. */
const portion = 60;
/** Rows kept on each side of those in view. */
const margin = 120;
/** The most rows that the engine gives at once. */
const handful = 1_000;

export class PeopleList {
  view = $state<View>("all");
  total = $state(0);
  /** What Enter dials, when the text is a number. */
  dial = $state<string | null>(null);
  /** False until the first answer. */
  opened = $state(false);
  error = $state.raw<AppError | null>(null);
  rows = $state.raw<ReadonlyMap<number, Row>>(new Map());
  /** The row that has the keyboard. */
  active = $state(0);
  /** Counts up each time that another list is shown; the grid goes to {@link top} then. */
  shown = $state(0);
  /** Rows by which the list moved above the active row; the grid scrolls along. */
  moved = $state.raw({ by: 0 });

  readonly #host: Host;
  readonly #sortOf: (view: View) => Sort | null;
  #places = $state<Record<View, Place>>({ all: place(), favorites: place(), personal: place() });
  #revision = 0;
  /** The newest change that came while an answer was on its way: the answer may be older. */
  #heard = 0;
  #question = 0;
  #pending: Promise<void> = Promise.resolve();
  #answered = true;
  #asked = new Set<number>();
  #range: Range = { start: 0, end: portion };
  /** The view from which typing led to everyone. */
  #before = $state<View | null>(null);

  constructor(host: Host, sortOf: (view: View) => Sort | null) {
    this.#host = host;
    this.#sortOf = sortOf;
  }

  get text(): string {
    return this.#places[this.view].text;
  }

  /** The view that was chosen; a search goes through everyone meanwhile. */
  get home(): View {
    return this.#before ?? this.view;
  }

  /** Pixels that the view was scrolled when it was left. */
  get top(): number {
    return this.#places[this.view].top;
  }

  /** Shows a view as it was left. */
  show(view: View): Promise<void> {
    this.#before = null;
    this.#leave(view);
    return this.#open();
  }

  /** Finds people among everyone; an emptied search goes back to where typing began. */
  search(text: string): Promise<void> {
    if (text !== "" && this.view !== "all") {
      this.#before = this.view;
      this.#leave("all");
    }
    const here = this.#places[this.view];
    here.text = text;
    here.top = 0;
    this.active = 0;
    if (text === "" && this.#before !== null) {
      this.#leave(this.#before);
      this.#before = null;
    }
    return this.#open();
  }

  /** Asks again in another order, from the first row. */
  reorder(): Promise<void> {
    this.active = 0;
    this.scrolled(0);
    return this.#open();
  }

  /** Asks again, as after a change of columns; the place stays. */
  reopen(): Promise<void> {
    return this.#open();
  }

  /** Forgets everything, as after signing out. */
  reset(): void {
    this.#question += 1;
    this.#places = { all: place(), favorites: place(), personal: place() };
    this.#before = null;
    this.#revision = this.#heard = 0;
    this.view = "all";
    this.total = this.active = 0;
    this.dial = this.error = null;
    this.opened = false;
    this.rows = new Map();
  }

  scrolled(top: number): void {
    this.#places[this.view].top = top;
  }

  /** The rows that are in view now; what is missing is fetched. */
  look(range: Range): void {
    this.#range = range;
    if (this.#answered) void this.#fill();
  }

  update(update: ListUpdate): void {
    if (update.revision <= this.#revision) return;
    if (!this.#answered) {
      this.#heard = update.revision;
      return;
    }
    if (update.kind === "rows" && update.revision === this.#revision + 1) {
      this.#revision = update.revision;
      this.#patch(update.rows.map(({ index, row }) => [index, row]));
      return;
    }
    if (update.kind === "list") this.total = update.total;
    void this.#refresh();
  }

  /** Changes a row where it stands, as a wish that the engine confirms. */
  replace(id: number, change: (row: Row) => Row): void {
    for (const [index, row] of this.rows) {
      if (row.id === id) this.#patch([[index, change(row)]]);
    }
  }

  /** The first row, once the answer to what was typed last is there. */
  async first(): Promise<Row | null> {
    await this.#pending;
    return this.rows.get(0) ?? null;
  }

  /** The handles of these rows, in their order; null where another list was opened meanwhile. */
  async handles({ start, end }: Range): Promise<number[] | null> {
    const question = this.#question;
    const found: number[] = [];
    for (let index = start; index < end; index += 1) {
      const row = this.rows.get(index);
      if (row === undefined) break;
      found.push(row.id);
    }
    for (let first = start + found.length; first < end; first += handful) {
      const { rows } = await this.#host.rows(first, Math.min(handful, end - first), null);
      if (question !== this.#question) return null;
      found.push(...rows.map(({ id }) => id));
    }
    // The engine follows the ranges that were asked for last: those in view are among them again.
    if (found.length > 0) await this.#host.rows(this.#range.start, portion, null);
    return question === this.#question ? found : null;
  }

  #leave(view: View): void {
    this.#places[this.view].active = this.active;
    this.view = view;
    this.active = this.#places[view].active;
  }

  #open(): Promise<void> {
    const question = ++this.#question;
    this.#answered = false;
    const query = { view: this.view, text: this.text, sort: this.#sortOf(this.view) };
    this.#pending = this.#host.open(query).then(
      (head) => {
        if (question === this.#question) this.#opened(head);
      },
      (thrown: unknown) => {
        if (question !== this.#question) return;
        this.#answered = true;
        this.opened = true;
        this.error = asAppError(thrown);
      },
    );
    return this.#pending;
  }

  #opened(head: ListHead): void {
    this.#answered = true;
    this.opened = true;
    this.error = null;
    this.#revision = head.revision;
    this.#asked.clear();
    this.total = head.total;
    this.dial = head.dial;
    this.active = Math.max(0, Math.min(this.active, head.total - 1));
    this.rows = new Map(head.rows.map((row, index) => [index, row]));
    this.#range = { start: 0, end: 0 };
    this.shown += 1;
    if (this.#heard > head.revision) void this.#refresh();
  }

  /** Fetches the portions in view that are not there yet, and that of the active row: a change is followed by it. */
  async #fill(): Promise<void> {
    const { start, end } = this.#range;
    const wanted: number[] = [];
    const look = (index: number) => {
      const first = Math.floor(index / portion) * portion;
      if (index >= this.total || this.rows.has(index) || this.#asked.has(first)) return;
      this.#asked.add(first);
      wanted.push(first);
    };
    look(this.active);
    for (let index = start; index < end; index += 1) look(index);
    await Promise.all(wanted.map((first) => this.#fetch(first)));
  }

  async #fetch(first: number): Promise<void> {
    const question = this.#question;
    try {
      const answer = await this.#host.rows(first, portion, null);
      if (question !== this.#question) return;
      this.#asked.delete(first);
      if (answer.revision === this.#revision) this.#join(answer);
      else if (answer.revision > this.#revision) await this.#refresh();
      // A change overtook the answer.
      else await this.#fill();
    } catch (thrown) {
      if (question !== this.#question) return;
      this.#asked.delete(first);
      this.error = asAppError(thrown);
    }
  }

  /** The list changed as a whole: the rows in view again, and where the active row went. */
  async #refresh(): Promise<void> {
    const question = this.#question;
    const anchor = this.rows.get(this.active)?.id ?? null;
    const start = Math.floor(this.#range.start / portion) * portion;
    const count = Math.max(portion, this.#range.end - start);
    try {
      const answer = await this.#host.rows(start, count, anchor);
      if (question !== this.#question || answer.revision <= this.#revision) return;
      this.#revision = answer.revision;
      this.#asked.clear();
      this.total = answer.total;
      this.rows = new Map(answer.rows.map((row, at) => [answer.start + at, row]));
      this.#follow(answer.anchor);
      await this.#fill();
    } catch (thrown) {
      if (question === this.#question) this.error = asAppError(thrown);
    }
  }

  #follow(anchor: number | null): void {
    if (anchor !== null && anchor !== this.active) {
      this.moved = { by: anchor - this.active };
      this.active = anchor;
    }
    this.active = Math.max(0, Math.min(this.active, this.total - 1));
  }

  #join(answer: Rows): void {
    const { start, end } = this.#range;
    const near = (index: number) => index >= start - margin && index < end + margin;
    const kept = [...this.rows].filter(([index]) => index === this.active || near(index));
    this.total = answer.total;
    this.rows = new Map([...kept, ...answer.rows.map((row, at): [number, Row] => [answer.start + at, row])]);
  }

  #patch(changed: [number, Row][]): void {
    const known = changed.filter(([index]) => this.rows.has(index));
    if (known.length > 0) this.rows = new Map([...this.rows, ...known]);
  }
}

function place(): Place {
  return { text: "", active: 0, top: 0 };
}
