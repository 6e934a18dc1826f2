import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { until } from "../desk/patience";
import { Tray } from "../desk/tray";
import { stage } from "../people/stage";

const here = stage();
let tray: Tray;
beforeAll(async () => {
  tray = await Tray.start(here.desktop);
  await tray.shows(/^People — Available/);
});
afterAll(() => tray.stop());

const question = () => here.page.alertdialog("Keep People in the tray?");

async function close(): Promise<void> {
  here.desktop.close(await here.desktop.window("People"));
}

describe("The question when the window is closed for the first time", () => {
  test("can be read, answered with the keyboard, and left", async () => {
    await close();
    await question().appears();
    await question().button("Keep in the tray").focused();
    await here.page.audit();
    await here.page.press("Escape");
    await question().gone();
    expect(here.desktop.has("People")).toBe(true);
  });

  test("quits where the person says so, and is not asked again", async () => {
    for (const asked of [true, false]) {
      await close();
      if (asked) await question().button("Quit").click();
      await here.program.ended();
      await tray.empty();
      await here.restart();
      await here.window.signInAgain(here.sandbox);
      await tray.shows(/^People — Available/);
    }
  });

  test("can be answered another way in the settings", async () => {
    const settings = await here.window.settings("Desktop");
    expect(await settings.field("Quit People").checked()).toBe(true);
    await settings.field("Keep People in the tray").click();
    await settings.button("Close").click();
    await settings.gone();
    await close();
    await until("no window", () => !here.desktop.has("People"));
    await tray.choose("Show People");
    await here.desktop.window("People");
  });
});
