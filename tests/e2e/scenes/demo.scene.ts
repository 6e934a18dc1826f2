import { test } from "vitest";
import { Desktop } from "../desk/desktop";
import { Home } from "../people/home";
import { Program } from "../people/program";

test("people of the embedded stack are on screen", async () => {
  const path = process.env.PEOPLE_SHOT;
  if (path === undefined) throw new Error("PEOPLE_SHOT says where the picture goes");
  const desktop = await Desktop.start();
  const home = await Home.make();
  const program = await Program.start(desktop, home, { args: ["--try"] });
  await program.window.people();
  await program.picture(path);
  await program.quit();
  await desktop.stop();
  await home.remove();
});
