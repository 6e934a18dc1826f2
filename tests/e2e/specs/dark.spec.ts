import { afterEach, describe, expect, test } from "vitest";
import { until } from "../desk/patience";
import { DesktopTheme } from "../desk/theme";
import { stage } from "../people/stage";

const background = () =>
  here.page.run(() => {
    const canvas = Object.assign(document.createElement("canvas"), { width: 1, height: 1 }).getContext("2d");
    if (canvas === null) return -1;
    canvas.fillStyle = getComputedStyle(document.body).backgroundColor;
    canvas.fillRect(0, 0, 1, 1);
    return canvas.getImageData(0, 0, 1, 1).data[0] ?? -1;
  });

const here = stage();
let theme: DesktopTheme | undefined;
afterEach(async () => {
  await theme?.stop();
  theme = undefined;
});

describe("Light and dark", () => {
  test("follow the desktop while the window is open", async () => {
    theme = new DesktopTheme(here.desktop);
    await theme.set("dark");
    await until("a dark page", async () => (await background()) < 60);
    await theme.set("light");
    await until("a light page", async () => (await background()) > 200);
  });

  test("light, each view is easy to read", async () => {
    expect(await background()).toBeGreaterThan(200);
    await here.page.button("Settings").click();
    await here.page.dialog("Settings").appears();
    await here.page.audit();
    await here.page.dialog("Settings").button("Close").click();
  });

  test("dark, each view is easy to read", async () => {
    await here.window.theme("Dark");
    expect(await background()).toBeLessThan(60);
    for (const view of ["Favorites", "My contacts", "All"] as const) {
      await here.window.show(view);
      await here.window.people();
      await here.page.audit();
    }
    await here.window.grid.role("row").nth(1).hover();
    await here.page.audit();
    await here.page.button("Settings").click();
    await here.page.dialog("Settings").appears();
    await here.page.audit();
    await here.page.dialog("Settings").button("Close").click();
  });

  test("is kept after a restart", async () => {
    await here.restart();
    await here.page.field("Password").appears();
    expect(await background()).toBeLessThan(60);
    await here.page.audit();
  });
});
