import { readFile, writeFile } from "node:fs/promises";
import type { Desktop } from "../desk/desktop";
import { PATIENCE, until } from "../desk/patience";
import { Page } from "../driver/page";
import { WebDriver } from "../driver/webdriver";
import type { Home } from "../people/home";
import { markedAt } from "./in-page";
import { Family } from "./processes";

// The shell's own clock says when the program begins, and nothing comes between the two.
const STARTER = `#!/bin/sh
date +%s%N >"$BENCH_STARTED"
exec "$BENCH_PROGRAM" "$@"
`;

/** A program in its window, and when it was started. */
export class Opened {
  readonly page: Page;
  readonly #driver: WebDriver;
  readonly #desktop: Desktop;
  readonly #started: number;

  private constructor(page: Page, driver: WebDriver, desktop: Desktop, started: number) {
    this.page = page;
    this.#driver = driver;
    this.#desktop = desktop;
    this.#started = started;
  }

  static async start(desktop: Desktop, home: Home, program: string): Promise<Opened> {
    const starter = home.at("start");
    const started = home.at("started");
    await writeFile(starter, STARTER, { mode: 0o755 });
    const driver = await WebDriver.launch({
      binary: starter,
      args: [],
      env: {
        ...desktop.env,
        ...home.env,
        LANG: "en_US.UTF-8",
        LANGUAGE: "en_US",
        BENCH_STARTED: started,
        BENCH_PROGRAM: program,
      },
    });
    const nanoseconds = await readFile(started, "utf8");
    return new Opened(await Page.attach(driver), driver, desktop, Number(nanoseconds) / 1e6);
  }

  /** Milliseconds from the start until the page noted that this was painted. */
  async paintedAfter(mark: string): Promise<number> {
    return (await this.page.run(markedAt, mark, PATIENCE)) - this.#started;
  }

  /** It and the web view's processes. */
  async family(): Promise<Family> {
    return new Family(this.#desktop.owner(await this.#desktop.window("People")));
  }

  async quit(): Promise<void> {
    await this.#driver.quit();
    await until("the program ends", () => !this.#desktop.has("People"));
  }
}

/** The empty window of the same shell, as the environment names it. */
export function emptyWindow(): string {
  const path = process.env.EMPTY_BIN;
  if (path === undefined)
    throw new Error("EMPTY_BIN names the empty window: run this by `cargo xtask bench`");
  return path;
}
