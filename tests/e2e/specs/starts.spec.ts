import { describe, expect, test } from "vitest";
import { Desktop } from "../desk/desktop";
import { PATIENCE } from "../desk/patience";
import { Home } from "../people/home";
import { Program } from "../people/program";

const STARTS = 40;

describe("Starting", () => {
  test(
    `the window is painted ${STARTS} times out of ${STARTS}`,
    async () => {
      const desktop = await Desktop.start();
      const home = await Home.make();
      for (let start = 1; start <= STARTS; start++) {
        const program = await Program.start(desktop, home);
        await program.page.button("Sign in").appears();
        // A frame that is drawn, not just laid out: the page answers two animation frames, and the display has colours.
        await program.page.run(
          () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
        );
        const colours = desktop.ask("import", "-silent", "-window", "root", "-format", "%k", "info:-");
        expect(Number(colours), `colours on the display at start ${start}`).toBeGreaterThan(16);
        await program.quit();
      }
      await desktop.stop();
      await home.remove();
    },
    STARTS * PATIENCE,
  );
});
