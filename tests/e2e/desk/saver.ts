import { fileURLToPath } from "node:url";
import type { Desktop } from "./desktop";
import { Process } from "./process";

const PYTHON = "/usr/bin/python3";
const PROGRAM = fileURLToPath(new URL("saver.py", import.meta.url));

/** What locks the desktop's screen, as far as others see it. */
export class Saver {
  readonly #desktop: Desktop;
  readonly #process: Process;

  private constructor(desktop: Desktop, process: Process) {
    this.#desktop = desktop;
    this.#process = process;
  }

  static async start(desktop: Desktop): Promise<Saver> {
    const started = new Process(PYTHON, [PROGRAM], { env: desktop.env });
    await started.firstLine();
    return new Saver(desktop, started);
  }

  lock(): void {
    this.#say("lock");
  }

  unlock(): void {
    this.#say("unlock");
  }

  async stop(): Promise<void> {
    await this.#process.stop();
  }

  #say(what: string): void {
    if (this.#desktop.ask(PYTHON, PROGRAM, what) === undefined) throw new Error("nobody locks the screen");
  }
}
