// The report of an import: which of its lists is open, and what is made of it.
import {
  asAppError,
  type AppError,
  type Exported,
  type Host,
  type ImportReport,
  type ReportList,
  type ReportRow,
} from "../../host/host";
import { Pages } from "../../lib/pages.svelte";

export const reportLists: readonly ReportList[] = [
  "created",
  "updated",
  "duplicates",
  "skipped",
  "failed",
  "unsent",
];

/** Rows whose reasons are asked for at once. */
const portion = 1_000;

export class Reporting {
  report = $state.raw<ImportReport | null>(null);
  /** Which list is open. */
  list = $state<ReportList>("created");
  fields = $state.raw<readonly string[]>([]);
  /** The file of this list, once it is written. */
  saved = $state.raw<Exported | null>(null);
  /** Whether this list is on the clipboard. */
  copied = $state(false);
  /** True while a list is made for a file or the clipboard. */
  busy = $state(false);
  readonly pages: Pages<ReportRow>;

  readonly #host: Host;
  readonly #complain: (error: AppError | null) => void;

  constructor(host: Host, complain: (error: AppError | null) => void) {
    this.#host = host;
    this.#complain = complain;
    this.pages = new Pages(
      async (start, count) => {
        const range = await host.importRows(this.report?.import ?? 0, this.list, start, count);
        this.fields = range.fields;
        return range;
      },
      (thrown) => complain(asAppError(thrown)),
    );
  }

  get total(): number {
    return this.report?.counts[this.list] ?? 0;
  }

  /** Opens a report at the list that needs a person most. */
  open(report: ImportReport): void {
    this.report = report;
    const pressing = ["failed", "skipped", "unsent", ...reportLists] as const;
    this.show(pressing.find((list) => report.counts[list] > 0) ?? "created");
  }

  show(list: ReportList): void {
    this.list = list;
    this.saved = null;
    this.copied = false;
    this.pages.begin();
  }

  /** Reads the report again from the history, where it may have been taken back. */
  async refresh(): Promise<void> {
    const { report } = this;
    if (report === null) return;
    const now = (await this.#host.imports()).find((one) => one.import === report.import);
    if (now !== undefined && this.report?.import === now.import) this.report = now;
  }

  /** Writes the open list to a file of the person's choice, each line with its reason in words. */
  async save(suggested: string, reasonOf: (row: ReportRow) => string): Promise<void> {
    await this.#make(async (report, list) => {
      const path = await this.#host.pickExportFile(suggested, "csv");
      if (path === null) return;
      const saved = await this.#host.saveReport(
        report,
        list,
        path,
        await this.#reasons(report, list, reasonOf),
      );
      if (list === this.list) this.saved = saved;
    });
  }

  /** Puts the open list on the clipboard as {@link save} would write it. */
  async copy(reasonOf: (row: ReportRow) => string): Promise<void> {
    await this.#make(async (report, list) => {
      const reasons = await this.#reasons(report, list, reasonOf);
      await this.#host.copyText(await this.#host.reportCsv(report, list, reasons));
      if (list === this.list) this.copied = true;
    });
  }

  async #make(deed: (report: number, list: ReportList) => Promise<void>): Promise<void> {
    if (this.report === null || this.busy) return;
    this.busy = true;
    this.saved = null;
    this.copied = false;
    this.#complain(null);
    try {
      await deed(this.report.import, this.list);
    } catch (thrown) {
      this.#complain(asAppError(thrown));
    }
    this.busy = false;
  }

  /** One reason a row; none at all for a list of what went well. */
  async #reasons(report: number, list: ReportList, reasonOf: (row: ReportRow) => string): Promise<string[]> {
    const reasons: string[] = [];
    if (list === "created" || list === "updated") return reasons;
    for (let total = Infinity; reasons.length < total;) {
      const range = await this.#host.importRows(report, list, reasons.length, portion);
      if (range.rows.length === 0) break;
      reasons.push(...range.rows.map(reasonOf));
      total = range.total;
    }
    return reasons;
  }
}
