// Which rows a scrolled list has to hold, and where they stand. Pure.
import type { BindingId } from "../keys";

export interface Scrolled {
  /** Pixels above the viewport. */
  top: number;
  /** Height of the viewport in pixels. */
  height: number;
  /** Height of a row in pixels. */
  row: number;
  /** Rows in all. */
  total: number;
}

export interface Range {
  start: number;
  /** One past the last. */
  end: number;
}

/** The rows in view, with `overscan` more at each side. */
export function rangeInView({ top, height, row, total }: Scrolled, overscan: number): Range {
  if (total <= 0 || row <= 0) return { start: 0, end: 0 };
  const first = Math.floor(Math.max(0, top) / row);
  const last = Math.ceil((Math.max(0, top) + Math.max(0, height)) / row);
  const start = Math.min(Math.max(0, first - overscan), total);
  return { start, end: Math.max(start, Math.min(total, last + overscan)) };
}

/** Rows that fit wholly, at least one: what Page Down moves by. */
export function rowsOnPage(height: number, row: number): number {
  return row <= 0 ? 1 : Math.max(1, Math.floor(height / row));
}

/** Where to scroll so that a row is wholly in view; the same place when it is. */
export function scrollToRow(index: number, { top, height, row }: Omit<Scrolled, "total">): number {
  const start = index * row;
  if (start < top) return start;
  if (start + row > top + height) return start + row - height;
  return top;
}

/** WebKit has no element higher than 2²⁵ pixels; what is below is cut off. */
export const highest = 16_000_000;

/** A list that may be higher than an element can be: it scrolls through less height than it has. */
export interface Scale {
  /** Height of the element in pixels. */
  element: number;
  /** How far the element scrolls. */
  way: number;
  /** How far the list would scroll at its full height. */
  fullWay: number;
}

export function scaleOf({ height, row, total }: Omit<Scrolled, "top">): Scale {
  const full = Math.max(0, total * row);
  const element = Math.min(full, highest);
  return { element, way: Math.max(0, element - height), fullWay: Math.max(0, full - height) };
}

/** What stands at the viewport's upper edge, in the list's full height. */
export function topOf(scrollTop: number, { way, fullWay }: Scale): number {
  if (way === 0) return 0;
  const scrolled = Math.min(Math.max(0, scrollTop), way);
  return way === fullWay ? scrolled : (scrolled / way) * fullWay;
}

/** How far the element is scrolled where that stands at the upper edge. */
export function scrollTopOf(top: number, { way, fullWay }: Scale): number {
  if (fullWay === 0) return 0;
  const wanted = Math.min(Math.max(0, top), fullWay);
  return way === fullWay ? wanted : (wanted / fullWay) * way;
}

/** Where a key of the table scrolls to, in the list's full height; null for a key that does not scroll. */
export function keyScroll(key: BindingId, { top, height, row, total }: Scrolled): number | null {
  const page = rowsOnPage(height - row, row) * row;
  const end = Math.max(0, total * row - height);
  const within = (wanted: number) => Math.min(Math.max(0, wanted), end);
  switch (key) {
    case "table.first":
      return 0;
    case "table.last":
      return end;
    case "table.pageUp":
      return within(top - page);
    case "table.pageDown":
      return within(top + page);
    case "table.up":
      return within(top - row);
    case "table.down":
      return within(top + row);
    default:
      return null;
  }
}
