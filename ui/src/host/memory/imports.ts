// Plans, runs and reports of a file that is not there: nothing is sent, everything is counted.
import type {
  AppError,
  ColumnUse,
  ImportCounts,
  ImportOf,
  ImportReport,
  KeptContact,
  PlanRow,
  ReadOptions,
  ReportList,
  ReportRow,
  ReportRows,
  TaskKind,
  UndoReport,
  Update,
} from "../bindings";
import { MemoryPlan } from "./plan";

interface Kept {
  report: ImportReport;
  plan: MemoryPlan | null;
}

const step = 100;
const unread: ReadOptions = { encoding: null, delimiter: null, header: null, columns: null };

export class MemoryImports {
  /** Rows of each file that is planned. */
  rows = 1_204;
  /** Lines that the server refuses, with its words. */
  refused: { line: number; words: string }[] = [];
  /** Contacts that were edited after they were imported. */
  edited: KeptContact[] = [];
  /** Waited for before each step of a task. */
  pace: () => Promise<void> = () => Promise.resolve();

  readonly #push: (update: Update) => void;
  readonly #plans = new Map<number, MemoryPlan>();
  #kept: Kept[] = [];
  #next = 1;
  #stopped = false;
  #paused = false;
  #goOn: () => void = () => undefined;
  #mapping: ColumnUse[] | null = null;

  constructor(push: (update: Update) => void) {
    this.#push = push;
  }

  plan(path: string, options: ReadOptions) {
    const remembered = options.columns === null && this.#mapping !== null;
    const columns = options.columns ?? this.#mapping;
    return this.#planned(this.#next++, path, { ...options, columns }, remembered);
  }
  replan(handle: number, options: ReadOptions) {
    if (options.columns === null) this.#mapping = null;
    return this.#planned(handle, this.planOf(handle).shown.name, options, false);
  }
  planOf(handle: number): MemoryPlan {
    const plan = this.#plans.get(handle);
    if (plan === undefined) throw { kind: "noSuchPlan" } satisfies AppError;
    return plan;
  }
  dropPlan(handle: number) {
    this.#plans.delete(handle);
  }

  async run(handle: number): Promise<ImportReport> {
    const plan = this.planOf(handle);
    const { summary, name } = plan.shown;
    this.#mapping = summary.reading.columns.map(({ target }) => target);
    const { same, skipped } = summary.counts;
    const left = summary.counts.new + summary.counts.changes - plan.sends;
    const unsent = plan.sends;
    const counts = { created: 0, updated: 0, duplicates: same, skipped: skipped + left, failed: 0, unsent };
    return this.#carryOut("import", this.#keep(name, "file", counts, plan));
  }
  resume(id: number): Promise<ImportReport> {
    return this.#carryOut("import", this.#find(id));
  }
  restore(count: number): Promise<ImportReport> {
    const counts = { created: 0, updated: 0, duplicates: 0, skipped: 0, failed: 0, unsent: count };
    return this.#carryOut("restore", this.#keep("", "restore", counts, null));
  }
  pause(paused: boolean) {
    this.#paused = paused;
    if (!paused) this.#goOn();
  }
  cancel() {
    this.#stopped = true;
    this.pause(false);
  }
  async undo(id: number): Promise<UndoReport> {
    const kept = this.#find(id);
    const { created, updated } = kept.report.counts;
    const { stopped } = await this.#steps("undo", created + updated, () => undefined);
    const undone: UndoReport = {
      removed: Math.max(0, created - this.edited.length),
      restored: updated,
      kept: this.edited,
      end: { kind: stopped ? "cancelled" : "done" },
    };
    kept.report = { ...kept.report, undone, canUndo: false, canResume: false };
    return undone;
  }

