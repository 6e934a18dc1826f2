import { describe, expect, test } from "vitest";
import { stage } from "../people/stage";

const here = stage();

describe("Deleting all contacts", () => {
  test("asks once, with the number", async () => {
    await here.window.show("My contacts");
    await here.page.button("Delete all contacts").click();
    await here.page.alertdialog("Delete all 25 contacts?").appears();
    await here.page.audit();
    await here.page.button("Cancel").click();
    expect((await here.sandbox.state()).personal).toHaveLength(25);
  });

  test("leaves none, and says how to begin again", async () => {
    await here.page.button("Delete all contacts").click();
    await here.page.button("Delete 25").click();
    await here.page.role("status").shows("25 contacts deleted");
    await here.page.role("main").shows("No contacts of your own yet");
    await here.page.tab("My contacts").shows("0");
    await here.sandbox.holds("has none", ({ personal }) => personal.length === 0);
    await here.page.audit();
  });

  test("nobody else is gone", async () => {
    await here.window.show("All");
    await here.page.tab("All").shows("82");
  });
});
