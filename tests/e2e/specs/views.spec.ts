import { describe, expect, test } from "vitest";
import { stage } from "../people/stage";

const here = stage({ profile: "full" });

describe("The three views", () => {
  test("everyone, in the columns that the server gives", async () => {
    await here.page.tab("All").shows("107");
    const titles = await here.page.role("columnheader").texts();
    expect(titles.slice(0, 5)).toEqual(["Name", "Number", "Mobile", "Email", "Company"]);
    await here.window.grid.role("row").named("Ahmed El-Sayed").shows("1023");
    await here.page.audit();
  });

  test("favorites", async () => {
    await here.window.show("Favorites");
    await here.page.tab("Favorites").shows("12");
    await here.window.grid.row("Émilie Lefèvre").appears();
    expect(await here.window.rows()).toHaveLength(12);
    await here.page.audit();
  });

  test("my contacts, with what can be done with them", async () => {
    await here.window.show("My contacts");
    await here.page.tab("My contacts").shows("25");
    await here.window.grid.row("Ada Lovelace").appears();
    for (const name of ["New contact", "Import", "Export", "Delete all contacts"])
      await here.page.button(name).appears();
    await here.page.button("Edit Ada Lovelace").appears();
    await here.page.audit();
  });

  test("pencil and bin are nowhere else", async () => {
    await here.window.show("All");
    await here.window.searchOne("Ada Lovelace");
    await here.window.grid.row("Ada Lovelace").appears();
    await here.page.button("Edit Ada Lovelace").gone();
    await here.window.rest();
  });
});

describe("Statuses are told in words", () => {
  test("of the person, the phone and the agent", async () => {
    await here.sandbox.presence({
      number: "1001",
      state: "away",
      status: "Lunch",
      connected: true,
      do_not_disturb: false,
      line_state: "talking",
    });
    await here.window.searchOne("Émilie");
    const row = here.window.grid.row("Émilie Lefèvre");
    await row.shows("Person: Away");
    await row.shows("Lunch");
    await row.shows("In a call");
    await here.window.rest();
  });
});

describe("Columns", () => {
  test("sort by a click, and back", async () => {
    const name = here.page.columnheader("Name");
    const first = here.window.grid.role("row").nth(1);
    await first.shows("Ada Lovelace");
    await name.click();
    await name.has("aria-sort", "ascending");
    await name.click();
    await name.has("aria-sort", "descending");
    await first.shows("真由美 小林");
    await name.click();
    await name.has("aria-sort", "none");
    await first.shows("Ada Lovelace");
  });

  test("have a menu with all that the mouse can do", async () => {
    await here.page.columnheader("Number").click();
    await here.page.press("Shift+F10");
    await here.page.role("menu", "Column Number").appears();
    await here.page.audit();
    await here.page.menuitem("Wider").click();
    await here.page.role("menu").gone();
  });
});
