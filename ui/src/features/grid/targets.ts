// What an event in the grid was about.
import type { Box } from "../../lib/place";

/** The index of the row that a click or the focus went into. */
export function rowIndexOf(target: EventTarget | null): number | null {
  const row = target instanceof Element ? target.closest<HTMLElement>("[data-row]") : null;
  return row === null ? null : Number(row.dataset["row"]);
}

/** Where a menu opens that belongs to this. */
export function anchorOf(target: EventTarget | null, otherwise: Element): Box {
  const element = target instanceof Element ? target : otherwise;
  const { left, top, width, height } = element.getBoundingClientRect();
  return { left, top, width, height };
}

/** Enter and Space press it; they mean nothing else there. */
export function isControl(target: EventTarget | null): boolean {
  return target instanceof HTMLButtonElement || target instanceof HTMLInputElement;
}
