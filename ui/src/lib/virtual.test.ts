import { describe, expect, it } from "vitest";
import { rangeInView, rowsOnPage, scrollToRow } from "./virtual";

describe("the range in view", () => {
  it("holds what fits and the overscan on both sides", () => {
    expect(rangeInView({ top: 400, height: 200, row: 40, total: 1000 }, 3)).toEqual({ start: 7, end: 18 });
  });
  it("ends with the list", () => {
    expect(rangeInView({ top: 3_999_800, height: 200, row: 40, total: 100_000 }, 8).end).toBe(100_000);
  });
  it("is empty for an empty list and before anything is measured", () => {
    expect(rangeInView({ top: 0, height: 600, row: 40, total: 0 }, 8)).toEqual({ start: 0, end: 0 });
    expect(rangeInView({ top: 0, height: 600, row: 0, total: 9 }, 8)).toEqual({ start: 0, end: 0 });
  });
  it("is no larger for a hundred thousand rows than for a hundred", () => {
    for (const top of [0, 40, 41, 1_999_999, -50, 9e9]) {
      const { start, end } = rangeInView({ top, height: 600, row: 40, total: 100_000 }, 8);
      expect(end - start).toBeLessThanOrEqual(15 + 1 + 16);
      expect(start).toBeGreaterThanOrEqual(0);
    }
  });
});

describe("scrolling to a row", () => {
  const view = { top: 100, height: 200, row: 40 };
  it("stays where the row is wholly in view", () => expect(scrollToRow(4, view)).toBe(100));
  it("goes up to a row above", () => expect(scrollToRow(1, view)).toBe(40));
  it("goes down so far that a row below is the last", () => expect(scrollToRow(9, view)).toBe(200));
});

it("a page is at least one row", () => {
  expect(rowsOnPage(20, 40)).toBe(1);
  expect(rowsOnPage(600, 40)).toBe(15);
});
