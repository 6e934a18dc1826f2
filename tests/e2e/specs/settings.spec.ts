import { describe, expect, test } from "vitest";
import { until } from "../desk/patience";
import { stage } from "../people/stage";

const here = stage();
const settings = () => here.page.dialog("Settings");
const close = async () => {
  await settings().button("Close").click();
  await settings().gone();
};
/** How much of the page there is room for, in its own pixels. */
const room = () => here.page.run(() => window.innerWidth);
const rowHeight = () =>
  here.page.run(
    () => document.querySelectorAll('[role="grid"] [role="row"]')[1]?.getBoundingClientRect().height ?? 0,
  );

describe("Settings", () => {
  test("the columns follow the profile", async () => {
    await here.page.columnheader("Nom de famille").appears();
    await here.window.profile("full");
    await here.page.columnheader("Company").appears();
    await here.page.columnheader("Nom de famille").gone();
    await here.window.people();
  });

  test("a profile that does not exist is explained, and the list stays", async () => {
    await here.window.settings("Directory");
    await settings().field("Profile").fill("nosuch");
    await settings().button("Use").click();
    await settings().shows("The server has no profile “nosuch”.");
    await here.page.audit();
    await close();
    await here.page.columnheader("Company").appears();
    await here.window.people();
  });

  test("rows can be closer together", async () => {
    const before = await rowHeight();
    await here.window.settings();
    await settings().field("Compact").click();
    await close();
    expect(await rowHeight()).toBeLessThan(before);
  });

  test("the width and order of columns outlive the program", async () => {
    const titles = () => here.page.role("columnheader").texts();
    const before = await titles();
    await here.page.columnheader("Number").click();
    await here.page.press("Control+Shift+ArrowRight");
    await here.page.role("status").shows("Number is now column 3");
    const after = await titles();
    expect(after).not.toEqual(before);
    await here.page.columnheader("Number").appears();
    await here.window.signOut();
    await here.restart();
    await here.window.askToSignIn({
      server: here.sandbox.url,
      username: here.sandbox.username,
      password: here.sandbox.password,
    });
    await here.window.people();
    expect(await titles()).toEqual(after);
  });

  test("the copy on this computer can be switched off and wiped", async () => {
    await here.window.settings("Directory");
    await settings().field("Keep a copy of the directory on this computer").click();
    await close();
    await here.window.settings("Directory");
    expect(await settings().field("Keep a copy of the directory on this computer").checked()).toBe(false);
    await close();
    expect(here.desktop.ask("grep", "-rlaF", "Wolkenstein", here.home.at("data")) ?? "").toBe("");
  });

  test("everything grows with the size that is chosen, and shrinks again", async () => {
    const before = await room();
    await here.window.settings();
    await settings().field("Size").select("200%");
    await until("half the room", async () => Math.abs((await room()) - before / 2) <= 1);
    await here.page.audit();
    await settings().field("Size").select("100%");
    await until("all the room", async () => (await room()) === before);
    await close();
  });

  test("each section can be reached by the arrows, and read", async () => {
    await here.window.settings();
    for (const name of ["Calls", "Notifications", "Desktop", "Directory", "About"] as const) {
      await here.page.press("ArrowDown");
      await settings().role("tabpanel", name).appears();
      await here.page.audit();
    }
    await close();
  });

  test("what this desktop cannot do is said where it would be chosen", async () => {
    await here.window.settings("Desktop");
    await settings().shows("This desktop has no tray.");
    await close();
  });

  test("the versions are named, and a report can be copied", async () => {
    await here.window.settings("About");
    await settings().shows("People");
    await settings().button("Copy report").click();
    await settings().shows("Copied");
    await close();
  });
});
