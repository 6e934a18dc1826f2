import type { Desktop } from "./desktop";
import { until } from "./patience";

/** The system's file dialogs, worked from the keyboard. */
export class FileDialog {
  readonly #desktop: Desktop;

  constructor(desktop: Desktop) {
    this.#desktop = desktop;
  }

  /** In the dialog that is opening to read a file: types the path and presses Return. */
  async open(path: string): Promise<void> {
    const window = await this.#opened();
    this.#keys("ctrl+l");
    await this.#enter(path, window);
  }

  /** In the dialog that is opening to write a file: types the path over the name that is offered and presses Return. */
  async save(path: string): Promise<void> {
    await this.#enter(path, await this.#opened());
  }

  /** The file name that the dialog to write a file offers, suffix included. */
  async offeredName(): Promise<string> {
    await this.#opened();
    return until("a name in the dialog", () => this.#wholeField());
  }

  /** Closes the dialog that is open or opening without a choice. */
  async cancel(): Promise<void> {
    const window = await this.#opened();
    this.#keys("Escape");
    await this.#closed(window);
  }

  // Keys that are pressed while the field is still opening are lost, so what it holds is read before Return; and a Return
  // that comes before the folder was read is lost as well. It is sent to the dialog alone, never to the window behind it,
  // and each waits longer than the one before: GTK looks at the path after a Return, and another one has it begin anew.
  async #enter(path: string, window: string): Promise<void> {
    await until("the path in the dialog", () => {
      this.#keys("ctrl+a");
      this.#xdotool("type", "--delay", "2", path);
      return this.#wholeField() === path;
    });
    let wait = 100;
    let due = 0;
    await until("the file dialog takes the path", () => {
      if (performance.now() > due) {
        this.#desktop.ask("xdotool", "key", "--window", window, "Return");
        due = performance.now() + wait;
        wait *= 2;
      }
      return this.#isGone(window);
    });
  }

  #wholeField(): string | undefined {
    this.#keys("ctrl+a");
    return this.#desktop.ask("xclip", "-o", "-selection", "primary");
  }

  async #opened(): Promise<string> {
    const window = await until("a file dialog", () => this.#dialogs()?.[0]);
    await until("the keyboard in the dialog", () => {
      this.#xdotool("windowfocus", window);
      return this.#desktop.ask("xdotool", "getwindowfocus")?.trim() === window;
    });
    return window;
  }

  async #closed(window: string): Promise<void> {
    await until("the file dialog closes", () => this.#isGone(window));
  }

  /** A search that fails, as when a tooltip goes while it looks, says nothing of the dialog. */
  #isGone(window: string): boolean {
    const dialogs = this.#dialogs();
    return dialogs !== undefined && !dialogs.includes(window);
  }

  #dialogs(): string[] | undefined {
    const windows = this.#desktop.ask("xdotool", "search", "--onlyvisible", "--class", ".")?.split("\n");
    return windows?.filter(
      (window) => window !== "" && this.#kind(window)?.includes("_NET_WM_WINDOW_TYPE_DIALOG"),
    );
  }

  #kind(window: string): string | undefined {
    return this.#desktop.ask("xprop", "-id", window, "_NET_WM_WINDOW_TYPE");
  }

  #keys(...chords: string[]): void {
    this.#xdotool("key", ...chords);
  }

  #xdotool(...args: string[]): void {
    if (this.#desktop.ask("xdotool", ...args) === undefined) throw new Error(`xdotool ${args[0]} failed`);
  }
}
