import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import type { Readable } from "node:stream";
import { PATIENCE } from "./patience";

export type Environment = Record<string, string>;

interface SpawnOptions {
  env: Environment;
  /** Written to standard input, which is then closed. */
  input?: string;
  /** Opens file descriptor 3 for reading. */
  extra?: boolean;
}

/** A program that the tests started. It ends when its parent does, whichever way that goes. */
export class Process {
  #child: ChildProcess;
  #command: string;
  #words = "";

  constructor(command: string, args: string[], { env, input, extra }: SpawnOptions) {
    this.#command = command;
    this.#child = spawn("setpriv", ["--pdeathsig", "KILL", command, ...args], {
      env,
      detached: true,
      stdio: ["pipe", "pipe", "pipe", extra ? "pipe" : "ignore"],
    });
    this.#child.stdin?.end(input);
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      stream?.setEncoding("utf8").on("data", (words: string) => {
        this.#words = (this.#words + words).slice(-64 * 1024);
      });
    }
  }

  /** What it printed last, both streams mixed. */
  get words(): string {
    return this.#words;
  }

  get ended(): boolean {
    return this.#child.exitCode !== null || this.#child.signalCode !== null;
  }

  /** The first line that it prints. */
  firstLine(stream: "stdout" | "extra" = "stdout"): Promise<string> {
    const source = (stream === "stdout" ? this.#child.stdout : this.#child.stdio[3]) as Readable;
    source.setEncoding("utf8");
    return new Promise((resolve, reject) => {
      let text = "";
      const timer = setTimeout(() => reject(this.#failure("says nothing")), PATIENCE);
      this.#child.once("exit", () => reject(this.#failure("ended at once")));
      this.#child.once("error", reject);
      source.on("data", (words: string) => {
        text += words;
        const end = text.indexOf("\n");
        if (end < 0) return;
        clearTimeout(timer);
        resolve(text.slice(0, end));
      });
    });
  }

  /** Ends it and all that it started, and waits until it is gone. */
  async stop(signal: NodeJS.Signals = "SIGTERM"): Promise<void> {
    if (this.ended) return;
    const gone = once(this.#child, "exit");
    const stubborn = setTimeout(() => this.#signalGroup("SIGKILL"), PATIENCE / 4);
    this.#signalGroup(signal);
    await gone;
    clearTimeout(stubborn);
  }

  #signalGroup(signal: NodeJS.Signals): void {
    if (this.#child.pid === undefined) return;
    try {
      process.kill(-this.#child.pid, signal);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
    }
  }

  #failure(what: string): Error {
    return new Error(`${this.#command} ${what}\n${this.#words}`);
  }
}

/** Runs a short command to its end and gives what it printed; undefined when it failed. */
export function ask(command: string, args: string[], env: Environment): string | undefined {
  const { status, stdout } = spawnSync(command, args, { env, encoding: "utf8", timeout: PATIENCE });
  return status === 0 ? stdout : undefined;
}
