import { beforeEach, describe, expect, test } from "vitest";
import { stage } from "../people/stage";

const here = stage({ profile: "full" });
beforeEach(() => here.window.rest());

describe("Searching", () => {
  test("by a part of a name", async () => {
    await here.window.search("efouc");
    await here.window.grid.row("Héloïse de La Rochefoucauld-Montbel").appears();
    await here.window.found("1 person");
  });

  test("by two words in any order", async () => {
    await here.window.search("emilie lef");
    await here.window.found("1 person");
    await here.window.search("lef emilie");
    await here.window.found("1 person");
    await here.window.grid.row("Émilie Lefèvre").appears();
  });

  test("by digits, whatever stands between them", async () => {
    await here.window.search("4185550105");
    await here.window.grid.row("Søren Kjærgaard").appears();
    expect(await here.window.rows()).toHaveLength(1);
  });

  test("by a national number where the international one is stored", async () => {
    await here.window.search("0176 5550119");
    await here.window.grid.row("Wolfgang Groß").appears();
  });

  test("an extension stands first", async () => {
    await here.window.search("1001");
    await here.window.grid.row("Émilie Lefèvre").appears();
    expect((await here.window.rows())[0]).toContain("Émilie Lefèvre");
  });

  test.each([
    ["akerstrom", "Sven Åkerström"],
    ["odegard", "Håkon Ødegård"],
    ["wisniewski", "Łukasz Wiśniewski"],
    ["gross", "Wolfgang Groß"],
    ["ΠΑΠΑΔΟΠΟΥΛΟΣ", "Γιώργος Παπαδόπουλος"],
    ["иванова", "Ольга Иванова"],
    ["田中", "由紀 田中"],
  ])("accents, case and scripts: %s finds %s", async (text, name) => {
    await here.window.search(text);
    await here.window.grid.row(name).appears();
  });

  test("with one typing error", async () => {
    await here.window.search("lambret");
    await here.window.grid.row("Zoé Lambert").appears();
  });

  test("says when there is nobody, and how to go on", async () => {
    await here.window.search("qqqxyz");
    await here.page.role("main").shows("Nobody called “qqqxyz”");
    await here.page.audit();
    await here.page.button("Clear the search").click();
    await here.window.omnibox.holds("");
    await here.window.people();
  });

  test("marks what was found", async () => {
    await here.window.search("lambert");
    await here.window.grid.row("Zoé Lambert").appears();
    const marks = await here.page.run(() =>
      Array.from(document.querySelectorAll('[role="grid"] mark'), (mark) => mark.textContent),
    );
    expect(marks).toContain("Lambert");
  });

  test("announces the count", async () => {
    await here.window.search("tremblay");
    await here.window.found("3 people");
    await here.page.role("status").shows("3 people");
  });

  test("a number can be dialled", async () => {
    await here.window.search("5551234");
    await here.page.button("Call 5551234").click();
    await here.page.role("status").shows("Calling 5551234");
    expect(await here.sandbox.calls()).toHaveLength(1);
  });

  test("Escape clears", async () => {
    await here.window.search("lambert");
    await here.page.press("Escape");
    await here.window.omnibox.holds("");
    await here.window.people();
  });

  test("typing in another view looks among everyone, and goes back", async () => {
    await here.window.show("My contacts");
    await here.window.search("Émilie Lefèvre");
    await here.page.tabs.role("tab", undefined, { selected: true }).named("All").appears();
    await here.window.grid.row("Émilie Lefèvre").appears();
    await here.window.search("");
    await here.page.tabs.role("tab", undefined, { selected: true }).named("My contacts").appears();
  });

  test("someone who came to the server since is found there", async () => {
    await here.sandbox.addPerson({ firstname: "Newton", lastname: "Arrival", number: "1999" });
    await here.window.search("newton arr");
    await here.window.grid.row("Newton Arrival").appears();
  });
});
