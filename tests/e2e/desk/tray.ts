import { fileURLToPath } from "node:url";
import type { Desktop } from "./desktop";
import { until } from "./patience";
import { Process } from "./process";

const PYTHON = "/usr/bin/python3";
const PROGRAM = fileURLToPath(new URL("tray.py", import.meta.url));

/** An icon in the tray. */
export interface Icon {
  words: string;
  /** Of its pictures, in pixels. */
  sizes: number[];
  /** Tells one picture from another. */
  picture: string;
}

/** An entry of its menu; a line is `-`. */
export interface Entry {
  label: string;
  enabled: boolean;
  checked: boolean | null;
  entries: Entry[];
}

/** The desktop's tray, with the one icon that the program puts there. */
export class Tray {
  readonly #desktop: Desktop;
  readonly #process: Process;

  private constructor(desktop: Desktop, process: Process) {
    this.#desktop = desktop;
    this.#process = process;
  }

  /** One that is `unseen` takes icons and paints none; that of `kde` never says so. */
  static async start(desktop: Desktop, kind?: "unseen" | "kde"): Promise<Tray> {
    const started = new Process(PYTHON, [PROGRAM, ...(kind === undefined ? [] : [kind])], {
      env: desktop.env,
    });
    await started.firstLine();
    return new Tray(desktop, started);
  }

  /** Who paints icons for KDE's, until it is stopped. */
  static async host(desktop: Desktop): Promise<Process> {
    const started = new Process(PYTHON, [PROGRAM, "host"], { env: desktop.env });
    await started.firstLine();
    return started;
  }

  /** Waits for an icon that says this. */
  shows(words: RegExp): Promise<Icon> {
    return until(`an icon ${words}`, () => {
      const icon = this.icon();
      return icon !== undefined && words.test(icon.words) && icon;
    });
  }

  /** Waits until there is no icon. */
  async empty(): Promise<void> {
    await until("an empty tray", () => this.icon() === undefined);
  }

  icon(): Icon | undefined {
    const said = this.#use("icon");
    return said === undefined ? undefined : (JSON.parse(said) as Icon);
  }

  /** The menu of the icon, without lines. */
  menu(): Entry[] {
    const entries = JSON.parse(this.#use("menu") ?? "[]") as Entry[];
    return entries.filter(({ label }) => label !== "-");
  }

  labels(): string[] {
    return this.menu().map(({ label }) => label);
  }

  /** Waits for an entry of the menu, or of a menu within it. */
  entry(label: string): Promise<Entry> {
    return until(`${label} in the tray's menu`, () =>
      this.menu()
        .flatMap((entry) => [entry, ...entry.entries])
        .find((entry) => entry.label === label),
    );
  }

  /** Chooses from the menu, once it is there. */
  async choose(label: string): Promise<void> {
    await until(`${label} in the tray`, () => this.#use("choose", label) !== undefined);
  }

  /** Presses the icon itself. */
  press(): void {
    if (this.#use("press") === undefined) throw new Error("no icon in the tray");
  }

  async stop(): Promise<void> {
    await this.#process.stop();
  }

  #use(...what: string[]): string | undefined {
    return this.#desktop.ask(PYTHON, PROGRAM, ...what)?.trim();
  }
}
