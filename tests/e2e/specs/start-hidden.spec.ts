import { afterEach, describe, expect, test } from "vitest";
import { Tray } from "../desk/tray";
import { stage } from "../people/stage";

const here = stage({ signedIn: false });
let tray: Tray | undefined;
afterEach(async () => {
  await tray?.stop();
  tray = undefined;
});

const HIDDEN = { args: ["--hidden"] };

describe("A start without a window", () => {
  test("leaves an icon in the tray, which brings the window up", async () => {
    tray = await Tray.start(here.desktop);
    await here.restart(HIDDEN);
    await tray.shows(/^People — Signed out$/);
    expect(here.desktop.has("People")).toBe(false);
    await tray.choose("Show People");
    await here.desktop.window("People");
    await here.page.button("Sign in").appears();
  });

  test("is one with a window where there is no tray", async () => {
    await here.restart(HIDDEN);
    await here.desktop.window("People");
  });

  test("is one with a window where nobody paints what is in the tray", async () => {
    tray = await Tray.start(here.desktop, { unseen: true });
    await here.restart(HIDDEN);
    await here.desktop.window("People");
  });

  test("ends from the tray", async () => {
    tray = await Tray.start(here.desktop);
    await here.restart(HIDDEN);
    await tray.shows(/^People/);
    await tray.choose("Quit");
    await tray.empty();
    await here.restart();
  });
});
