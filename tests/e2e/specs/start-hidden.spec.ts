import { afterEach, describe, expect, test } from "vitest";
import { Tray } from "../desk/tray";
import { changeSettings } from "../people/shell";
import { stage } from "../people/stage";

const here = stage({ signedIn: false });
let tray: Tray | undefined;
afterEach(async () => {
  await tray?.stop();
  tray = undefined;
});

const HIDDEN = { args: ["--hidden"] };
const AT_LOGIN = { args: ["--at-login"] };

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
    tray = await Tray.start(here.desktop, "unseen");
    await here.restart(HIDDEN);
    await here.desktop.window("People");
  });

  test("has a window where KDE has a tray and no panel that paints it", async () => {
    tray = await Tray.start(here.desktop, "kde");
    await here.restart(HIDDEN);
    await here.desktop.window("People");
  });

  test("gets its window back when the panel goes and the tray stays", async () => {
    tray = await Tray.start(here.desktop, "kde");
    const panel = await Tray.host(here.desktop);
    await here.restart(HIDDEN);
    await tray.shows(/^People/);
    expect(here.desktop.has("People")).toBe(false);
    await panel.stop();
    await here.desktop.window("People");
  });

  test("waits at a login for a tray that comes after it, where the person wants it so", async () => {
    await changeSettings(here.page, "desktop", { startInTray: true });
    await here.restart(AT_LOGIN);
    await here.page.button("Sign in").appears();
    tray = await Tray.start(here.desktop);
    await tray.shows(/^People/);
    expect(here.desktop.has("People")).toBe(false);
    await tray.choose("Show People");
    await here.desktop.window("People");
  });

  test("is none at a login where the person does not want it so", async () => {
    await changeSettings(here.page, "desktop", { startInTray: false });
    tray = await Tray.start(here.desktop);
    await here.restart(AT_LOGIN);
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
