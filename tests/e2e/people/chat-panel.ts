import type { Locator } from "../driver/locator";
import type { Page } from "../driver/page";

/** The conversations beside the list. */
export class ChatPanel {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  /** The way to the conversations. */
  get button(): Locator {
    return this.#page.role("banner").role("button").named("Messages");
  }

  get panel(): Locator {
    return this.#page.role("complementary");
  }

  /** What was said in a conversation. */
  log(name: string): Locator {
    return this.#page.role("log", `Conversation with ${name}`);
  }

  box(name: string): Locator {
    return this.#page.role("textbox", `Message to ${name}`);
  }

  async write(name: string, text: string): Promise<void> {
    await this.box(name).fill(text);
    await this.#page.press("Enter");
  }
}
