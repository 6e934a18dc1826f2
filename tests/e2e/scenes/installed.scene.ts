import { afterAll, beforeAll, expect, test } from "vitest";
import { Desktop } from "../desk/desktop";
import { ask } from "../desk/process";
import { Home } from "../people/home";
import { Program } from "../people/program";

let desktop: Desktop;
let home: Home;
let program: Program;

beforeAll(async () => {
  desktop = await Desktop.start();
  home = await Home.make();
  program = await Program.start(desktop, home, { args: ["--try"] });
});

afterAll(async () => {
  await program.quit();
  await desktop.stop();
  await home.remove();
});

test("the installed program opens its window, under the name of its entry", async () => {
  await program.window.people();
  const window = await desktop.window("People");
  expect(desktop.ask("xprop", "-id", window, "WM_CLASS")).toContain('"people"');
});

test("a phone link that is opened anywhere reaches it", async () => {
  // The system's own: a home has one that only notes what it is asked.
  expect(ask("/usr/bin/xdg-open", ["tel:+1-555-0100"], { ...desktop.env, ...home.env })).toBe("");
  await program.page.alertdialog("Call +1-555-0100?").appears();
});
