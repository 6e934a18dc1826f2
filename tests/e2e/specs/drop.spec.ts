import { beforeEach, describe, expect, test } from "vitest";
import { Drag } from "../desk/drag";
import { stage } from "../people/stage";

const here = stage();
beforeEach(() => here.window.rest());

const PEOPLE = "firstname,lastname\nJocelyn,Bell\n";

describe("A file from the file manager", () => {
  test("is invited while it is held over the window", async () => {
    const drag = await Drag.begin(here.desktop, [await here.home.write("held.csv", PEOPLE)]);
    drag.over(640, 450);
    await here.page.text("Drop to import").appears();
    await here.page.audit();
    drag.over(640, 20);
    await here.page.text("Drop to import").gone();
    await drag.drop();
    await here.page.dialog().gone();
  });

  test("is planned when it is dropped, and imported after a yes", async () => {
    await drop(["pulsars.csv"]);
    await here.page.dialog("Import 1 contact from “pulsars.csv”").appears();
    await here.page.text("Drop to import").gone();
    expect((await here.sandbox.state()).personal).toHaveLength(25);
    await here.importing.run(1);
    await here.importing.close();
    expect((await here.sandbox.state()).personal).toHaveLength(26);
  });

  test("several at once are not read, and that is said", async () => {
    await drop(["one.csv", "two.csv"]);
    await here.page.role("alert").shows("Drop one file at a time.");
    await here.page.dialog().gone();
  });

  test("does nothing while a dialog is open", async () => {
    await here.page.button("Settings").click();
    await here.page.dialog("Settings").appears();
    await drop(["late.csv"]);
    await here.page.dialog("Settings").button("Close").click();
    await here.page.dialog().gone();
  });
});

/** Drops files of these names on the middle of the window. */
async function drop(names: string[]): Promise<void> {
  const drag = await Drag.begin(
    here.desktop,
    await Promise.all(names.map((name) => here.home.write(name, PEOPLE))),
  );
  drag.over(640, 450);
  await drag.welcome();
  expect(await drag.drop()).toBe(true);
}
