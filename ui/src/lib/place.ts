// Where something that floats stands, so that all of it is inside the window. Pure; pixels.

export interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}

export interface Size {
  width: number;
  height: number;
}

/** Where something stands in the window. */
export function boxOf(element: Element): Box {
  const { left, top, width, height } = element.getBoundingClientRect();
  return { left, top, width, height };
}

const gap = 4;
const edge = 8;

/** Under its anchor, or above where there is no room. */
export function placeBelow(
  anchor: Box,
  size: Size,
  window: Size,
  rtl: boolean,
): { left: number; top: number } {
  const left = rtl ? anchor.left + anchor.width - size.width : anchor.left;
  const below = anchor.top + anchor.height + gap;
  const above = anchor.top - gap - size.height;
  const top = below + size.height + edge <= window.height || above < edge ? below : above;
  return inside({ left, top }, size, window);
}

/** Beside its anchor, on the other side where there is no room. */
export function placeBeside(
  anchor: Box,
  size: Size,
  window: Size,
  rtl: boolean,
): { left: number; top: number } {
  const after = anchor.left + anchor.width + gap;
  const before = anchor.left - gap - size.width;
  const fitsAfter = after + size.width + edge <= window.width;
  const fitsBefore = before >= edge;
  const left = rtl ? (fitsBefore || !fitsAfter ? before : after) : fitsAfter || !fitsBefore ? after : before;
  return inside({ left, top: anchor.top - gap }, size, window);
}

function inside(at: { left: number; top: number }, size: Size, window: Size): { left: number; top: number } {
  return {
    left: Math.max(edge, Math.min(at.left, window.width - size.width - edge)),
    top: Math.max(edge, Math.min(at.top, window.height - size.height - edge)),
  };
}
