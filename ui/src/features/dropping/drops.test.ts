import { beforeEach, expect, it, vi } from "vitest";
import { Drops } from "./drops.svelte";

const one = vi.fn<(path: string) => void>();
const several = vi.fn();
let free: boolean;
let drops: Drops;

beforeEach(() => {
  free = true;
  one.mockReset();
  several.mockReset();
  drops = new Drops({ may: () => free, one, several });
});

it("a file over the window is invited until it leaves or is let go", () => {
  drops.update({ kind: "over" });
  expect(drops.over).toBe(true);
  drops.update({ kind: "left" });
  expect(drops.over).toBe(false);
  drops.update({ kind: "over" });
  drops.update({ kind: "files", paths: ["a.csv"] });
  expect([drops.over, one.mock.calls]).toEqual([false, [["a.csv"]]]);
});

it("several files at once are none", () => {
  drops.update({ kind: "files", paths: ["a.csv", "b.csv"] });
  expect([one.mock.calls.length, several.mock.calls.length]).toEqual([0, 1]);
});

it("what is no file does nothing", () => {
  drops.update({ kind: "files", paths: [] });
  expect([one.mock.calls.length, several.mock.calls.length]).toEqual([0, 0]);
});

it("nothing is taken while something else is open", () => {
  free = false;
  drops.update({ kind: "over" });
  drops.update({ kind: "files", paths: ["a.csv"] });
  expect([drops.over, one.mock.calls.length]).toEqual([false, 0]);
});
