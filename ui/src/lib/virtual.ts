// Which rows a scrolled list has to hold. Pure.

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
