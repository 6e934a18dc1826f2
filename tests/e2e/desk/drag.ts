import { fileURLToPath } from "node:url";
import type { Desktop } from "./desktop";
import { until } from "./patience";
import { Process } from "./process";

const SOURCE = fileURLToPath(new URL("drag.py", import.meta.url));
const CORNER = { x: 4, y: 4 };

/** Files that are being dragged with the pointer, from another program's window in the corner of the display. */
export class Drag {
  readonly #desktop: Desktop;
  readonly #source: Process;

  private constructor(desktop: Desktop, source: Process) {
    this.#desktop = desktop;
    this.#source = source;
  }

  /** Takes the files up. */
  static async begin(desktop: Desktop, paths: string[]): Promise<Drag> {
    const { x, y } = CORNER;
    const source = new Process("/usr/bin/python3", [SOURCE, String(x), String(y), ...paths], {
      env: desktop.env,
    });
    const drag = new Drag(desktop, source);
    await drag.#tells("shown");
    drag.#pointer("mousemove", String(x + 20), String(y + 20), "mousedown", "1");
    // GTK takes a press for a drag once the pointer has gone some way.
    let way = 20;
    await until("the files are dragged", () => {
      drag.#pointer("mousemove", String(x + (way += 4)), String(y + way));
      return drag.#told("dragged");
    });
    return drag;
  }

  /** Moves them over this place of the display. */
  over(x: number, y: number): void {
    this.#pointer("mousemove", String(x - 8), String(y - 8));
    this.#pointer("mousemove", String(x), String(y));
  }

  /** Waits until something under the pointer would take them: let go before that, they count as carried off. */
  async welcome(): Promise<void> {
    await this.#tells("welcome");
  }

  /** Lets go, and waits until what is under the pointer took them or refused. Gives whether it took them. */
  async drop(): Promise<boolean> {
    this.#pointer("mouseup", "1");
    await until("the files are let go", () => this.#told("dropped") || this.#told("refused"));
    await this.#source.stop();
    return this.#told("dropped");
  }

  async #tells(word: string): Promise<void> {
    await until(`the window with the files says ${word}`, () => this.#told(word));
  }

  #told(word: string): boolean {
    if (this.#source.ended && !this.#source.words.includes(word))
      throw new Error(`no files to drag: ${this.#source.words}`);
    return this.#source.words.split("\n").includes(word);
  }

  #pointer(...args: string[]): void {
    if (this.#desktop.ask("xdotool", ...args) === undefined)
      throw new Error(`xdotool ${args.join(" ")} failed`);
  }
}
