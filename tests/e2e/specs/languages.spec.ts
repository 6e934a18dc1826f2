import { describe, test } from "vitest";
import { listen } from "../people/languages";
import { liveTour } from "../people/live-tour";
import { stage } from "../people/stage";
import { tour } from "../people/tour";

describe("Longer languages have room, others are read from right to left, and nothing stays English", () => {
  describe.each([
    { width: 1440, height: 900 },
    { width: 380, height: 720 },
  ])("in a window $width wide", ({ width, height }) => {
    const here = stage({ profile: "office", trial: true, screen: "1920x1200" });

    test("while people call and write", async () => {
      await here.program.resize(width, height);
      await listen(here, liveTour(here));
    });

    test("while contacts come and go", async () => {
      await here.window.rest();
      await listen(here, tour(here));
    });
  });
});
