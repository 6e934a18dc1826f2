import { beforeEach, describe, test } from "vitest";
import { stage } from "../people/stage";

const here = stage({ profile: "full" });
beforeEach(async () => {
  await here.window.rest();
  await here.program.clipboard.put("something else");
  await here.window.searchOne("Gauthier");
});

const row = () => here.window.grid.row("Bob Gauthier");

describe("Copying to the clipboard of the desktop", () => {
  test("a number, by a right click", async () => {
    await here.program.mouse.rightClick(row());
    await here.page.role("menu").appears();
    await here.page.audit();
    await here.page.menuitem("Copy 1059").click();
    await here.program.clipboard.holds("1059");
    await here.page.role("status").shows("Copied 1059");
  });

  test("an address, by a right click", async () => {
    await here.program.mouse.rightClick(row());
    await here.page.menuitem("Copy bob.gauthier@acme.example").click();
    await here.program.clipboard.holds("bob.gauthier@acme.example");
  });

  test("from the menu of the row", async () => {
    await here.window.openMenu("Bob Gauthier");
    await here.page.menuitem("Copy").click();
    await here.page.menuitem("Copy +1 418 555 0159").click();
    await here.program.clipboard.holds("+1 418 555 0159");
  });

  test("the second one of the menu, by Shift+F10", async () => {
    await here.page.press("ArrowDown", "Shift+F10");
    await here.page.menuitem("Copy 1059").focused();
    await here.page.press("ArrowDown", "Enter");
    await here.program.clipboard.holds("+1 418 555 0159");
    await here.window.grid.row("Bob Gauthier").focused();
  });

  test("the number, by Ctrl+C", async () => {
    await here.page.press("ArrowDown", "Control+c");
    await here.program.clipboard.holds("1059");
  });
});
