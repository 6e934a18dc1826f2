import { describe, expect, test } from "vitest";
import { until } from "../desk/patience";
import { binary } from "../people/binaries";
import { stage } from "../people/stage";

const here = stage();
const ENTRY = "config/autostart/People.desktop";

/** Changes whether the program starts with the session, in the settings. */
async function toggle(): Promise<void> {
  const settings = await here.window.settings("Desktop");
  await settings.field("Start when I log in to this computer").click();
  await here.window.rest();
}

describe("Starting when the person logs in to the computer", () => {
  test("is an entry that the desktop understands", async () => {
    await toggle();
    const entry = String(await here.home.file(ENTRY));
    expect(entry).toContain(`\nExec="${binary("people")}" --at-login\n`);
    expect(here.desktop.ask("desktop-file-validate", here.home.at(ENTRY))).toBe("");
  });

  test("stays chosen, and the entry comes back when it was lost", async () => {
    here.desktop.ask("rm", here.home.at(ENTRY));
    await here.restart();
    await here.home.file(ENTRY);
    await here.window.signInAgain(here.sandbox);
  });

  test("is over when the person does not want it any more", async () => {
    await toggle();
    await until("no entry", () => here.desktop.ask("test", "!", "-e", here.home.at(ENTRY)) !== undefined);
  });
});
