import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { PATIENCE } from "../desk/patience";
import { find, listen, noted, whatIsThere, type Expectation, type Step } from "./in-page";
import { strokes } from "./keys";
import { Locator } from "./locator";
import type { ElementRef, WebDriver } from "./webdriver";

const require = createRequire(import.meta.url);
const library = (path: string) => readFileSync(require.resolve(path), "utf8");
const TESTING_LIBRARY = library("@testing-library/dom/dist/@testing-library/dom.umd.min.js");
const AXE = library("axe-core/axe.min.js");
const WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/** The program's page, as a person meets it. */
export class Page {
  readonly driver: WebDriver;

  private constructor(driver: WebDriver) {
    this.driver = driver;
  }

  static async attach(driver: WebDriver): Promise<Page> {
    const page = new Page(driver);
    await page.#prepare();
    return page;
  }

  role(role: string, name?: string, state?: Step["state"]): Locator {
    return new Locator(this, [{ role, name, state }]);
  }

  /** A form field by its label. */
  field = (label: string) => new Locator(this, [{ role: "field", name: label }]);
  /** Whatever shows exactly this text. */
  text = (text: string) => this.role("text", text);
  button = (name: string) => this.role("button", name);
  checkbox = (name: string) => this.role("checkbox", name);
  radio = (name: string) => this.role("radio", name);
  dialog = (name?: string) => this.role("dialog", name);
  alertdialog = (name?: string) => this.role("alertdialog", name);
  menuitem = (name: string) => this.role("menuitem", name);
  tabs = this.role("tablist", "Lists");
  tab = (part: string) => new Locator(this, [{ role: "tab", name: part, part: true }]);
  row = (part: string) => new Locator(this, [{ role: "row", name: part, part: true }]);
  columnheader = (part: string) => new Locator(this, [{ role: "columnheader", name: part, part: true }]);

  /** Runs a function in the page. It uses its arguments only. */
  async run<A extends unknown[], R>(work: (...args: A) => R | Promise<R>, ...args: A): Promise<R> {
    return (await this.driver.run(work.toString(), args)) as R;
  }

  /** Presses chords one after another where the keyboard is: `press('Control+f', 'Escape')`. */
  async press(...chords: string[]): Promise<void> {
    const actions = chords.flatMap(strokes);
    await this.driver.post("/actions", { actions: [{ type: "key", id: "keyboard", actions }] });
  }

  /** Presses Tab until this has the keyboard. */
  async tabTo(target: Locator): Promise<void> {
    await target.appears();
    for (let stops = 0; !(await target.hasKeyboard()); stops++) {
      if (stops > 200) throw new Error(`Tab does not lead to ${target.toString()}`);
      await this.press("Tab");
    }
  }

  /** Types a text where the keyboard is. */
  async type(text: string): Promise<void> {
    const actions = Array.from(text).flatMap((value) => [
      { type: "keyDown", value },
      { type: "keyUp", value },
    ]);
    await this.driver.post("/actions", { actions: [{ type: "key", id: "keyboard", actions }] });
  }

  /** Moves the pointer to the middle of an element. */
  pointAt(element: ElementRef): Promise<void> {
    return this.#movePointer({ origin: element, x: 0, y: 0 });
  }

  /** Takes the pointer off everything that would light up under it. */
  pointAway(): Promise<void> {
    return this.#movePointer({ x: 1, y: 1 });
  }

  async find(steps: Step[], expectation: Expectation, words: string): Promise<ElementRef> {
    await this.#prepare();
    try {
      return (await this.driver.run(find.toString(), [steps, expectation, PATIENCE])) as ElementRef;
    } catch (error) {
      const there = (await this.run(whatIsThere)).join("\n  ");
      throw new Error(
        `${words} is not as expected (${JSON.stringify(expectation)}): ${(error as Error).message}\nThere is:\n  ${there}`,
        { cause: error },
      );
    }
  }

  async texts(steps: Step[]): Promise<string[]> {
    await this.#prepare();
    return (await this.driver.run(find.toString(), [steps, { kind: "texts" }, 0])) as string[];
  }

  /** Fails when the view that is shown has a fault of accessibility that axe knows. */
  async audit(): Promise<void> {
    await this.#prepare();
    if (!(await this.run(() => "axe" in globalThis))) await this.driver.load(AXE);
    const faults = await this.run(async (tags: string[]) => {
      // A colour on its way to another one is nobody's choice.
      const ending = document
        .getAnimations()
        .filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity);
      await Promise.all(ending.map(({ finished }) => finished.catch(() => undefined)));
      const { axe } = globalThis as unknown as { axe: typeof import("axe-core") };
      const { violations } = await axe.run(document, { runOnly: tags });
      return violations.map(
        ({ id, help, nodes }) =>
          `${id}: ${help}\n${nodes
            .slice(0, 5)
            .map((node) => `    ${node.html.slice(0, 200)}\n      ${node.failureSummary}`)
            .join("\n")}`,
      );
    }, WCAG);
    if (faults.length > 0) throw new Error(`axe found ${faults.length}:\n${faults.join("\n")}`);
  }

  /** Violations of the content security policy and uncaught errors since the last time. */
  async noted(): Promise<string[]> {
    const { violations, errors } = await this.run(noted);
    return [
      ...violations.map((violation) => `policy violated: ${violation}`),
      ...errors.map((error) => `uncaught: ${error}`),
    ];
  }

  async #movePointer(to: { origin?: ElementRef; x: number; y: number }): Promise<void> {
    const actions = [{ type: "pointerMove", ...to }];
    await this.driver.post("/actions", {
      actions: [{ type: "pointer", id: "mouse", parameters: { pointerType: "mouse" }, actions }],
    });
  }

  // After a load of the page the libraries are gone.
  async #prepare(): Promise<void> {
    await this.run(listen);
    if (!(await this.run(() => "TestingLibraryDom" in globalThis))) await this.driver.load(TESTING_LIBRARY);
  }
}
