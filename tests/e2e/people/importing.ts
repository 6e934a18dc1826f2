import type { Locator } from "../driver/locator";
import type { Stage } from "./stage";

/** What a person does in the dialog of an import, from the file to the report. */
export class Importing {
  readonly #stage: Stage;

  constructor(stage: Stage) {
    this.#stage = stage;
  }

  get dialog(): Locator {
    return this.#stage.page.dialog();
  }

  /** A count that chooses which rows are shown. */
  tile(count: number | string, words: string): Locator {
    return this.dialog.role("radio", `${count} ${words}`);
  }

  row(part: string): Locator {
    return this.dialog.row(part);
  }

  /** What a column of the file becomes. */
  column(title: string): Locator {
    return this.dialog.field(`What “${title}” becomes`);
  }

  /** Writes a file and chooses it in the system's dialog. */
  async open(name: string, content: string | Uint8Array): Promise<void> {
    const path = await this.#stage.home.write(name, content);
    await this.#stage.page.button("Import").click();
    await this.#stage.program.files.choose(path);
  }

  /** Says yes to the plan. */
  async start(count: number | string): Promise<void> {
    await this.dialog.button(`Import ${count}`).click();
  }

  /** Says yes to the plan and waits for the report. */
  async run(count: number): Promise<void> {
    await this.start(count);
    await this.report(count);
  }

  /** The report of so many contacts. */
  report(count: number | string): Promise<Locator> {
    return this.#stage.page
      .dialog(count === 1 ? "1 contact imported" : `${count} contacts imported`)
      .appears();
  }

  async close(): Promise<void> {
    await this.dialog.button("Close").click();
    await this.dialog.gone();
  }

  /** Takes back the import whose report is shown. */
  async undo(): Promise<void> {
    await this.dialog.button("Undo this import…").click();
    await this.#stage.page.alertdialog().button("Undo the import").click();
  }

  /** Opens the last imports. */
  async history(): Promise<Locator> {
    await this.#stage.window.more("Imports…");
    return this.#stage.page.dialog("Imports").appears();
  }
}

/** A file of so many people whose names begin with this word. */
export function peopleCalled(word: string, count: number): string {
  const lines = Array.from(
    { length: count },
    (_, index) => `${word},Number ${index + 1},+1 819 555 ${index + 1000}`,
  );
  return ["firstname,lastname,number", ...lines].join("\n");
}
