import { describe, expect, test } from "vitest";
import { stage } from "../people/stage";

const here = stage({ signedIn: false });

describe("With the keyboard alone", () => {
  test("from the sign-in to a call", async () => {
    const { page } = here;
    await page.field("Server").focused();
    await page.type(here.sandbox.url);
    await page.press("Tab");
    await page.field("User name").focused();
    await page.type(here.sandbox.username);
    await page.press("Tab");
    await page.field("Password").focused();
    await page.type(here.sandbox.password);
    await page.press("Enter");
    await page.alertdialog("Do you trust this server?").appears();
    await page.press("Tab", "Tab");
    await page.button("Trust this server").focused();
    await page.press("Enter");
    await here.window.people();
    await here.window.omnibox.focused();
    await page.type("gauthier");
    await here.window.grid.row("Bob Gauthier").appears();
    await here.window.found("1 person");
    await page.press("Enter");
    await page.role("status").shows("Calling 1059");
    expect(await here.sandbox.calls()).toHaveLength(1);
  });

  test("a number is dialled by Enter", async () => {
    await here.page.press("Control+f");
    await here.page.type("4185550101");
    await here.page.button("Call 4185550101").appears();
    await here.page.press("Enter");
    await here.page.role("status").shows("Calling 4185550101");
    expect(await here.sandbox.calls()).toHaveLength(2);
  });

  test("through the views", async () => {
    await here.page.press("Escape", "Tab");
    await here.page.tab("All").focused();
    await here.page.press("ArrowRight");
    await here.page.tab("Favorites").focused();
    await here.window.grid.row("Émilie Lefèvre").appears();
    await here.page.press("End");
    await here.page.tab("My contacts").focused();
    await here.page.press("Home");
    await here.page.tab("All").focused();
  });

  test("through the rows, up to the last one and back", async () => {
    await here.page.press("Control+f", "ArrowDown");
    await here.page
      .run(() => document.activeElement?.closest('[role="row"]')?.getAttribute("aria-rowindex") ?? "")
      .then((index) => expect(index).toBe("2"));
    await here.page.press("Control+End");
    await here.window.grid.role("row").named("佐藤").appears();
    const rows = await here.page.run(() =>
      Number(document.querySelector('[role="grid"]')?.getAttribute("aria-rowcount")),
    );
    expect(
      await here.page.run(() =>
        Number(document.activeElement?.closest('[role="row"]')?.getAttribute("aria-rowindex")),
      ),
    ).toBe(rows);
    await here.page.press("Control+Home");
    expect(
      await here.page.run(() =>
        document.activeElement?.closest('[role="row"]')?.getAttribute("aria-rowindex"),
      ),
    ).toBe("2");
  });

  test("a menu opens, moves, closes and gives the keyboard back", async () => {
    await here.page.press("Control+f");
    await here.page.type("gauthier");
    await here.window.found("1 person");
    await here.page.press("ArrowDown", "Alt+ArrowDown");
    await here.page.role("menu").appears();
    await here.page.audit();
    await here.page.press("End", "Escape");
    await here.page.role("menu").gone();
    await here.window.grid.row("Bob Gauthier").focused();
  });

  test("a letter typed in the list goes to the search", async () => {
    await here.page.press("x");
    await here.window.omnibox.focused();
    await here.window.omnibox.holds("gauthierx");
  });
});
