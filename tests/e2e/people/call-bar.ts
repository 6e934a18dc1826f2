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

  /** Types to whom a call goes, and waits until that person, or that number, is found. */
  async beginTransfer(name: string, to: string, target: string): Promise<Locator> {
    await this.line(name).button("Transfer").click();
    const form = this.transferring(name);
    await form.textbox("Name or number to transfer to").fill(to);
    return form.shows(`To ${target}`);
  }

  async transfer(
    name: string,
    { to, target, kind }: { to: string; target: string; kind: TransferKind },
  ): Promise<void> {
    const form = await this.beginTransfer(name, to, target);
    await form.role("radio", kind).click();
    if (kind === "Voicemail") await form.shows(`To Voicemail of ${target}`);
    await form.button("Transfer").click();
    await form.gone();
  }

  /** Waits until there is no call any more. */
  async empty(): Promise<void> {
    await this.region.gone();
  }
}
