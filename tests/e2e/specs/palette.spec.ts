import { describe, expect, test } from "vitest";
import { stage } from "../people/stage";

const here = stage({ profile: "full" });
const palette = () => here.page.dialog("Find a command");
const option = (part: string) => palette().role("option").named(part);

describe("The command palette", () => {
  test("finds a command by its words, and does it", async () => {
    await here.page.press("Control+k");
    await palette().role("combobox", "Find a command").focused();
    await here.page.audit();
    await here.page.type("disturb");
    await option("Do not disturb").appears();
    await here.page.audit();
    await here.page.press("Enter");
    await palette().gone();
    await here.page.button("Do not disturb").appears();
  });

  test("says what is in force", async () => {
    await here.page.press("Control+k");
    await here.page.type("disturb");
    await option("chosen").has("aria-selected", "true");
    await here.page.press("Enter");
    await here.page.button("Available").appears();
  });

  test("calls whose row has the keyboard", async () => {
    await here.window.searchOne("Gauthier");
    await here.page.press("ArrowDown", "Control+k");
    await palette().role("group", "Bob Gauthier").appears();
    await here.page.type("call 1059");
    await option("Call 1059").appears();
    await here.page.press("Enter");
    await here.page.role("status").shows("Calling 1059");
    expect(await here.sandbox.calls()).toHaveLength(1);
  });

  test("hangs up, by its name as by its key", async () => {
    await here.window.calls.region.appears();
    await here.page.press("Control+k");
    await here.page.type("hang up");
    await option("Hang up").appears();
    await here.page.press("Enter");
    await here.window.calls.empty();
  });

  test("leaves everything as it was on Escape", async () => {
    await here.page.press("Control+f", "Control+k");
    await palette().appears();
    await here.page.press("Escape");
    await palette().gone();
    await here.window.omnibox.focused();
  });

  test("sorts by a column, as its menu does", async () => {
    await here.page.press("Control+k");
    await here.page.type("column name z to a");
    await option("Sort Z to A").appears();
    await here.page.press("Enter");
    await here.page.columnheader("Name").has("aria-sort", "descending");
  });
});
