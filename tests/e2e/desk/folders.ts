import { fileURLToPath } from "node:url";
import type { Desktop } from "./desktop";
import { until } from "./patience";
import { Process } from "./process";

const PROGRAM = fileURLToPath(new URL("folders.py", import.meta.url));

/** The desktop's file manager, as far as other programs ask it to show a file. */
export class Folders {
  readonly #process: Process;

  private constructor(process: Process) {
    this.#process = process;
  }

  static async start(desktop: Desktop): Promise<Folders> {
    const started = new Process("/usr/bin/python3", [PROGRAM], { env: desktop.env });
    await started.firstLine();
    return new Folders(started);
  }

  /** Waits until it was asked to show this file. */
  async shows(path: string): Promise<void> {
    await until(`the file manager shows ${path}`, () =>
      this.#process.words.split("\n").includes(`file://${path}`),
    );
  }

  async stop(): Promise<void> {
    await this.#process.stop();
  }
}
