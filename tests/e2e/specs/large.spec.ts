import { describe, expect, test } from "vitest";
import { stage } from "../people/stage";

const here = stage({ sandbox: { people: 100_000, personal: 100_000 } });

const painted = () => here.page.run(() => document.querySelectorAll('[role="grid"] [role="row"]').length);

describe("With 100,000 people and 100,000 own contacts", () => {
  test("everyone is there, and the page holds only what it shows", async () => {
    await here.page.tab("All").shows("200,022");
    expect(await painted()).toBeLessThan(80);
    expect(await here.page.run(() => document.querySelectorAll("*").length)).toBeLessThan(4000);
  });

  test("a search answers", async () => {
    await here.window.search("lefevre emilie");
    await here.window.grid.row("Émilie Lefèvre").appears();
    await here.window.search("1 514 556 099999");
    await here.window.found("1 person");
    await here.window.search("");
  });

  test("the last row is a key away", async () => {
    await here.page.press("Control+f", "ArrowDown", "Control+End");
    const last = await here.page.run(() =>
      document.querySelector('[role="grid"]')?.getAttribute("aria-rowcount"),
    );
    await here.page.run(async (index: string | null | undefined) => {
      while (document.activeElement?.closest('[role="row"]')?.getAttribute("aria-rowindex") !== index) {
        await new Promise(requestAnimationFrame);
      }
    }, last);
    await here.window.grid.role("row").named("Loading").gone();
    expect(await painted()).toBeLessThan(80);
    await here.page.press("Control+Home");
  });

  test("a column sorts", async () => {
    const header = here.page.columnheader("Numéro");
    await header.click();
    await here.window.grid.role("row").nth(1).appears();
    await header.click();
    await header.has("aria-sort", "descending");
    await here.window.grid.role("row").named("Loading").gone();
    expect(await painted()).toBeLessThan(80);
  });

  test("scrolling to the middle shows people", async () => {
    await here.page.run(() => {
      const grid = document.querySelector('[role="grid"]');
      const scroller = [grid, ...(grid?.querySelectorAll("*") ?? [])].find(
        (element) =>
          element !== null && element !== undefined && element.scrollHeight > element.clientHeight * 10,
      );
      scroller?.scrollTo({ top: scroller.scrollHeight / 2 });
    });
    await here.window.grid.role("row").named("Loading").gone();
    expect((await here.window.rows()).every((row) => row.trim() !== "")).toBe(true);
  });
});
