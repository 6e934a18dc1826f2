import { describe, expect, test } from "vitest";
import { stage } from "../people/stage";

const here = stage();

type Contacts = Record<string, string>[];
const byId = (contacts: Contacts) => contacts.toSorted((a, b) => (a.id ?? "").localeCompare(b.id ?? ""));
let before: { personal: Contacts; favorites: number };

describe("Deleting all contacts", () => {
  test("asks once, with the number, and how long they can be restored", async () => {
    const { personal, favorites } = await here.sandbox.state();
    before = { personal, favorites: favorites.length };
    await here.window.show("My contacts");
    await here.page.button("Delete all contacts").click();
    const question = await here.page.alertdialog("Delete all 25 contacts?").appears();
    await question.shows("You can restore them for 30 days.");
    await here.page.audit();
    await here.page.button("Cancel").click();
    expect((await here.sandbox.state()).personal).toHaveLength(25);
  });

  test("leaves none, and says how to begin again", async () => {
    await here.page.button("Delete all contacts").click();
    await here.page.button("Delete 25").click();
    await here.page.role("status").shows("25 contacts deleted");
    await here.page.role("main").shows("No contacts of your own yet");
    await here.page.tab("My contacts").shows("0");
    await here.sandbox.holds("has none", ({ personal }) => personal.length === 0);
    await here.page.audit();
  });

  test("nobody else is gone", async () => {
    await here.window.show("All");
    await here.page.tab("All").shows("82");
  });
});

describe("Restoring them", () => {
  test("brings each back as it was, with its star", async () => {
    await here.window.show("My contacts");
    await here.page.button("Restore").click();
    await here.page.dialog("25 contacts restored").appears();
    await here.page.audit();
    await here.importing.close();
    await here.window.grid.row("Ada Lovelace").appears();
    await restored();
  });

  test("works after a restart too", async () => {
    await here.page.button("Delete all contacts").click();
    await here.page.button("Delete 25").click();
    await here.sandbox.holds("has none", ({ personal }) => personal.length === 0);
    await here.page.role("status").shows("25 contacts deleted");
    await here.window.show("All");
    await here.restart();
    await here.window.signInAgain(here.sandbox);
    await here.window.show("My contacts");
    await here.window.more("Restore deleted contacts (25");
    await here.page.dialog("25 contacts restored").appears();
    await here.importing.close();
    await restored();
  });
});

async function restored(): Promise<void> {
  const state = await here.sandbox.holds(
    "has the stars again",
    ({ favorites }) => favorites.length === before.favorites,
  );
  expect(byId(state.personal)).toEqual(byId(before.personal));
}
