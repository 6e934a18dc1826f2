import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Desktop } from "./desktop";
import { Process } from "./process";

/** Themes that every GTK brings. */
const THEMES = { light: "Adwaita", dark: "Adwaita-dark" } as const;

/** The desktop's own theme, as its settings tell programs (XSETTINGS). */
export class DesktopTheme {
  readonly #desktop: Desktop;
  #process: Process | undefined;

  constructor(desktop: Desktop) {
    this.#desktop = desktop;
  }

  /** Changes it for every program that runs. */
  async set(theme: keyof typeof THEMES): Promise<void> {
    const config = join(this.#desktop.env.HOME ?? "", "xsettingsd.conf");
    await writeFile(config, `Net/ThemeName "${THEMES[theme]}"\n`);
    await this.stop();
    this.#process = new Process("xsettingsd", ["--config", config], { env: this.#desktop.env });
  }

  async stop(): Promise<void> {
    await this.#process?.stop();
    this.#process = undefined;
  }
}
