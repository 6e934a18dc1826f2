import { describe, expect, it } from "vitest";
import {
  highest,
  keyScroll,
  rangeInView,
  rowsOnPage,
  scaleOf,
  scrollToRow,
  scrollTopOf,
  topOf,
} from "./virtual";

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

describe("a list that is higher than an element can be", () => {
  const view = { height: 320, row: 33, total: 1_000_000 };
  const scale = scaleOf(view);
  it("is as high as it may be, and no higher", () => expect(scale.element).toBe(highest));
  it("begins with the first row and ends with the last", () => {
    expect(topOf(0, scale)).toBe(0);
    const range = rangeInView({ ...view, top: topOf(highest - view.height, scale) }, 0);
    expect(range).toEqual({ start: 999_990, end: 1_000_000 });
  });
  it("shows every row somewhere: one pixel of scrolling is less than a row", () => {
    for (const at of [0, 1_000, 8_000_000, scale.way - 1]) {
      expect(topOf(at + 1, scale) - topOf(at, scale)).toBeLessThan(view.row);
    }
  });
  it("comes back to where it was", () => {
    for (const top of [0, 33, 16_500_000, scale.fullWay]) {
      expect(topOf(scrollTopOf(top, scale), scale)).toBeCloseTo(top, 3);
    }
  });
  it("stays within its ends, however far an element is pulled", () => {
    expect([topOf(-80, scale), topOf(9e9, scale)]).toEqual([0, scale.fullWay]);
    expect([scrollTopOf(-80, scale), scrollTopOf(9e9, scale)]).toEqual([0, scale.way]);
  });
  it("that is not, scrolls pixel by pixel", () => {
    const plain = scaleOf({ ...view, total: 1_000 });
    expect([plain.element, topOf(1_234, plain), scrollTopOf(1_234, plain)]).toEqual([33_000, 1_234, 1_234]);
  });
  it("that fits, does not scroll", () => {
    const short = scaleOf({ ...view, total: 3 });
    expect([topOf(10, short), scrollTopOf(10, short)]).toEqual([0, 0]);
  });
});

describe("a key", () => {
  const view = { top: 330_000, height: 320, row: 33, total: 1_000_000 };
  it("goes to the first and to the last row", () => {
    expect([keyScroll("table.first", view), keyScroll("table.last", view)]).toEqual([0, 33_000_000 - 320]);
  });
  it("goes a page, and leaves a row of it in view", () => {
    expect([keyScroll("table.pageDown", view), keyScroll("table.pageUp", view)]).toEqual([
      330_000 + 8 * 33,
      330_000 - 8 * 33,
    ]);
  });
  it("goes a row, and never past an end", () => {
    expect(keyScroll("table.down", view)).toBe(330_033);
    expect(keyScroll("table.up", { ...view, top: 10 })).toBe(0);
    expect(keyScroll("table.pageDown", { ...view, total: 4 })).toBe(0);
  });
  it("that is not about scrolling is left alone", () => expect(keyScroll("menu.close", view)).toBeNull());
});
