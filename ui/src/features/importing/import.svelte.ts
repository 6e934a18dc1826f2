// An import from the file to the report: plan, consent, run.
import {
  asAppError,
  type AppError,
  type Host,
  type ImportPlan,
  type ImportReport,
  type PlanRow,
  type ReadOptions,
  type RowKind,
} from "../../host/host";
import type { Range } from "../../lib/virtual";

export type ImportPhase = "reading" | "plan" | "running" | "report" | "failed";

const portion = 100;

export class Importing {
  phase = $state<ImportPhase>("reading");
  plan = $state.raw<ImportPlan | null>(null);
  /** Which rows of the plan are shown. */
  filter = $state<RowKind>("new");
  rows = $state.raw<ReadonlyMap<number, PlanRow>>(new Map());
  error = $state.raw<AppError | null>(null);
  progress = $state.raw({ done: 0, total: 0 });
  stopping = $state(false);
  /** True while the file is read another way; nothing is sent meanwhile. */
  replanning = $state(false);
  report = $state.raw<ImportReport | null>(null);
  /** The file of skipped lines, once it is written. */
  saved = $state.raw<{ count: number; name: string } | null>(null);

  readonly #host: Host;
  #reading: ReadOptions = { encoding: null, delimiter: null, columns: null };
  /** How the file is to be read; another object than {@link #reading} while that is under way. */
  #wished = this.#reading;
  #look = 0;
  #asked = new Set<number>();

  constructor(host: Host) {
    this.#host = host;
  }

  /** Rows that the run will send. */
  get sends(): number {
    const counts = this.plan?.summary.counts;
    return counts === undefined ? 0 : counts.new + counts.changes;
  }

  /** Rows of the kind that is shown. */
  get total(): number {
    return this.plan?.summary.counts[this.filter] ?? 0;
  }

  async read(path: string): Promise<void> {
    this.phase = "reading";
    this.error = null;
    try {
      this.#planned(await this.#host.plan(path, this.#reading));
    } catch (thrown) {
      this.error = asAppError(thrown);
      this.phase = "failed";
    }
  }

  /** Reads the file another way; the plan stays as it was where that fails. One reading at a time: the last wish counts. */
  async readAs(change: Partial<ReadOptions>): Promise<void> {
    if (this.plan === null || this.phase !== "plan") return;
    this.#wished = { ...this.#wished, ...change };
    if (this.replanning) return;
    this.replanning = true;
    while (this.#wished !== this.#reading) {
      const reading: ReadOptions = this.#wished;
      this.error = null;
      try {
        this.#planned(await this.#host.replan(this.plan.plan, reading));
        this.#reading = reading;
      } catch (thrown) {
        this.error = asAppError(thrown);
        if (this.#wished === reading) this.#wished = this.#reading;
      }
    }
    this.replanning = false;
  }

  show(kind: RowKind): void {
    this.filter = kind;
    this.#forgetRows();
  }

  /** The rows in view; what is missing is fetched, and late answers about other rows are dropped. */
  async look(range: Range): Promise<void> {
    if (this.plan === null) return;
    const look = this.#look;
    for (let first = range.start - (range.start % portion); first < range.end; first += portion) {
      if (this.#asked.has(first)) continue;
      this.#asked.add(first);
      try {
        const { start, rows } = await this.#host.planRows(this.plan.plan, this.filter, first, portion);
        if (look !== this.#look) return;
        this.rows = new Map([...this.rows, ...rows.map((row, at): [number, PlanRow] => [start + at, row])]);
      } catch (thrown) {
        if (look === this.#look) this.error = asAppError(thrown);
      }
    }
  }

  async run(): Promise<void> {
    if (this.plan === null || this.phase !== "plan" || this.replanning) return;
    this.phase = "running";
    this.error = null;
    this.progress = { done: 0, total: this.sends };
    try {
      this.report = await this.#host.import(this.plan.plan);
      this.phase = "report";
    } catch (thrown) {
      this.error = asAppError(thrown);
      this.phase = "plan";
    } finally {
      this.stopping = false;
    }
  }

  progressed(done: number, total: number): void {
    if (this.phase === "running") this.progress = { done, total };
  }

  async stop(): Promise<void> {
    this.stopping = true;
    try {
      await this.#host.cancelImport();
    } catch (thrown) {
      this.stopping = false;
      this.error = asAppError(thrown);
    }
  }

  /** Writes the skipped lines to a file of the person's choice, each with its reason in words. */
  async saveSkipped(suggested: string, reasonOf: (row: PlanRow) => string): Promise<void> {
    if (this.plan === null || this.report === null) return;
    this.error = null;
    try {
      const path = await this.#host.pickExportFile(suggested);
      if (path === null) return;
      this.saved = await this.#host.saveSkipped(this.plan.plan, path, this.report.skipped.map(reasonOf));
    } catch (thrown) {
      this.error = asAppError(thrown);
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

  #planned(plan: ImportPlan): void {
    this.plan = plan;
    this.phase = "plan";
    const { counts } = plan.summary;
    if (counts[this.filter] === 0) {
      this.filter =
        (["new", "changes", "same", "skipped"] as const).find((kind) => counts[kind] > 0) ?? "new";
    }
    this.#forgetRows();
  }

  #forgetRows(): void {
    this.#look += 1;
    this.#asked.clear();
    this.rows = new Map();
  }
}
