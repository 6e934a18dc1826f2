import { describe, expect, test } from "vitest";
import { stage } from "../people/stage";

const here = stage({ signedIn: false });

describe("Trying it without a server", () => {
  test("one press, and people are there", async () => {
    await here.page.button("Try it without a server").click();
    await here.window.people();
    await here.page.role("banner").shows("Zoé Lambert");
    await here.page.tab("All").shows("107");
    expect(await here.page.noted()).toEqual([]);
  });

  test("what is made there outlives the program", async () => {
    await here.window.show("My contacts");
    await here.page.button("New contact").click();
    await here.page.dialog().field("First name").fill("Margaret");
    await here.page.dialog().field("Last name").fill("Hamilton");
    await here.page.dialog().button("Save").click();
    await here.window.grid.row("Margaret Hamilton").appears();
    await here.restart();
    await here.page.button("Try it without a server").click();
    await here.window.people();
    await here.window.show("My contacts");
    await here.window.grid.row("Margaret Hamilton").appears();
  });

  test("a call starts there too", async () => {
    await here.window.search("1059");
    await here.window.grid.row("Bob Gauthier").appears();
    await here.page.press("Enter");
    await here.page.role("status").shows("Calling 1059");
  });
});
