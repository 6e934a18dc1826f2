import { beforeEach, describe, expect, test } from "vitest";
import { peopleCalled } from "../people/importing";
import { FOREVER } from "../people/sandbox";
import { stage } from "../people/stage";

const here = stage({ profile: "full" });
beforeEach(async () => {
  await here.sandbox.noFaults();
  await here.window.rest();
  await here.window.show("My contacts");
});

const ROWS = 6000;
const count = async (firstname: string) =>
  (await here.sandbox.state()).personal.filter((contact) => contact.firstname === firstname).length;
const progress = () => here.importing.dialog.role("progressbar");

describe("A long import", () => {
  test("can be paused, and goes on to the end", async () => {
    await here.sandbox.slowImports(3000);
    await here.importing.open("long.csv", peopleCalled("Paused", ROWS));
    await here.importing.start("6,000");
    await here.sandbox.holds("has what was sent first", ({ personal }) => personal.length > 25);
    await here.importing.dialog.button("Pause").click();
    await here.importing.dialog.shows("Paused");
    await here.page.audit();
    await here.sandbox.noFaults();
    expect(await count("Paused")).toBeLessThan(ROWS);
    await here.importing.dialog.button("Go on").click();
    await here.importing.report("6,000");
    expect(await count("Paused")).toBe(ROWS);
    await here.importing.close();
  });

  test("can be put away, is seen in the header, and comes back", async () => {
    await here.sandbox.slowImports(3000);
    await here.importing.open("away.csv", peopleCalled("Away", ROWS));
    await here.importing.start("6,000");
    await progress().appears();
    await here.page.audit();
    await here.importing.dialog.button("Go on in the background").click();
    await here.importing.dialog.gone();
    const chip = here.page.role("banner").role("button").named("Importing");
    await chip.shows("of 6,000");
    await here.page.audit();
    await here.window.searchOne("Gauthier");
    await here.window.search("");
    await chip.click();
    await progress().appears();
    await here.page.press("Escape");
    await here.importing.dialog.gone();
    await chip.appears();
    await here.sandbox.noFaults();
    await here.page.role("status").shows("The import has ended");
    await chip.gone();
    await here.page.button("Show the report").click();
    await here.importing.report("6,000");
    expect(await count("Away")).toBe(ROWS);
    await here.importing.close();
  });

  test("can be stopped, and what is there stays", async () => {
    await here.sandbox.slowImports(3000);
    await here.importing.open("stopped.csv", peopleCalled("Stopped", ROWS));
    await here.importing.start("6,000");
    await here.importing.dialog.button("Stop").click();
    await here.importing.dialog.shows("You stopped the import. What is there stays.");
    await here.page.audit();
    const there = await count("Stopped");
    expect(there).toBeLessThan(ROWS);
    await here.importing.tile((ROWS - there).toLocaleString("en"), "not sent").click();
    await here.importing.row(`Number ${ROWS}`).gone();
    await here.importing.row(`Number ${there + 1}`).appears();
    await here.sandbox.noFaults();
    await here.importing.dialog.button("Go on").click();
    await here.importing.report("6,000");
    expect(await count("Stopped")).toBe(ROWS);
    await here.importing.close();
  });
});

describe("Closing the window while an import runs", () => {
  test("asks first, and goes on with the import at a no", async () => {
    await here.sandbox.slowImports(FOREVER);
    await here.importing.open("closing.csv", peopleCalled("Closing", ROWS));
    await here.importing.start("6,000");
    await progress().appears();
    here.desktop.close(await here.desktop.window("People"));
    const question = here.page.alertdialog("Close while this is not finished?");
    await question.appears();
    await here.page.audit();
    await question.button("Keep open").click();
    await question.gone();
    await progress().appears();
  });

  test("stops it at a yes, and it can be gone on with", async () => {
    here.desktop.close(await here.desktop.window("People"));
    await here.program.closesBy(() => here.page.alertdialog().button("Stop and close").click());
    await here.sandbox.noFaults();
    await here.restart();
    await here.window.signInAgain(here.sandbox);
    await here.page.role("status").shows("The import of “closing.csv” was interrupted");
    await here.page.button("Go on").click();
    await here.importing.report("6,000");
    expect(await count("Closing")).toBe(ROWS);
  });
});
