import type { Page } from "../driver/page";

declare global {
  interface Window {
    __TAURI_INTERNALS__: {
      invoke: (command: string, args: object) => Promise<unknown>;
      transformCallback: (hear: (said: { message: unknown }) => void) => number;
    };
  }
}

/** Asks the shell for something in place of the page. */
export async function ask(page: Page, command: string, args: object): Promise<void> {
  await page.run(
    async (command: string, args: object) => {
      await window.__TAURI_INTERNALS__.invoke(command, args);
    },
    command,
    args,
  );
}

/** Changes some settings of a group; the others stay. */
export async function changeSettings(
  page: Page,
  group: "desktop" | "notifications",
  chosen: object,
): Promise<void> {
  await page.run(
    async (group: string, chosen: object) => {
      const { invoke } = window.__TAURI_INTERNALS__;
      const settings = (await invoke("settings", {})) as Record<string, object>;
      await invoke("set_settings", { settings: { ...settings, [group]: { ...settings[group], ...chosen } } });
    },
    group,
    chosen,
  );
}
