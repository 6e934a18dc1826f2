import type { Locator } from "../driver/locator";
import type { Page } from "../driver/page";

/** The top of the window: how its owner can be reached. */
export class Header {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  get banner(): Locator {
    return this.#page.role("banner");
  }

  /** How others see the owner, with the menu that changes it. */
  get presence(): Locator {
    return this.banner.role("button").nth(0);
  }

  get agent(): Locator {
    return this.banner.role("button").named("Agent:");
  }

  get missed(): Locator {
    return this.banner.role("button").named("issed call");
  }

  /** Opens the menu of the own presence. */
  async openPresence(): Promise<Locator> {
    await this.presence.click();
    return this.#page.role("menu", "How others see you").appears();
  }

  async choosePresence(name: string): Promise<void> {
    await (await this.openPresence()).role("menuitemradio", name).click();
  }

  async toggleDoNotDisturb(): Promise<void> {
    await (await this.openPresence()).role("menuitemcheckbox", "Do not disturb").click();
  }

  /** Writes the own words about oneself. */
  async writeStatus(text: string): Promise<void> {
    await (await this.openPresence()).menuitem("Status text…").click();
    await this.#page.field("Your status text").fill(text);
    await this.#page.press("Enter");
  }

  /** Opens the agent's menu. */
  async openAgent(): Promise<Locator> {
    await this.agent.click();
    return this.#page.role("menu", "Agent").appears();
  }

  /** Waits for words about the connection. */
  async connection(words: string): Promise<void> {
    await this.banner.role("status").shows(words);
  }

  /** Waits until nothing has to be said about the connection. */
  async connected(): Promise<void> {
    for (const words of ["interrupted", "Connecting", "Offline", "Session ended"])
      await this.banner.role("status").lacks(words);
  }
}
