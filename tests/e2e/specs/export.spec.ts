import { beforeEach, describe, expect, test } from "vitest";
import { Folders } from "../desk/folders";
import { stage } from "../people/stage";

const here = stage({ profile: "full" });
beforeEach(async () => {
  await here.window.rest();
  await here.window.show("My contacts");
});

interface Wish {
  what?: string;
  format?: string;
  without?: string[];
}

/** Exports to a file of that name, waits until the page tells how many were written, and gives the file. */
async function save(
  name: string,
  written: string,
  { what, format = "CSV", without = [] }: Wish = {},
): Promise<string> {
  await here.page.button("Export").click();
  const dialog = await here.page.dialog("Export contacts").appears();
  if (what !== undefined) await dialog.role("radio", what).click();
  await dialog.role("radio", format).click();
  if (without.length > 0) await dialog.text("Columns").click();
  for (const column of without) await dialog.role("checkbox", column).click();
  await dialog.button("Choose where…").click();
  await here.program.files.choose(here.home.at(name));
  await here.page.role("status").shows(`${written} written to “${name}”`);
  return (await here.home.file(name)).toString();
}

const lines = (csv: string) => csv.trimEnd().split("\r\n");

describe("Export", () => {
  test("is easy to use, and offers a name", async () => {
    await here.page.button("Export").click();
    await here.page.dialog("Export contacts").appears();
    await here.page.audit();
    await here.page.button("Choose where…").click();
    expect(await here.program.files.offeredName()).toBe("contacts.csv");
    await here.program.files.cancel();
  });

  test("writes every field of every contact", async () => {
    const csv = await save("copy.csv", "25 contacts");
    const [header = "", ...rows] = lines(csv);
    expect(header.split(",")).toEqual(
      expect.arrayContaining(["birthday", "firstname", "id", "lastname", "note", "number"]),
    );
    expect(header.split(",")).toEqual(header.split(",").toSorted());
    expect(rows).toHaveLength(25);
    expect(csv).toContain("1815-12-10");
    expect(csv).toContain("+49 176 5550119");
  });

  test("shows the file in its folder", async () => {
    const folders = await Folders.start(here.desktop);
    await save("shown.csv", "25 contacts");
    await here.page.button("Show in folder").click();
    await folders.shows(here.home.at("shown.csv"));
    await folders.stop();
  });

  test("comes back with nothing to do", async () => {
    await here.page.button("Import").click();
    await here.program.files.choose(here.home.at("copy.csv"));
    await here.page.dialog("Nothing new in “copy.csv”").appears();
    await here.page.press("Escape");
    expect((await here.sandbox.state()).personal).toHaveLength(25);
  });

  test("for a spreadsheet has a byte order mark", async () => {
    const csv = await save("sheet.csv", "25 contacts", { format: "CSV for a spreadsheet" });
    expect(csv).toMatch(/^\uFEFF/);
  });

  test("leaves out the columns that are not wanted", async () => {
    const csv = await save("few.csv", "25 contacts", { without: ["Id", "birthday", "Company"] });
    const [header = ""] = lines(csv);
    expect(header.split(",")).toContain("firstname");
    for (const field of ["id", "birthday", "company"]) expect(header.split(",")).not.toContain(field);
  });

  test("takes those that are selected, by mouse or by keyboard", async () => {
    await here.window.grid.row("Ada Lovelace").hover();
    await here.window.grid.role("checkbox", "Select Ada Lovelace").click();
    await here.window.grid.role("checkbox", "Select Grace Hopper").click();
    await here.page.role("group", "Selected contacts").shows("2 selected");
    await here.page.audit();
    const csv = await save("two.csv", "2 contacts", { what: "The selected ones (2)" });
    expect(lines(csv)).toHaveLength(3);
    expect(csv).toContain("Lovelace");
    expect(csv).toContain("Hopper");
    await here.page.button("Clear selection").click();
    await here.page.role("group", "Selected contacts").gone();
  });

  test("takes the list that is shown", async () => {
    await here.window.show("Favorites");
    await here.page.button("Export this list").click();
    const dialog = await here.page.dialog("Export contacts").appears();
    await dialog.role("radio", "The list “Favorites” (12)").click();
    await dialog.button("Choose where…").click();
    await here.program.files.choose(here.home.at("favorites.csv"));
    await here.page.role("status").shows("12 contacts written to “favorites.csv”");
    expect((await here.home.file("favorites.csv")).toString()).toContain("Lefèvre");
  });
});

describe("Exported, deleted and imported again", () => {
  test("each is as before, under its id", async () => {
    const before = (await here.sandbox.state()).personal;
    await save("all.csv", "25 contacts");
    await here.page.button("Delete all contacts").click();
    await here.page.alertdialog().button("Delete 25").click();
    await here.sandbox.holds("has none", ({ personal }) => personal.length === 0);
    await here.page.button("Import").click();
    await here.program.files.choose(here.home.at("all.csv"));
    await here.importing.run(25);
    await here.importing.close();
    const byId = (contacts: typeof before) =>
      contacts.toSorted((a, b) => (a.id ?? "").localeCompare(b.id ?? ""));
    expect(byId((await here.sandbox.state()).personal)).toEqual(byId(before));
  });
});
