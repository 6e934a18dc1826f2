import { describe, expect, test } from "vitest";
import { stage } from "../people/stage";

const here = stage();

describe("A whole import with the keyboard alone", () => {
  test("from the list to the file", async () => {
    const path = await here.home.write(
      "keys.csv",
      "Who,lastname,number\nEdith,Clarke,+1 512 555 0180\nToo,Many,1,2\n",
    );
    await here.window.omnibox.focused();
    await here.page.tabTo(here.page.tab("All"));
    await here.page.press("End");
    await here.page.tab("My contacts").focused();
    await here.page.tabTo(here.page.button("Import"));
    await here.page.press("Enter");
    await here.program.files.choose(path);
    await here.importing.dialog.named("Import 1 contact from “keys.csv”").focused();
  });

  test("through the plan", async () => {
    await here.page.tabTo(here.importing.column("Who"));
    await here.page.type("First");
    await here.importing.column("Who").holds("firstname");
    await here.importing.dialog.role("columnheader", "First name").appears();
    await here.importing.column("Who").focused();
    await here.page.tabTo(here.importing.tile(1, "new"));
    await here.page.press("ArrowRight", "ArrowRight", "ArrowRight");
    await here.importing.row("Many").appears();
    await here.page.press("ArrowLeft", "ArrowLeft", "ArrowLeft");
    await here.importing.row("Clarke").appears();
    await here.page.tabTo(here.importing.dialog.button("Import 1"));
    await here.page.press("Enter");
  });

  test("through the report", async () => {
    await here.importing.report(1);
    await here.page.tabTo(here.importing.tile(1, "skipped"));
    await here.importing.row("Many").shows("4 values where the header has 3");
    await here.page.press("ArrowLeft");
    await here.importing.row("Clarke").appears();
    await here.page.tabTo(here.importing.dialog.button("Undo this import…"));
    await here.page.press("Enter");
    await here.page.alertdialog().focused();
    await here.page.tabTo(here.page.alertdialog().button("Undo the import"));
    await here.page.press("Enter");
    await here.importing.dialog.named("is undone").appears();
    await here.page.press("Escape");
    await here.importing.dialog.gone();
    expect((await here.sandbox.state()).personal).toHaveLength(25);
  });

  test("to the last imports and back to where the keyboard was", async () => {
    await here.page.tabTo(here.page.button("More"));
    await here.page.press("Enter");
    await here.page.menuitem("Imports…").focused();
    await here.page.press("Enter");
    await here.page.dialog("Imports").focused();
    await here.page.press("Escape");
    await here.page.dialog().gone();
    await here.page.button("More").focused();
  });

  test("contacts are selected and exported", async () => {
    await here.page.press("Control+f", "ArrowDown");
    await here.page.press("Space", "ArrowDown", "Space", "Shift+ArrowDown");
    const selected = here.page.role("group", "Selected contacts");
    await selected.shows("3 selected");
    await here.page.tabTo(selected.button("Export"));
    await here.page.press("Enter");
    await here.page.dialog("Export contacts").focused();
    await here.page.press("Enter");
    await here.program.files.choose(here.home.at("three.csv"));
    await here.page.role("status").shows("3 contacts written to “three.csv”");
  });
});
