import { test } from "vitest";
import { Desktop } from "../desk/desktop";
import { Home } from "../people/home";
import { Program } from "../people/program";

test("the installed program opens its window, under the name of its entry", async ({ expect }) => {
  const desktop = await Desktop.start();
  const home = await Home.make();
  const program = await Program.start(desktop, home, { args: ["--try"] });
  await program.window.people();
  const window = await desktop.window("People");
  expect(desktop.ask("xprop", "-id", window, "WM_CLASS")).toContain('"people"');
  await program.quit();
  await desktop.stop();
  await home.remove();
});
