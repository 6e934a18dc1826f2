import type { Locator } from "../driver/locator";
import type { Page } from "../driver/page";

export type TransferKind = "Attended" | "Blind" | "Voicemail";

/** The calls at the bottom of the window. */
export class CallBar {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  get region(): Locator {
    return this.#page.role("region", "Calls");
  }

  /** A call that goes on. */
  line(name: string): Locator {
    return this.region.role("group", `Call with ${name}`);
  }

  /** A call that rings here. */
  incoming(name: string): Locator {
    return this.region.role("group", `${name} is calling`);
  }

  /** The form that asks where a call goes. */
  transferring(name: string): Locator {
    return this.region.role("form", `Transfer ${name} to`);
  }

  /** Transfers a call to the one person whom a text finds, or to a number. */
  async transfer(
    name: string,
    { to, shown, kind }: { to: string; shown: string; kind: TransferKind },
  ): Promise<void> {
    await this.line(name).button("Transfer").click();
    const form = this.transferring(name);
    await form.textbox("Name or number to transfer to").fill(to);
    await form.role("radio", kind).click();
    await form.shows(`To ${shown}`);
    await form.button("Transfer").click();
    await form.gone();
  }

  /** Waits until there is no call any more. */
  async empty(): Promise<void> {
    await this.region.gone();
  }
}
