import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { Tray } from "../desk/tray";
import { peopleCalled } from "../people/importing";
import { stage } from "../people/stage";

const here = stage({ profile: "full" });
let tray: Tray;
beforeAll(async () => {
  tray = await Tray.start(here.desktop);
});
afterAll(() => tray.stop());
beforeEach(async () => {
  await here.sandbox.noFaults();
  await here.window.rest();
  await here.window.show("My contacts");
});

const ROWS = 3000;

/** Closes the window while an import is under way. */
async function closeUnderImport(firstname: string): Promise<void> {
  await here.sandbox.slowImports(3000);
  await here.importing.open("many.csv", peopleCalled(firstname, ROWS));
  await here.importing.start("3,000");
  await here.importing.dialog.role("progressbar").appears();
  here.desktop.close(await here.desktop.window("People"));
  await here.program.ended();
}

describe("Closing the window while an import runs, where there is a tray", () => {
  test("leaves an icon there, and the import goes on to its report", async () => {
    await closeUnderImport("Hidden");
    await tray.shows(/^People \d+ %$/);
    expect(tray.menu()).toEqual(["Show People", "Stop the task", "Quit"]);
    await here.sandbox.noFaults();
    await here.desktop.window("People");
    await here.importing.report("3,000");
    await tray.empty();
    await here.importing.close();
  });

  test("is taken back from the tray", async () => {
    await closeUnderImport("Shown");
    await tray.shows(/^People/);
    tray.choose("Show People");
    await here.desktop.window("People");
    await here.importing.dialog.role("progressbar").appears();
    await tray.empty();
    await here.sandbox.noFaults();
    await here.importing.report("3,000");
    await here.importing.close();
  });

  test("lets the import be stopped from the tray", async () => {
    await closeUnderImport("Stopped");
    await tray.shows(/^People/);
    tray.choose("Stop the task");
    await here.sandbox.noFaults();
    await here.desktop.window("People");
    await here.importing.dialog.shows("You stopped the import. What is there stays.");
    await tray.empty();
  });
});
