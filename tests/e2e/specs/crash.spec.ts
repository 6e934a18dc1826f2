import { describe, expect, test } from "vitest";
import { peopleCalled } from "../people/importing";
import { FOREVER } from "../people/sandbox";
import { stage } from "../people/stage";

const here = stage({ signedIn: false });
const ROWS = 1000;

describe("The program is killed in the middle of an import", () => {
  test("and offers to go on when it is started again", async () => {
    await here.window.signIn(here.sandbox, { stay: true });
    await here.window.show("My contacts");
    await here.sandbox.slowImports(FOREVER);
    await here.importing.open("killed.csv", peopleCalled("Killed", ROWS));
    await here.importing.start("1,000");
    await here.sandbox.holds("has a part of them", ({ personal }) => personal.length > 25);
    await here.crash();
    await here.sandbox.noFaults();
    await here.page.role("status").shows("The import of “killed.csv” was interrupted");
    await here.page.audit();
  });

  test("each of the file is there once in the end", async () => {
    await here.page.button("Go on").click();
    await here.importing.report("1,000");
    await here.page.audit();
    const names = (await here.sandbox.state()).personal
      .filter(({ firstname }) => firstname === "Killed")
      .map(({ lastname }) => lastname);
    expect(new Set(names).size).toBe(ROWS);
    expect(names).toHaveLength(ROWS);
    await here.importing.tile("1,000", "created").appears();
    await here.importing.close();
  });

  test("and the import can be undone like any other", async () => {
    await here.window.show("My contacts");
    const imports = await here.importing.history();
    await imports.role("group").named("killed.csv").button("Report").click();
    await here.importing.undo();
    await here.page.dialog("The import of “killed.csv” is undone").appears();
    expect((await here.sandbox.state()).personal).toHaveLength(25);
  });
});