  reports(): ImportReport[] {
    return this.#kept.map(({ report }) => structuredClone(report)).reverse();
  }
  /** Puts an import into the history, as the engine finds one there at its start. */
  remember(report: Partial<ImportReport>) {
    const counts = {
      created: 300,
      updated: 0,
      duplicates: 0,
      skipped: 0,
      failed: 0,
      unsent: 900,
      ...report.counts,
    };
    const plan = new MemoryPlan(this.#next++, "", unread, this.rows, false);
    const kept = this.#keep(report.name ?? "contacts-été.csv", report.of ?? "file", counts, plan);
    kept.report = { ...kept.report, ...report };
  }
  range(id: number, list: ReportList, start: number, count: number): ReportRows {
    const { report, plan } = this.#find(id);
    const total = report.counts[list];
    const rows =
      plan === null
        ? []
        : rowsOf(plan, this.refused, list, report.counts, start, Math.min(count, total - start));
    return { total, start, fields: plan?.shown.summary.fields ?? [], rows };
  }

  #planned(handle: number, path: string, options: ReadOptions, remembered: boolean) {
    const plan = new MemoryPlan(handle, path.split("/").at(-1) ?? path, options, this.rows, remembered);
    this.#plans.set(handle, plan);
    return structuredClone(plan.shown);
  }
  #keep(name: string, of: ImportOf, counts: ImportCounts, plan: MemoryPlan | null): Kept {
    const report: ImportReport = {
      import: this.#next++,
      name,
      at: "2026-06-03T10:42:00+02:00",
      of,
      counts,
      end: { kind: "interrupted" },
      canUndo: counts.created + counts.updated > 0,
      canResume: true,
      undone: null,
    };
    const kept = { report, plan };
    this.#kept = [...this.#kept, kept].slice(-10);
    return kept;
  }
  #find(id: number): Kept {
    const kept = this.#kept.find(({ report }) => report.import === id);
    if (kept === undefined) throw { kind: "noSuchImport" } satisfies AppError;
    return kept;
  }

  async #carryOut(task: TaskKind, kept: Kept): Promise<ImportReport> {
    const { counts } = kept.report;
    const refused = kept.plan === null ? 0 : this.refused.length;
    const changes = kept.plan === null ? 0 : kept.plan.updates;
    const { stopped } = await this.#steps(task, counts.unsent, (rows) => {
      counts.unsent -= rows;
      counts.created += rows;
    });
    if (!stopped) {
      counts.created -= changes + refused;
      counts.updated += changes;
      counts.failed += refused;
    }
    kept.report = {
      ...kept.report,
      end: { kind: stopped ? "cancelled" : "done" },
      canUndo: kept.report.of === "file" && counts.created + counts.updated > 0,
      canResume: stopped,
    };
    return structuredClone(kept.report);
  }
  async #steps(task: TaskKind, total: number, onstep: (rows: number) => void) {
    this.#stopped = false;
    for (let done = 0; done < total && !this.#stopped;) {
      if (this.#paused) {
        this.#tell(task, done, total, "paused");
        await new Promise<void>((goOn) => (this.#goOn = goOn));
        continue;
      }
      const rows = Math.min(step, total - done);
      done += rows;
      onstep(rows);
      this.#tell(task, done, total, "running");
      await this.pace();
    }
    this.#push({ kind: "taskEnded", task });
    return { stopped: this.#stopped };
  }
  #tell(task: TaskKind, done: number, total: number, state: "running" | "paused") {
    const left = Math.ceil((total - done) / 20);
    this.#push({ kind: "task", task, done, total, per_minute: 1_200, seconds_left: left, state });
  }
}

function rowsOf(
  plan: MemoryPlan,
  refused: { line: number; words: string }[],
  list: ReportList,
  counts: ImportCounts,
  start: number,
  count: number,
): ReportRow[] {
  const rows = (kind: PlanRow["kind"], first: number) => plan.range(kind, first, count).rows.map(reportRow);
  switch (list) {
    case "created":
      return rows("new", start);
    case "updated":
      return rows("changes", start);
    case "duplicates":
      return rows("same", start);
    case "skipped":
      return rows("skipped", start);
    case "unsent":
      return rows("new", counts.created + start);
    case "failed":
      return refused
        .slice(start, start + count)
        .map(({ line, words }) => ({ ...reportRow(plan.at(line)), words }));
  }
}

function reportRow({ line, values, reason, sameAs, change }: PlanRow): ReportRow {
  const name = values.slice(0, 2).join(" ").trim();
  return { line, name, contact: change?.id ?? null, values, reason, words: null, sameAs };
}
