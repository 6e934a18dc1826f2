import { fileURLToPath } from "node:url";
import type { Desktop } from "./desktop";
import { until } from "./patience";
import { Process } from "./process";

const PYTHON = "/usr/bin/python3";
const PROGRAM = fileURLToPath(new URL("tray.py", import.meta.url));

/** The desktop's tray, with the icons that programs put there. */
export class Tray {
  readonly #desktop: Desktop;
  readonly #process: Process;

  private constructor(desktop: Desktop, process: Process) {
    this.#desktop = desktop;
    this.#process = process;
  }

  static async start(desktop: Desktop): Promise<Tray> {
    const started = new Process(PYTHON, [PROGRAM], { env: desktop.env });
    await started.firstLine();
    return new Tray(desktop, started);
  }

  /** Waits for one icon that says this. */
  async shows(title: RegExp): Promise<void> {
    await until(`an icon ${title}`, () => title.test(this.#use("title") ?? ""));
  }

  /** Waits until there is no icon. */
  async empty(): Promise<void> {
    await until("an empty tray", () => this.#use("title") === undefined);
  }

  /** The menu of the one icon. */
  menu(): string[] {
    return this.#use("menu")?.split("\n") ?? [];
  }

  choose(label: string): void {
    if (this.#use("choose", label) === undefined) throw new Error(`no ${label} in the tray`);
  }

  async stop(): Promise<void> {
    await this.#process.stop();
  }

  #use(...what: string[]): string | undefined {
    return this.#desktop.ask(PYTHON, PROGRAM, ...what)?.trim();
  }
}
