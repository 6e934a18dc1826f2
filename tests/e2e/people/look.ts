import { expect } from "vitest";
import type { Stage } from "./stage";

/** Walks through every state and fails where something cannot be read, or does not fit into the window. */
export async function look(here: Stage, tour: AsyncGenerator<string>): Promise<void> {
  for await (const state of tour) {
    await here.page.audit();
    expect(await outside(here), `what stands outside of the window in the state ${state}`).toEqual([]);
    expect(await squeezed(here), `what has no room in the state ${state}`).toEqual([]);
  }
}

/** Buttons and fields that a person would have to scroll sideways for. */
function outside(here: Stage): Promise<string[]> {
  return here.page.run(() => {
    const scope = Array.from(document.querySelectorAll('[role="alertdialog"], [role="dialog"], dialog')).at(
      -1,
    );
    const found = Array.from(
      (scope ?? document.body).querySelectorAll("button, input, select, textarea, summary, [role=tab]"),
    );
    const wide = document.documentElement.scrollWidth > innerWidth ? ["the page"] : [];
    const lost = found.filter((element) => {
      const { left, right, width } = element.getBoundingClientRect();
      const shown = width > 1 && element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
      return (
        shown && element.closest('[role="grid"], [role="table"]') === null && (left < 0 || right > innerWidth)
      );
    });
    return [...wide, ...lost.map((element) => element.outerHTML.slice(0, 120))];
  });
}

/** Texts that stand in a column with a word or two on a line, as nothing leaves them more room. */
function squeezed(here: Stage): Promise<string[]> {
  return here.page.run(() => {
    const lines = (text: HTMLElement) =>
      text.offsetHeight / Number.parseFloat(getComputedStyle(text).lineHeight);
    return Array.from(document.querySelectorAll("p"))
      .filter((text) => text.offsetWidth < 80 && lines(text) > 3)
      .map((text) => text.textContent);
  });
}
