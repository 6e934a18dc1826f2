import { peopleCalled } from "./importing";
import type { Stage } from "./stage";

const MIXED = [
  "firstname,lastname,number,company,badge",
  "Emmy,Noether,+49 9131 555 0153,Invariants,7",
  "Maria,Sibylla,+49 69 555 0154,Insects,8",
  "Blaise,Pascal,+33 4 65 71 55 02,,",
  "Ada,Lovelace,+1 514 555 0101,Engines of Tomorrow,9",
  "Rounded,Number,5.55E+09,,",
  "Too,Many,1,2,3,4",
].join("\n");

/**
 * Walks through all that moves contacts in and out, from file to restoration, and tells each state while it is on screen. The
 * program speaks English and shows the list.
 */
export async function* tour(here: Stage): AsyncGenerator<string> {
  const { page, window, importing, sandbox } = here;
  await window.show("My contacts");
  yield "list";

  await importing.open("club.csv", MIXED);
  await importing.tile(2, "new").appears();
  yield "plan";
  await importing.tile(1, "changes").click();
  await importing.row("Ada Lovelace").appears();
  yield "plan-changes";
  await importing.tile(1, "already there").click();
  await importing.row("Pascal").appears();
  yield "plan-same";
  await importing.tile(2, "skipped").click();
  await importing.row("Many").appears();
  yield "plan-skipped";
  await importing.run(3);
  await importing.tile(2, "skipped").click();
  await importing.row("Many").appears();
  yield "report";
  await importing.dialog.button("Undo this import…").click();
  await page.alertdialog().appears();
  yield "undo-question";
  await page.alertdialog().button("Undo the import").click();
  await importing.dialog.named("is undone").appears();
  yield "undone";
  await importing.close();

  await importing.open("empty.csv", "");
  await page.role("alert").shows("“empty.csv” is empty.");
  yield "error";
  await page.press("Escape");

  await sandbox.slowImports(2000);
  await importing.open("long.csv", peopleCalled("Long", 10_000));
  await importing.start("10,000");
  await importing.dialog.shows("rows a minute");
  yield "run";
  await importing.dialog.button("Pause").click();
  await importing.dialog.shows("Paused");
  yield "paused";
  await importing.dialog.button("Go on in the background").click();
  await page.role("banner").role("button").named("Importing").appears();
  yield "chip";
  await page.role("banner").role("button").named("Importing").click();
  await importing.dialog.button("Stop").click();
  await importing.dialog.shows("You stopped the import.");
  await sandbox.noFaults();
  yield "stopped";
  await importing.undo();
  await importing.dialog.named("is undone").appears();
  await importing.close();

  await (await importing.history()).role("group").named("club.csv").appears();
  yield "history";
  await importing.close();

  await window.grid.role("checkbox", "Select Ada Lovelace").click();
  await page.role("group", "Selected contacts").appears();
  yield "selection";
  await page.role("group", "Selected contacts").button("Export").click();
  await page.dialog("Export contacts").text("Columns").click();
  await page.dialog("Export contacts").role("checkbox", "Company").appears();
  yield "export";
  await page.press("Escape");
  await page.button("Clear selection").click();

  await window.deleteAll();
  await page.alertdialog("Delete all 25 contacts?").appears();
  yield "delete-all";
  await page.alertdialog().button("Delete 25").click();
  await page.role("status").shows("25 contacts deleted");
  await page.role("main").shows("No contacts of your own yet");
  yield "deleted";
  await page.button("Restore").click();
  await page.dialog("25 contacts restored").appears();
  yield "restored";
  await importing.close();
}
