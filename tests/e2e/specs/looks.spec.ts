import { describe, expect, test } from "vitest";
import { stage, type Stage } from "../people/stage";
import { tour } from "../people/tour";

/** Walks through every state and fails where something cannot be read, or does not fit into the window. */
async function look(here: Stage): Promise<void> {
  for await (const state of tour(here)) {
    await here.page.audit();
    expect(await outside(here), `what stands outside of the window in the state ${state}`).toEqual([]);
  }
}

/** Buttons and fields that a person would have to scroll sideways for. */
function outside(here: Stage): Promise<string[]> {
  return here.page.run(() => {
    const scope = Array.from(document.querySelectorAll('[role="alertdialog"], [role="dialog"], dialog')).at(
      -1,
    );
    const found = Array.from(
      (scope ?? document.body).querySelectorAll("button, input, select, summary, [role=tab]"),
    );
    const wide = document.documentElement.scrollWidth > innerWidth ? ["the page"] : [];
    const lost = found.filter((element) => {
      const { left, right, width } = element.getBoundingClientRect();
      const shown = width > 1 && element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
      return (
        shown && element.closest('[role="grid"], [role="table"]') === null && (left < 0 || right > innerWidth)
      );
    });
    return [...wide, ...lost.map((element) => element.outerHTML.slice(0, 120))];
  });
}

describe("Imports, exports and restoration can be read by everyone", () => {
  describe("in the dark", () => {
    const here = stage();
    test("in each state", async () => {
      await here.window.theme("Dark");
      await look(here);
    });
  });

  describe("in a narrow window", () => {
    const here = stage();
    test("in each state", async () => {
      await here.program.resize(380, 720);
      await look(here);
    });
  });

  describe("at twice the size", () => {
    const here = stage({ env: { GDK_SCALE: "2" } });
    test("in each state", async () => {
      expect(await here.page.run(() => devicePixelRatio)).toBe(2);
      await look(here);
    });
  });
});
