import type { Desktop } from "./desktop";
import { until } from "./patience";

/** The system's file dialogs, worked from the keyboard. */
export class FileDialog {
  readonly #desktop: Desktop;

  constructor(desktop: Desktop) {
    this.#desktop = desktop;
  }

  /** In the dialog that is opening: types the path, over a name that is offered, and presses Return. */
  async choose(path: string): Promise<void> {
    await this.#enter(path, await this.#opened());
  }

  /** The file name that the dialog to write a file offers, suffix included. */
  async offeredName(): Promise<string> {
    const window = await this.#opened();
    return until("a name in the dialog", () => this.#wholeField(window));
  }

  /** Closes the dialog that is open or opening without a choice. */
  async cancel(): Promise<void> {
    const window = await this.#opened();
    await this.#press("Escape", window, "the file dialog closes");
  }

  // Keys are lost while the dialog is still opening: what the field holds is read before Return.
  async #enter(path: string, window: string): Promise<void> {
    await until("the path in the dialog", () => {
      this.#desktop.press(window, "key", "ctrl+a", "type", "--delay", "2", path);
      return this.#wholeField(window) === path;
    });
    await this.#press("Return", window, "the file dialog takes the path");
  }

  // A key that comes before the folder was read, or while a completion pops up, is lost. Each waits longer than the one before:
  // GTK looks at the path after a Return, and another one has it begin anew.
  async #press(key: string, window: string, what: string): Promise<void> {
    let wait = 200;
    let due = 0;
    await until(what, () => {
      if (performance.now() > due) {
        this.#desktop.press(window, "key", key);
        due = performance.now() + wait;
        wait *= 2;
      }
      return this.#isGone(window);
    });
  }

  #wholeField(window: string): string | undefined {
    if (!this.#desktop.press(window, "key", "ctrl+a")) return undefined;
    return this.#desktop.ask("xclip", "-o", "-selection", "primary");
  }

  /** The window of the dialog, once it takes the keyboard. */
  #opened(): Promise<string> {
    return until("a file dialog", () => this.#dialogs()?.find((window) => this.#desktop.press(window)));
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
}
