import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { until } from "../desk/patience";
import type { Environment } from "../desk/process";

// File dialogs have the field for a path from the start, and no list of recent files.
const FILE_DIALOGS = "[org/gtk/settings/file-chooser]\nlocation-mode='filename-entry'\nstartup-mode='cwd'\n";

/** A person's home folder: what the program keeps there outlives the program. */
export class Home {
  readonly path: string;

  private constructor(path: string) {
    this.path = path;
  }

  static async make(): Promise<Home> {
    const home = new Home(await mkdtemp(join(tmpdir(), "people-home-")));
    for (const folder of ["config", "data", "cache", "bin"]) await mkdir(join(home.path, folder));
    const opener = `#!${process.execPath}\nrequire('node:fs').appendFileSync(${JSON.stringify(home.#opened)}, process.argv.slice(2).join(' ') + '\\n')\n`;
    await writeFile(join(home.path, "bin", "xdg-open"), opener, { mode: 0o755 });
    await mkdir(join(home.path, "config", "glib-2.0", "settings"), { recursive: true });
    await writeFile(join(home.path, "config", "glib-2.0", "settings", "keyfile"), FILE_DIALOGS);
    return home;
  }

  get env(): Environment {
    return {
      HOME: this.path,
      XDG_CONFIG_HOME: join(this.path, "config"),
      XDG_DATA_HOME: join(this.path, "data"),
      XDG_CACHE_HOME: join(this.path, "cache"),
      // Nobody in the embedded stack does anything by themselves.
      PEOPLE_STILL: "1",
      PATH: `${join(this.path, "bin")}${delimiter}${process.env.PATH ?? ""}`,
    };
  }

  /** A path in this folder. */
  at(name: string): string {
    return join(this.path, name);
  }

  /** Writes a file there and gives its path. */
  async write(name: string, content: string | Uint8Array): Promise<string> {
    await writeFile(this.at(name), content);
    return this.at(name);
  }

  /** Waits for a file that the program writes and gives what it holds. */
  file(name: string): Promise<Buffer> {
    return until(`a file ${name}`, () => readFile(this.at(name)).catch(() => undefined));
  }

  /** Waits until the system was asked to open something, and gives what. */
  opened(): Promise<string[]> {
    return until("the system opens something", async () => {
      const text = await readFile(this.#opened, "utf8").catch(() => "");
      return text.includes("\n") && text.trimEnd().split("\n");
    });
  }

  async remove(): Promise<void> {
    await rm(this.path, { recursive: true, force: true });
  }

  get #opened(): string {
    return this.at("opened.txt");
  }
}
