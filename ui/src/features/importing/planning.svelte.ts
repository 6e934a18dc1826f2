// The plan of a file: how it is read, which of its rows are shown, and what is chosen for changes.
import {
  asAppError,
  type AppError,
  type ChangeChoice,
  type ColumnUse,
  type Host,
  type ImportPlan,
  type PlanRow,
  type ReadOptions,
  type RowKind,
} from "../../host/host";
import { Pages } from "../../lib/pages.svelte";

const unread: ReadOptions = { encoding: null, delimiter: null, header: null, columns: null };

export class Planning {
  plan = $state.raw<ImportPlan | null>(null);
  /** Which rows are shown. */
  filter = $state<RowKind>("new");
  /** True while the file is read another way; nothing is sent meanwhile. */
  replanning = $state(false);
  /** What is chosen for single lines, where it is not what is chosen for all. */
  single = $state.raw<ReadonlyMap<number, ChangeChoice>>(new Map());
  readonly pages: Pages<PlanRow>;

  readonly #host: Host;
  readonly #complain: (error: AppError | null) => void;
  #reading = unread;
  /** How the file is to be read; another object than {@link #reading} while that is under way. */
  #wished = unread;

  constructor(host: Host, complain: (error: AppError | null) => void) {
    this.#host = host;
    this.#complain = complain;
    this.pages = new Pages(
      (start, count) => this.#host.planRows(this.plan?.plan ?? 0, this.filter, start, count),
      (thrown) => complain(asAppError(thrown)),
    );
  }

  /** Rows that the run will send. */
  get sends(): number {
    if (this.plan === null) return 0;
    const { counts, onChange } = this.plan.summary;
    const other = [...this.single.values()].filter((choice) => (choice === "skip") !== (onChange === "skip"));
    const left = onChange === "skip" ? counts.changes - other.length : other.length;
    return counts.new + counts.changes - left;
  }

  /** Rows of the kind that is shown. */
  get total(): number {
    return this.plan?.summary.counts[this.filter] ?? 0;
  }

  /** Rejects where no plan can be made. */
  async read(path: string): Promise<void> {
    await this.#make(unread, (options) => this.#host.plan(path, options));
    const { plan } = this;
    this.#reading = plan?.remembered === true ? { ...unread, columns: usesOf(plan) } : unread;
    this.#wished = this.#reading;
  }

  /** Reads the file another way; the plan stays as it was where that fails. One reading at a time: the last wish counts. */
  async readAs(change: Partial<ReadOptions>): Promise<void> {
    const handle = this.plan?.plan;
    if (handle === undefined) return;
    this.#wished = { ...this.#wished, ...change };
    if (this.replanning) return;
    this.replanning = true;
    while (this.#wished !== this.#reading) {
      const reading: ReadOptions = this.#wished;
      this.#complain(null);
      try {
        await this.#make(reading, (options) => this.#host.replan(handle, options));
        this.#reading = reading;
      } catch (thrown) {
        this.#complain(asAppError(thrown));
        if (this.#wished === reading) this.#wished = this.#reading;
      }
    }
    this.replanning = false;
  }

  /** What one column fills; the others stay as they are. */
  async map(column: number, use: ColumnUse): Promise<void> {
    if (this.plan === null) return;
    const columns = this.#wished.columns ?? usesOf(this.plan);
    await this.readAs({ columns: columns.map((before, at) => (at === column ? use : before)) });
  }

  show(kind: RowKind): void {
    this.filter = kind;
    this.pages.begin();
  }

  /** For one line, or for all and in place of what was chosen for single ones. */
  async choose(line: number | null, choice: ChangeChoice): Promise<void> {
    const { plan } = this;
    if (plan === null) return;
    try {
      const summary = await this.#host.choose(plan.plan, line, choice);
      if (this.plan?.plan !== plan.plan) return;
      this.plan = { ...this.plan, summary };
      const single = new Map(line === null ? [] : this.single);
      if (line !== null) single.set(line, choice);
      this.single = single;
      this.pages.change((row) =>
        row.change !== null && (line === null || row.line === line)
          ? { ...row, change: { ...row.change, choice } }
          : row,
      );
    } catch (thrown) {
      this.#complain(asAppError(thrown));
    }
  }

  /** Lets the plan go. */
  async close(): Promise<void> {
    if (this.plan === null) return;
    try {
      await this.#host.dropPlan(this.plan.plan);
    } catch {
      // A plan that is gone already is what was wanted.
    }
  }

  /** A file without a known column is planned all the same, to be mapped by hand; its header has to be told then. */
  async #make(options: ReadOptions, plan: (options: ReadOptions) => Promise<ImportPlan>): Promise<void> {
    try {
      this.#planned(await plan(options));
    } catch (thrown) {
      const error = asAppError(thrown);
      const unknown = error.kind === "plan" && error.fault.kind === "noKnownColumn";
      if (!unknown || options.header !== null) throw thrown;
      const header = this.plan?.summary.reading.header || 1;
      this.#planned(await plan({ ...options, header }));
    }
  }

  #planned(plan: ImportPlan): void {
    this.plan = plan;
    this.single = new Map();
    const { counts } = plan.summary;
    if (counts[this.filter] > 0) {
      this.pages.renew();
      return;
    }
    this.filter = (["new", "changes", "same", "skipped"] as const).find((kind) => counts[kind] > 0) ?? "new";
    this.pages.begin();
  }
}

function usesOf(plan: ImportPlan): ColumnUse[] {
  return plan.summary.reading.columns.map(({ target }) => target);
}
