import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { Notices } from "../desk/notices";
import { until } from "../desk/patience";
import { Tray } from "../desk/tray";
import { peopleCalled } from "../people/importing";
import { stage } from "../people/stage";

const here = stage({ profile: "full" });
let tray: Tray;
let notices: Notices;
beforeAll(async () => {
  [tray, notices] = await Promise.all([Tray.start(here.desktop), Notices.start(here.desktop)]);
});
afterAll(async () => {
  await Promise.all([tray.stop(), notices.stop()]);
});
beforeEach(async () => {
  await here.sandbox.noFaults();
  await here.window.rest();
});

const ROWS = 3000;
const JOSEE = "Josée Beauchemin";

async function close(): Promise<void> {
  here.desktop.close(await here.desktop.window("People"));
}

async function hidden(): Promise<void> {
  await until("no window", () => !here.desktop.has("People"));
}

/** Closes the window while an import is under way. */
async function closeUnderImport(firstname: string): Promise<void> {
  await here.window.show("My contacts");
  await here.sandbox.slowImports(3000);
  await here.importing.open("many.csv", peopleCalled(firstname, ROWS));
  await here.importing.start("3,000");
  await here.importing.dialog.role("progressbar").appears();
  await close();
  await hidden();
}

describe("The icon in the tray", () => {
  test("comes to a tray that came after the program, and says how I stand", async () => {
    const icon = await tray.shows(/^People — Available/);
    expect(icon.sizes).toEqual([16, 22, 24, 32, 48]);
    expect(tray.labels().slice(0, 1)).toEqual(["Show People"]);
    expect(tray.labels().slice(-2)).toEqual(["Sign out…", "Quit"]);
  });

  test("takes a presence, and is another picture then", async () => {
    const before = await tray.shows(/Available/);
    expect(await tray.entry("Available")).toMatchObject({ checked: true });
    await tray.choose("Away");
    const away = await tray.shows(/^People — Away/);
    expect(away.picture).not.toBe(before.picture);
    await until("away is checked", async () => (await tray.entry("Away")).checked === true);
    await tray.choose("Do not disturb");
    const quiet = await tray.shows(/^People — Do not disturb/);
    expect([before.picture, away.picture]).not.toContain(quiet.picture);
    await tray.choose("Do not disturb");
    await tray.choose("Available");
    expect((await tray.shows(/^People — Available/)).picture).toBe(before.picture);
  });

  test("shows a call, and ends it", async () => {
    await here.sandbox.exchange.dial("1055", "1000");
    await here.window.calls.incoming(JOSEE).button("Answer").click();
    await tray.choose(`Hang up: ${JOSEE}`);
    await here.window.calls.empty();
  });

  test("is marked while a missed call waits", async () => {
    const before = await tray.shows(/^People — Available/);
    await here.sandbox.exchange.phone("1000", { voicemail: false });
    await here.sandbox.exchange.dial("1055", "1000");
    await here.window.calls.incoming(JOSEE).appears();
    await here.sandbox.exchange.hangUp("1055");
    const marked = await tray.shows(/1 missed call/);
    expect(marked.picture).not.toBe(before.picture);
    here.desktop.minimise(await here.desktop.window("People"));
    await hidden();
    await tray.choose("1 missed call");
    await here.desktop.window("People");
    await here.page.dialog("Missed calls").button("Close").click();
    expect((await tray.shows(/^People — Available$/)).picture).toBe(before.picture);
  });
});

describe("Closing the window while an import runs", () => {
  test("leaves the icon, and the import goes on to its report", async () => {
    await closeUnderImport("Hidden");
    await tray.shows(/Import.* \d+/);
    await here.sandbox.noFaults();
    await here.desktop.window("People");
    await here.importing.report("3,000");
    await here.importing.close();
  });

  test("is taken back by a press on the icon", async () => {
    await closeUnderImport("Shown");
    tray.press();
    await here.desktop.window("People");
    await here.importing.dialog.role("progressbar").appears();
    await here.sandbox.noFaults();
    await here.importing.report("3,000");
    await here.importing.close();
  });

  test("lets the import be stopped from the tray", async () => {
    await closeUnderImport("Stopped");
    await tray.choose("Stop the task");
    await here.sandbox.noFaults();
    await here.desktop.window("People");
    await here.importing.dialog.shows("You stopped the import. What is there stays.");
    await here.importing.close();
  });

  test("asks before it quits from the tray", async () => {
    await closeUnderImport("Quit");
    await tray.choose("Quit");
    await here.desktop.window("People");
    await here.page.alertdialog("Close while this is not finished?").button("Keep open").click();
    await here.sandbox.noFaults();
    await here.importing.report("3,000");
    await here.importing.close();
  });
});

describe("Closing the window", () => {
  test("ends a program whose page does nothing any more", async () => {
    await here.page.run(() => {
      setTimeout(() => {
        for (;;);
      });
    });
    await close();
    await tray.empty();
    await here.restart();
    await here.window.signInAgain(here.sandbox);
  });

  test("asks once whether the program goes on in the tray", async () => {
    await close();
    const question = here.page.alertdialog("Keep People in the tray?");
    await question.appears();
    await here.page.press("Escape");
    await question.gone();
    await close();
    await question.button("Keep in the tray").click();
    await hidden();
    await tray.choose("Show People");
    await here.desktop.window("People");
    await close();
    await hidden();
    tray.press();
    await here.desktop.window("People");
  });

  test("leaves a program that tells of calls, and answers them", async () => {
    await close();
    await hidden();
    await here.sandbox.exchange.dial("1055", "1000");
    await notices.press(`${JOSEE} is calling`, "Answer");
    await here.sandbox.exchange.talks("1055", "1000");
    await here.desktop.window("People");
    await here.sandbox.exchange.hangUpAll();
    await here.window.calls.empty();
  });

  test("brings it back when the tray goes away", async () => {
    await close();
    await hidden();
    await tray.stop();
    await here.desktop.window("People");
    tray = await Tray.start(here.desktop, "unseen");
    await tray.shows(/^People — Available/);
  });

  test("never hides it where nobody paints the icon", async () => {
    await close();
    await here.program.ended();
    await tray.empty();
    await tray.stop();
    tray = await Tray.start(here.desktop);
    await here.restart();
    await here.window.signInAgain(here.sandbox);
    await tray.shows(/^People — Available/);
  });
});
