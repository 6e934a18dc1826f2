// What runs for a while: the import that is open, whether its dialog was put away, and how far the task is.
import { Importing } from "./features/importing";
import type { Notices } from "./features/notices";
import { asAppError, type Host, type ImportReport, type TaskKind, type Update } from "./host/host";
import { m } from "./messages/generated/messages";
import type { Task } from "./words/tasks";

type TaskUpdate = Extract<Update, { kind: "task" | "taskEnded" }>;

/** A run that has a dialog, once it is over. */
const endedText = {
  import: m.ended_import,
  undo: m.ended_undo,
  restore: m.ended_restore,
  removing: m.ended_import,
  exporting: m.ended_import,
} satisfies Record<TaskKind, () => string>;

export class Transfers {
  task = $state.raw<Task | null>(null);
  importing = $state.raw<Importing | null>(null);
  /** The dialog was put away; the run goes on. */
  away = $state(false);

  readonly #host: Host;
  readonly #notices: Notices;
  /** What ran last. */
  #last: TaskKind = "import";
  /** The notice that a run has ended unseen. */
  #said = 0;

  constructor(host: Host, notices: Notices) {
    this.#host = host;
    this.#notices = notices;
  }

  /** The import whose dialog is on screen. */
  get shown(): Importing | null {
    return this.away ? null : this.importing;
  }

  update(update: TaskUpdate): void {
    this.importing?.tasked(update);
    if (update.kind === "task") {
      this.task = update;
      this.#last = update.task;
    } else if (this.task?.task === update.task) this.task = null;
  }

  /** Asks for a file and plans it; where an import runs it is shown instead. */
  async pick(): Promise<void> {
    if (this.importing?.busy === true) {
      this.bringBack();
      return;
    }
    try {
      const path = await this.#host.pickImportFile();
      if (path !== null) this.read(path);
    } catch (thrown) {
      this.#notices.error(asAppError(thrown));
    }
  }

  read(path: string): void {
    void this.#begin()?.read(path);
  }

  /** Brings deleted contacts back; until that has ended. */
  async restore(): Promise<void> {
    await this.#begin()?.restore();
  }

  /** Goes on with an import that was interrupted. */
  resume(report: ImportReport): void {
    void this.#begin()?.resume(report.import);
  }

  /** Shows the report of an earlier import. */
  open(report: ImportReport): void {
    this.#begin()?.open(report);
  }

  /** Offers to go on with the last import where the program ended under it. */
  async offerRest(): Promise<void> {
    const [last] = await this.#host.imports();
    if (last?.canResume !== true || last.end.kind !== "interrupted") return;
    this.#notices.keep(() => m.import_interrupted({ name: last.name }), {
      label: m.import_go_on,
      run: () => this.resume(last),
    });
  }

  putAway(): void {
    this.away = true;
  }

  bringBack(): void {
    this.away = false;
  }

  /** A run whose dialog was put away is over: that is said beside the work, which keeps the keyboard. */
  ended(): void {
    if (this.importing === null || !this.away) return;
    const show = () => this.bringBack();
    this.#said = this.#notices.keep(endedText[this.#last], { label: m.import_show_report, run: show });
  }

  async close(): Promise<void> {
    const { importing } = this;
    this.importing = null;
    this.away = false;
    await importing?.close();
  }

  /** Signed out: nothing of it belongs to the next person. */
  forget(): void {
    this.task = null;
    this.importing = null;
    this.away = false;
  }

  /** A new import in place of one that is over; one that runs is shown instead. */
  #begin(): Importing | null {
    if (this.importing?.busy === true) {
      this.bringBack();
      this.#notices.error({ kind: "importRuns" });
      return null;
    }
    this.#notices.dismiss(this.#said);
    void this.importing?.close();
    this.away = false;
    this.importing = new Importing(this.#host);
    return this.importing;
  }
}
