import type { Expectation, Step } from "./in-page";
import { KEYS } from "./keys";
import type { Page } from "./page";
import { WebDriverError, type ElementRef } from "./webdriver";

/** Something on the page by role and name, looked for anew each time it is used. */
export class Locator {
  readonly #page: Page;
  readonly #steps: Step[];

  constructor(page: Page, steps: Step[]) {
    this.#page = page;
    this.#steps = steps;
  }

  /** Something inside this. */
  role(role: string, name?: string, state?: Step["state"]): Locator {
    return new Locator(this.#page, [...this.#steps, { role, name, state }]);
  }

  /** A form field by its label. */
  field = (label: string) => new Locator(this.#page, [...this.#steps, { role: "field", name: label }]);
  /** Whatever shows exactly this text. */
  text = (text: string) => this.role("text", text);
  button = (name: string) => this.role("button", name);
  row = (part: string) => new Locator(this.#page, [...this.#steps, { role: "row", name: part, part: true }]);
  textbox = (name: string) => this.role("textbox", name);
  menuitem = (name: string) => this.role("menuitem", name);

  /** The same, with a name that holds this text. */
  named(part: string): Locator {
    return this.#last({ name: part, part: true });
  }

  /** The one at this place among several. */
  nth(index: number): Locator {
    return this.#last({ nth: index });
  }

  /** Waits until it is there. */
  async appears(): Promise<this> {
    await this.#find({ kind: "there" });
    return this;
  }

  /** Waits until none is there. */
  gone(): Promise<unknown> {
    return this.#find({ kind: "gone" });
  }

  /** Waits until one shows this text. */
  async shows(text: string): Promise<this> {
    await this.#find({ kind: "text", text });
    return this;
  }

  /** Waits until none shows this text. */
  async lacks(text: string): Promise<unknown> {
    return this.#find({ kind: "no text", text });
  }

  /** Waits until the field has this value. */
  holds(value: string): Promise<unknown> {
    return this.#find({ kind: "value", value });
  }

  /** Waits until its attribute has this value. */
  has(name: string, value: string): Promise<unknown> {
    return this.#find({ kind: "attribute", name, value });
  }

  /** Waits until it, or something in it, has the keyboard. */
  focused(): Promise<unknown> {
    return this.#find({ kind: "focused" });
  }

  async click(): Promise<void> {
    await this.#act(
      async (element) => this.#page.driver.post(`/element/${id(await this.#target(element))}/click`),
      {
        kind: "enabled",
      },
    );
  }

  async hover(): Promise<void> {
    await this.#act((element) => this.#page.pointAt(element));
  }

  /** Replaces what the field holds, by keys. */
  async fill(text: string): Promise<void> {
    await this.#act(
      async (element) => {
        await this.#page.run((field) => (field as unknown as HTMLInputElement).select(), element);
        await this.#page.driver.post(`/element/${id(element)}/value`, { text: KEYS.Backspace + text });
      },
      { kind: "enabled" },
    );
  }

  /** Chooses an option of a select by its label. */
  async select(label: string): Promise<void> {
    await this.role("option", label).click();
  }

  /** What it shows, white space in order. */
  async words(): Promise<string> {
    const element = await this.#find({ kind: "there" });
    return this.#page.run(
      (found) => (found as unknown as HTMLElement).innerText.replace(/\s+/g, " ").trim(),
      element,
    );
  }

  /** The texts of all that are there now. */
  async texts(): Promise<string[]> {
    return this.#page.texts(this.#steps);
  }

  /** Whether a box is ticked. */
  async checked(): Promise<boolean> {
    return this.#page.run(
      (found) => (found as unknown as HTMLInputElement).checked,
      await this.#find({ kind: "there" }),
    );
  }

  /** Whether it, or something in it, has the keyboard now. */
  async hasKeyboard(): Promise<boolean> {
    return this.#page.run(
      (found) => (found as unknown as Element).contains(document.activeElement),
      await this.#find({ kind: "there" }),
    );
  }

  /** Its middle, in the page's pixels. */
  async middle(): Promise<{ x: number; y: number }> {
    return this.#page.run(
      (found) => {
        const { left, top, width, height } = (found as unknown as Element).getBoundingClientRect();
        return { x: left + width / 2, y: top + height / 2 };
      },
      await this.#find({ kind: "there" }),
    );
  }

  /** Whether it is there now; waits for nothing. */
  async there(): Promise<boolean> {
    return (await this.texts()).length > 0;
  }

  toString(): string {
    return this.#steps
      .map((step) => `${step.role}${step.name === undefined ? "" : ` "${step.name}"`}`)
      .join(" › ");
  }

  #last(change: Partial<Step>): Locator {
    const last = this.#steps.at(-1);
    if (last === undefined) throw new Error("an empty locator");
    return new Locator(this.#page, [...this.#steps.slice(0, -1), { ...last, ...change }]);
  }

  async #find(expectation: Expectation): Promise<ElementRef> {
    return this.#page.find(this.#steps, expectation, this.toString());
  }

  // A box that is drawn by its label is pressed there. A hand waits until what it aims at stands still.
  #target(element: ElementRef): Promise<ElementRef> {
    return this.#page.run(async (found) => {
      const box = found as unknown as HTMLInputElement;
      const target = (box.matches("[type=radio], [type=checkbox]") && box.labels?.[0]) || box;
      box.scrollIntoView({ block: "nearest", inline: "center" });
      const place = () => {
        const { left, top, width, height } = target.getBoundingClientRect();
        return [left, top, width, height].join();
      };
      // A window that is put away paints no frame.
      const frame = () =>
        new Promise((done) => {
          requestAnimationFrame(done);
          setTimeout(done, 100);
        });
      for (let was = "", steady = 0; steady < 3;) {
        await frame();
        const now = place();
        steady = now === was ? steady + 1 : 0;
        was = now;
      }
      return target;
    }, element) as unknown as Promise<ElementRef>;
  }

  // A row may be painted anew between being found and being used: then it is looked for again, as a hand would.
  async #act<T>(
    act: (element: ElementRef) => Promise<T>,
    expectation: Expectation = { kind: "there" },
  ): Promise<T> {
    for (let left = 5; ; left--) {
      const element = await this.#find(expectation);
      try {
        return await act(element);
      } catch (error) {
        if (left === 0 || !(error instanceof WebDriverError) || error.code !== "stale element reference")
          throw error;
      }
    }
  }
}

function id(element: ElementRef): string {
  return element["element-6066-11e4-a52e-4f735466cecf"];
}
