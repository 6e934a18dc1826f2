import { expect, it } from "vitest";
import { placeBelow, placeBeside } from "./place";

const room = { width: 1000, height: 700 };
const size = { width: 200, height: 300 };

it("a menu opens under its anchor", () => {
  expect(placeBelow({ left: 100, top: 100, width: 90, height: 28 }, size, room, false)).toEqual({
    left: 100,
    top: 132,
  });
});
it("it opens above where there is no room below", () => {
  expect(placeBelow({ left: 100, top: 600, width: 90, height: 28 }, size, room, false).top).toBe(296);
});
it("a submenu changes sides at the edge of the window", () => {
  const anchor = { left: 780, top: 100, width: 200, height: 32 };
  expect(placeBeside(anchor, size, room, false).left).toBe(576);
  expect(placeBeside({ ...anchor, left: 100 }, size, room, false).left).toBe(304);
  expect(placeBeside({ ...anchor, left: 500 }, size, room, true).left).toBe(296);
});
it("all of a menu is inside the window wherever it is asked for", () => {
  for (const left of [-50, 0, 500, 990, 2000]) {
    for (const top of [-50, 0, 350, 690, 2000]) {
      for (const place of [placeBelow, placeBeside]) {
        const at = place({ left, top, width: 0, height: 0 }, size, room, false);
        expect(at.left).toBeGreaterThanOrEqual(8);
        expect(at.top).toBeGreaterThanOrEqual(8);
        expect(at.left + size.width).toBeLessThanOrEqual(room.width - 8);
        expect(at.top + size.height).toBeLessThanOrEqual(room.height - 8);
      }
    }
  }
});
