import { mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Desktop } from "./desktop";
import { until } from "./patience";
import { ask, type Environment, Process } from "./process";

const PYTHON = "/usr/bin/python3";
const PROGRAM = fileURLToPath(new URL("notices.py", import.meta.url));

/** What a press on the notification itself is called in the daemon's menu. */
const ITSELF = "People";

/** A notification as the daemon shows it. */
export interface Notice {
  title: string;
  /** As people read it: without the tags that the daemon understands. */
  body: string;
  category: string;
  urgency: "LOW" | "NORMAL" | "CRITICAL";
}

/**
 * The desktop's notifications, shown by dunst. Nothing goes away by itself. To be started before anything notifies: the bus may
 * start a daemon for that by itself.
 */
export class Notices {
  readonly #folder: string;
  readonly #env: Environment;
  readonly #daemon: Process;

  private constructor(folder: string, env: Environment, daemon: Process) {
    this.#folder = folder;
    this.#env = env;
    this.#daemon = daemon;
  }

  static async start(desktop: Desktop): Promise<Notices> {
    const folder = await mkdtemp(join(tmpdir(), "people-notices-"));
    const env = { ...desktop.env, NOTICES: folder };
    const noted = join(folder, "noted.sh");
    await writeFile(noted, `#!/bin/sh\nexec ${PYTHON} ${PROGRAM} noted\n`, { mode: 0o755 });
    await writeFile(join(folder, "noted"), "");
    const rules = [
      "[global]",
      `dmenu = ${PYTHON} ${PROGRAM} choose`,
      "idle_threshold = 0",
      "history_length = 1000",
      ...["low", "normal", "critical"].flatMap((urgency) => [`[urgency_${urgency}]`, "timeout = 0"]),
      "[every]",
      `script = ${noted}`,
    ];
    const file = join(folder, "dunstrc");
    await writeFile(file, rules.join("\n"));
    const daemon = new Process("dunst", ["-conf", file], { env });
    const notices = new Notices(folder, env, daemon);
    await until("notifications can be shown", () => {
      if (daemon.ended) throw new Error(`notifications cannot be shown: ${daemon.words}`);
      return notices.#closed() !== undefined;
    });
    return notices;
  }

  /** Waits for one with this title and gives it. */
  shows(title: string): Promise<Notice> {
    return until(`a notification “${title}”`, async () =>
      (await this.shown()).find((notice) => notice.title === title),
    );
  }

  /** Waits until none with this title is shown. */
  async gone(title: string): Promise<void> {
    await until(`no notification “${title}”`, async () =>
      (await this.shown()).every((notice) => notice.title !== title),
    );
  }

  /** Those on screen now. */
  async shown(): Promise<Notice[]> {
    const lines = (await readFile(join(this.#folder, "noted"), "utf8")).split("\n").slice(0, -1);
    const closed = this.#closed();
    // One that takes the place of another has its number.
    const last = new Map<string, Notice>();
    for (const line of lines) {
      const { number, ...notice } = JSON.parse(line) as Notice & { number: string };
      if (closed?.includes(number) !== true) last.set(number, notice);
    }
    return [...last.values()];
  }

  /** The buttons of the one with this title, which is shown, by the alphabet: dunst keeps them in no order. */
  async buttons(title: string): Promise<string[]> {
    const entries = await this.#menu("");
    return entries
      .filter((entry) => entry.includes(` (${title}) [`))
      .map((entry) => entry.slice(1, entry.lastIndexOf(` (${title}) [`)))
      .filter((label) => label !== ITSELF)
      .sort();
  }

  /** Presses a button of the one with this title, or the notification itself. */
  async press(title: string, button = ITSELF): Promise<void> {
    await this.shows(title);
    const wanted = `${button} (${title})`;
    const entries = await this.#menu(wanted);
    if (!entries.some((entry) => entry.startsWith(`#${wanted} [`)))
      throw new Error(`no ${wanted} among ${entries.join(", ")}`);
  }

  /** Ends the daemon, as one that crashes. */
  async stop(): Promise<void> {
    await this.#daemon.stop();
    await rm(this.#folder, { recursive: true, force: true });
  }

  async #menu(wanted: string): Promise<string[]> {
    const menu = join(this.#folder, "menu");
    await rm(menu, { force: true });
    await writeFile(join(this.#folder, "wanted.part"), wanted);
    await rename(join(this.#folder, "wanted.part"), join(this.#folder, "wanted"));
    this.#use("menu");
    const entries = await until("the menu of the notifications", () =>
      readFile(menu, "utf8").catch(() => undefined),
    );
    return entries.split("\n");
  }

  #closed(): string[] | undefined {
    return this.#use("closed")?.split("\n");
  }

  #use(verb: string): string | undefined {
    return ask(PYTHON, [PROGRAM, verb], this.#env);
  }
}
