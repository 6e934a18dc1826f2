// An import from the file to the report: plan, consent, run, and taking it back. It outlives its dialog.
import {
  asAppError,
  type AppError,
  type Host,
  type ImportReport,
  type TaskKind,
  type Update,
} from "../../host/host";
import { Planning } from "./planning.svelte";
import { Reporting } from "./reporting.svelte";

export type ImportPhase = "reading" | "plan" | "running" | "report" | "undoing" | "failed";
type Task = Extract<Update, { kind: "task" }>;
type TaskUpdate = Extract<Update, { kind: "task" | "taskEnded" }>;

export class Importing {
  phase = $state<ImportPhase>("reading");
  error = $state.raw<AppError | null>(null);
  /** How far the run or the undoing is; null before the engine says so. */
  progress = $state.raw<Task | null>(null);
  /** The person wants it to rest. */
  paused = $state(false);
  stopping = $state(false);
  readonly planning: Planning;
  readonly reporting: Reporting;

  readonly #host: Host;
  /** What of the engine's tasks is this one's. */
  #task: TaskKind = "import";

  constructor(host: Host) {
    this.#host = host;
    const complain = (error: AppError | null) => (this.error = error);
    this.planning = new Planning(host, complain);
    this.reporting = new Reporting(host, complain);
  }

  /** Something is under way that goes on without the dialog. */
  get busy(): boolean {
    return this.phase === "running" || this.phase === "undoing";
  }

  /** The file's name; empty before it is known, and for contacts that are brought back. */
  get name(): string {
    return this.planning.plan?.name ?? this.reporting.report?.name ?? "";
  }

  get restores(): boolean {
    return this.#task === "restore" || this.reporting.report?.of === "restore";
  }

  async read(path: string): Promise<void> {
    this.phase = "reading";
    this.error = null;
    try {
      await this.planning.read(path);
      this.phase = "plan";
    } catch (thrown) {
      this.error = asAppError(thrown);
      this.phase = "failed";
    }
  }

  /** Carries the plan out. */
  async run(): Promise<void> {
    const { plan, replanning } = this.planning;
    if (plan === null || this.phase !== "plan" || replanning) return;
    await this.#carryOut("import", "plan", () => this.#host.import(plan.plan));
  }

  /** Goes on with an import that was interrupted or stopped. */
  async resume(id: number): Promise<void> {
    if (this.busy) return;
    const refused = this.reporting.report === null ? "failed" : "report";
    const run = this.#carryOut("import", refused, () => this.#host.resumeImport(id));
    await Promise.all([run, this.#attempt(() => this.#recall(id))]);
  }

  /** Brings back the contacts that were deleted last. */
  async restore(): Promise<void> {
    await this.#carryOut("restore", "failed", () => this.#host.restore());
  }

  /** Shows the report of an earlier import. */
  open(report: ImportReport): void {
    this.reporting.open(report);
    this.phase = "report";
  }

  /** Takes the import back that is reported. */
  async undo(): Promise<void> {
    const { report } = this.reporting;
    if (report === null || this.phase !== "report") return;
    const undone = await this.#under("undo", "undoing", () => this.#host.undoImport(report.import));
    this.phase = "report";
    if (undone === null) return;
    this.reporting.report = { ...report, undone, canUndo: false, canResume: false };
    await this.#attempt(() => this.reporting.refresh());
  }

  /** Pauses what runs, or goes on with it. */
  async pause(paused: boolean): Promise<void> {
    this.paused = paused;
    await this.#attempt(
      () => this.#host.pauseImport(paused),
      () => (this.paused = !paused),
    );
  }

  async stop(): Promise<void> {
    this.stopping = true;
    await this.#attempt(
      () => this.#host.cancelImport(),
      () => (this.stopping = false),
    );
  }

  /** What the engine says of tasks. */
  tasked(update: TaskUpdate): void {
    if (!this.busy || update.kind !== "task") return;
    const own = update.task === this.#task || (update.task === "restore" && this.#task === "import");
    if (own) this.progress = update;
  }

  async close(): Promise<void> {
    await this.planning.close();
  }

  /** What an import of before is called, and whether it brings contacts back. */
  async #recall(id: number): Promise<void> {
    const found = (await this.#host.imports()).find((report) => report.import === id);
    if (found !== undefined) this.reporting.report ??= found;
  }

  async #carryOut(task: TaskKind, refused: ImportPhase, run: () => Promise<ImportReport>): Promise<void> {
    const report = await this.#under(task, "running", run);
    if (report === null) this.phase = refused;
    else this.open(report);
  }

  /** Null where the engine refused. */
  async #under<Result>(
    task: TaskKind,
    phase: ImportPhase,
    deed: () => Promise<Result>,
  ): Promise<Result | null> {
    this.#task = task;
    this.phase = phase;
    this.error = null;
    this.progress = null;
    try {
      return await deed();
    } catch (thrown) {
      this.error = asAppError(thrown);
      return null;
    } finally {
      this.paused = false;
      this.stopping = false;
    }
  }

  async #attempt(deed: () => Promise<unknown>, refused: () => void = () => undefined): Promise<void> {
    try {
      await deed();
    } catch (thrown) {
      this.error = asAppError(thrown);
      refused();
    }
  }
}
