import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Clipboard } from "../desk/clipboard";
import type { Desktop } from "../desk/desktop";
import { FileDialog } from "../desk/dialog";
import { Mouse } from "../desk/mouse";
import { until } from "../desk/patience";
import type { Environment } from "../desk/process";
import { Page } from "../driver/page";
import { WebDriver, WebDriverError } from "../driver/webdriver";
import { binary, ROOT, trialPage } from "./binaries";
import type { Home } from "./home";
import { Window } from "./window";

export interface ProgramOptions {
  /** As the system says it, such as `fr_FR.UTF-8`. */
  language?: string;
  env?: Environment;
  args?: string[];
  /** With the page of the tests, which changes its language at a word. */
  trial?: boolean;
}

/** The program in its real window. */
export class Program {
  readonly page: Page;
  readonly window: Window;
  readonly files: FileDialog;
  readonly clipboard: Clipboard;
  readonly mouse: Mouse;
  readonly #driver: WebDriver;
  readonly #desktop: Desktop;

  private constructor(page: Page, driver: WebDriver, desktop: Desktop) {
    this.page = page;
    this.#driver = driver;
    this.#desktop = desktop;
    this.window = new Window(page);
    this.files = new FileDialog(desktop);
    this.clipboard = new Clipboard(desktop);
    this.mouse = new Mouse(desktop, page);
  }

  static async start(
    desktop: Desktop,
    home: Home,
    { language = "en_US.UTF-8", env = {}, args = [], trial = false }: ProgramOptions = {},
  ): Promise<Program> {
    const driver = await WebDriver.launch({
      binary: binary("people"),
      args,
      env: {
        ...desktop.env,
        ...home.env,
        LANG: language,
        LANGUAGE: language.split(".")[0] ?? "",
        ...(trial && { PEOPLE_PAGE: trialPage() }),
        ...env,
      },
    });
    return new Program(await Page.attach(driver), driver, desktop);
  }

  /** What it printed last. */
  get said(): string {
    return this.#driver.words;
  }

  /** The process of its window. */
  async pid(): Promise<number> {
    return this.#desktop.owner(await this.#desktop.window("People"));
  }

  /** Keeps a picture and what the program said, for whoever looks into a failed test. */
  async keepEvidence(test: string): Promise<string> {
    const folder = join(ROOT, "target", "e2e");
    const path = join(folder, `${test.replaceAll(/[^\p{L}\p{N}]+/gu, "-").slice(0, 120)}`);
    await mkdir(folder, { recursive: true });
    this.#desktop.picture(`${path}.png`);
    await writeFile(`${path}.log`, this.#driver.words);
    return `${path}.png`;
  }

  /** Saves a picture of the window, without what the window manager draws around it. */
  async picture(path: string): Promise<void> {
    const window = await this.#desktop.window("People");
    // The hand's pointer and the driver's: where both are, nothing lights up.
    this.#desktop.ask("xdotool", "mousemove", "--window", window, "1", "1");
    await this.page.pointAway();
    await this.page.run(async () => {
      // What appears after a while is a part of the picture.
      const coming = document
        .getAnimations()
        .filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity);
      await Promise.all(coming.map(({ finished }) => finished.catch(() => undefined)));
      await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    });
    this.#desktop.picture(path, window);
  }

  /** Ends it as a power cut does. */
  async kill(): Promise<void> {
    process.kill(await this.pid(), "SIGKILL");
    await this.#driver.quit();
  }

  /** Waits until its window is gone. */
  async ended(): Promise<void> {
    await until("the program ends", () => !this.#desktop.has("People"));
  }

  /** Does what closes it, and waits until it has ended: then the driver gets no answer any more. */
  async closesBy(deed: () => Promise<void>): Promise<void> {
    await deed().catch((error: unknown) => {
      if (!(error instanceof WebDriverError)) throw error;
    });
    await this.ended();
  }

  /** Makes the window as wide and high as told, in the page's pixels. */
  async resize(width: number, height: number): Promise<void> {
    const ratio = await this.page.run(() => devicePixelRatio);
    this.#desktop.resize(await this.#desktop.window("People"), width * ratio, height * ratio);
    await until(`a window ${width} wide`, () =>
      this.page.run((wanted: number) => innerWidth === wanted, width),
    );
  }

  async quit(): Promise<void> {
    await this.#driver.quit();
  }
}
