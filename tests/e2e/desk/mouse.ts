import type { Locator } from "../driver/locator";
import type { Page } from "../driver/page";
import type { Desktop } from "./desktop";

/** The desktop's pointer, for the button that the driver does not press as a hand does: the right one. */
export class Mouse {
  readonly #desktop: Desktop;
  readonly #page: Page;

  constructor(desktop: Desktop, page: Page) {
    this.#desktop = desktop;
    this.#page = page;
  }

  async rightClick(target: Locator): Promise<void> {
    const { x, y } = await target.middle();
    const window = await this.#desktop.window("People");
    const ratio = await this.#page.run(() => devicePixelRatio);
    const at = [x, y].map((place) => String(Math.round(place * ratio)));
    if (this.#desktop.ask("xdotool", "mousemove", "--window", window, ...at, "click", "3") === undefined) {
      throw new Error(`no right click at ${at.join(", ")}`);
    }
  }
}
