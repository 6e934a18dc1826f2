import { describe, expect, test } from "vitest";
import { liveTour } from "../people/live-tour";
import { look } from "../people/look";
import { stage } from "../people/stage";

describe("Calls, transfers and conversations can be read by everyone", () => {
  describe("in the dark", () => {
    const here = stage({ profile: "office" });
    test("in each state", async () => {
      await here.window.theme("Dark");
      await look(here, liveTour(here));
    });
  });

  describe("in a narrow window", () => {
    const here = stage({ profile: "office" });
    test("in each state", async () => {
      await here.program.resize(380, 720);
      await look(here, liveTour(here));
    });
  });

  describe("at twice the size", () => {
    const here = stage({ profile: "office", env: { GDK_SCALE: "2" } });
    test("in each state", async () => {
      expect(await here.page.run(() => devicePixelRatio)).toBe(2);
      await look(here, liveTour(here));
    });
  });
});
