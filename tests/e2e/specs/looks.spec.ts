import { describe, expect, test } from "vitest";
import { look } from "../people/look";
import { stage } from "../people/stage";
import { tour } from "../people/tour";

describe("Imports, exports and restoration can be read by everyone", () => {
  describe("in the dark", () => {
    const here = stage();
    test("in each state", async () => {
      await here.window.theme("Dark");
      await look(here, tour(here));
    });
  });

  describe("in a narrow window", () => {
    const here = stage();
    test("in each state", async () => {
      await here.program.resize(380, 720);
      await look(here, tour(here));
    });
  });

  describe("at twice the size", () => {
    const here = stage({ env: { GDK_SCALE: "2" } });
    test("in each state", async () => {
      expect(await here.page.run(() => devicePixelRatio)).toBe(2);
      await look(here, tour(here));
    });
  });
});
