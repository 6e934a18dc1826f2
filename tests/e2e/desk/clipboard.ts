import type { Desktop } from "./desktop";
import { until } from "./patience";
import { Process } from "./process";

/** The desktop's clipboard, as any other program sees it. */
export class Clipboard {
  readonly #desktop: Desktop;

  constructor(desktop: Desktop) {
    this.#desktop = desktop;
  }

  read(): string | undefined {
    return this.#desktop.ask("xclip", "-o", "-selection", "clipboard");
  }

  /** Puts a text there, so that a test sees whether it is replaced. */
  async put(text: string): Promise<void> {
    new Process("xclip", ["-i", "-quiet", "-selection", "clipboard"], {
      env: this.#desktop.env,
      input: text,
    });
    await this.holds(text);
  }

  /** Selects a text in another program. */
  async select(text: string): Promise<void> {
    new Process("xclip", ["-i", "-quiet", "-selection", "primary"], { env: this.#desktop.env, input: text });
    await until(
      "a text is selected",
      () => this.#desktop.ask("xclip", "-o", "-selection", "primary") === text,
    );
  }

  /** Waits until this text is there. */
  holds(text: string): Promise<void> {
    return this.#waits(JSON.stringify(text), (there) => there === text);
  }

  /** Waits until a text like this is there. */
  matches(pattern: RegExp): Promise<void> {
    return this.#waits(String(pattern), (there) => there !== undefined && pattern.test(there));
  }

  async #waits(what: string, wanted: (there: string | undefined) => boolean): Promise<void> {
    let last: string | undefined;
    await until(`the clipboard holds ${what}`, () => wanted((last = this.read()))).catch((error: Error) => {
      throw new Error(`${error.message}; it holds ${JSON.stringify(last)}`);
    });
  }
}
