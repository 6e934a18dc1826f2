/// <reference lib="dom" />
import { describe, expect, test } from "vitest";
import { until } from "../desk/patience";
import { stage } from "../people/stage";

const here = stage({ profile: "office" });

/** Whether the middle of what has the keyboard is on screen, and nothing covers it. */
function inSight(): boolean {
  const { activeElement } = document;
  if (activeElement === null) return false;
  const { left, top, width, height } = activeElement.getBoundingClientRect();
  const there = document.elementFromPoint(left + width / 2, top + height / 2);
  return there !== null && (activeElement.contains(there) || there.contains(activeElement));
}

describe("At three times the size in the smallest window", () => {
  test("the size is chosen, and can be chosen again", async () => {
    await here.program.resize(380, 480);
    const settings = await here.window.settings();
    const size = settings.field("Size");
    for (const [percent, width] of [
      ["300%", 126],
      ["250%", 152],
      ["300%", 126],
    ] as const) {
      await size.select(percent);
      await until(`everything at ${percent}`, () =>
        here.page.run((wanted: number) => Math.abs(innerWidth - wanted) <= 1, width),
      );
    }
    await here.page.tabTo(size);
    expect(await here.page.run(inSight)).toBe(true);
  });

  test("every section of the settings can be opened, and left", async () => {
    const settings = here.page.dialog("Settings");
    await here.page.tabTo(settings.role("tab").named("General"));
    for (const section of ["Calls", "Notifications", "Desktop", "Directory", "About", "General"]) {
      await here.page.press("ArrowRight");
      await settings.role("tabpanel", section).appears();
      expect(await here.page.run(inSight)).toBe(true);
    }
    await here.page.tabTo(settings.button("Close"));
    expect(await here.page.run(inSight)).toBe(true);
    await here.page.press("Enter");
    await settings.gone();
  });

  test("the search and the first row are reached by keys", async () => {
    await here.page.press("Control+f");
    await here.window.omnibox.focused();
    expect(await here.page.run(inSight)).toBe(true);
    await here.page.press("ArrowDown");
    await here.window.grid.row("").nth(1).focused();
    expect(await here.page.run(inSight)).toBe(true);
  });

  test("nothing is said to be out of reach", async () => {
    await here.page.audit();
  });

  test("keys bring back the usual size", async () => {
    await here.page.press("Control+,");
    await here.page.dialog("Settings").appears();
    await here.page.press("Control+0");
    await until("the usual size", () => here.page.run(() => innerWidth === 380));
  });
});
