/// <reference lib="dom" />
import { expect } from "vitest";
import type { Stage } from "./stage";

/** Made from English: as long as a long language. */
export const LONG = "en-XA";
/** Made from English: written from right to left. */
export const TURNED = "ar-XB";

/** What people write on the way, and what addresses look like everywhere. */
const WRITTEN = ["Back at two, on the mobile until then", "https://"];

/** Changes the language of what is on screen, whatever is open. */
export async function speak(here: Stage, language: string): Promise<void> {
  await here.page.run(async (wanted: string) => {
    const { speak } = globalThis as unknown as { speak: (language: string) => void };
    speak(wanted);
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  }, language);
}

/** Walks through every state and fails where one of the languages that nobody speaks finds a fault. */
export async function listen(here: Stage, tour: AsyncGenerator<string>): Promise<void> {
  for await (const state of tour) {
    const before = await here.page.run(places);
    await speak(here, LONG);
    expect.soft(await here.page.run(hidden), `what cannot be read in the state ${state}`).toEqual([]);
    expect
      .soft(await here.page.run(foreign, WRITTEN), `what nobody translated in the state ${state}`)
      .toEqual([]);
    await speak(here, TURNED);
    expect
      .soft(await here.page.run(hidden), `what cannot be read from right to left in the state ${state}`)
      .toEqual([]);
    const turned = await here.page.run(places);
    await speak(here, "en");
    // Rows may have come meanwhile; and numbers are written from left to right everywhere.
    const order = new Set([...before, ...(await here.page.run(places))]);
    const wrong = turned.filter((row) => !order.has(row));
    expect.soft(wrong, `what is not turned in the state ${state}`).toEqual([]);
  }
}

/** Sentences of ours, by the brackets that each has, whose beginning or end is cut, covered or outside of the window. */
function hidden(): string[] {
  const found: string[] = [];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const front = Array.from(document.querySelectorAll("dialog[open], [role=menu]")).at(-1) ?? document.body;
  const shown = (element: Element) =>
    element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  const scrolls = (way: string) => way === "auto" || way === "scroll";

  /** Why nobody sees it; nothing where it can be seen, if need be after scrolling. */
  function fault(mark: DOMRect, text: Element, words: string): string | undefined {
    // What is cut may say all of it in a title.
    const whole = text.closest("[title]")?.getAttribute("title") ?? "";
    if (whole.includes(words)) return;
    let reachable = false;
    for (let around: Element | null = text; around !== null; around = around.parentElement) {
      const { overflowX, overflowY, clipPath } = getComputedStyle(around);
      // Said to screen readers alone.
      if (clipPath !== "none") return;
      const box = around.getBoundingClientRect();
      const [aside, beyond] = [
        mark.left < box.left - 1 || mark.right > box.right + 1,
        mark.top < box.top - 1 || mark.bottom > box.bottom + 1,
      ];
      if (
        aside &&
        scrolls(overflowX) &&
        around.matches("[role=grid], [role=table], [role=tablist], :has(> [role=table])")
      )
        return;
      if (around !== document.documentElement && around !== document.body) {
        if (aside && overflowX !== "visible" && !reachable) return "cut at its side";
        if (beyond && scrolls(overflowY)) reachable = true;
        else if (beyond && overflowY !== "visible" && !reachable && !around.matches("[role=grid] *"))
          return "cut above or below";
      }
    }
    if (mark.left < -1 || mark.right > innerWidth + 1) return "outside of the window";
    // A row shows its buttons over its words while one points at it.
    if (text.closest("[role=grid]") !== null) return;
    if (reachable || !front.contains(text) || mark.top < 0 || mark.bottom > innerHeight) return;
    const seen = document.elementFromPoint((mark.left + mark.right) / 2, (mark.top + mark.bottom) / 2);
    if (seen === null || text.contains(seen) || seen.contains(text) || !shown(seen)) return;
    return `covered by ${seen.outerHTML.slice(0, 80)}`;
  }

  for (let node = texts.nextNode(); node !== null; node = texts.nextNode()) {
    const text = node.parentElement;
    if (text === null || !shown(text)) continue;
    for (const { index } of (node.textContent ?? "").matchAll(/[⟦⟧]/g)) {
      const range = document.createRange();
      range.setStart(node, index);
      range.setEnd(node, index + 1);
      const why = fault(range.getBoundingClientRect(), text, (node.textContent ?? "").trim());
      if (why !== undefined) found.push(`${why}: ${node.textContent?.trim().slice(0, 80)}`);
    }
  }
  return [...new Set(found)];
}

/**
 * Words that are neither a sentence of ours nor what people and servers wrote. That stands in a direction of its own, in a cell or
 * in the title of a column; names of languages and keys are what they are; what was announced before is not said again.
 */
function foreign(written: string[]): string[] {
  const theirs =
    "bdi, [dir=auto], [role=gridcell], [role=cell], [role=columnheader], [aria-hidden=true], body [lang], [translate=no], kbd, " +
    "[aria-live], [role=status], [role=alert], script, style";
  const time = /([A-Z][a-z]{2} \d{1,2}(, \d{4})?(, )?)?(\d{1,2}:\d{2}\s?[AP]M)?/g;
  const rest = (text: string) =>
    written
      .reduce((left, data) => left.replaceAll(data, ""), text.replaceAll(/⟦[^⟧]*⟧/g, ""))
      .replaceAll(time, "")
      .trim();
  const found: string[] = [];
  for (const element of document.body.querySelectorAll("*")) {
    if (element.closest(theirs) !== null) continue;
    for (const name of ["aria-label", "title", "placeholder", "alt"]) {
      // A menu is named when it opens; a title may say in full what is cut.
      const said = element.matches("[role=menu]") ? "" : rest(element.getAttribute(name) ?? "");
      if (name === "title" && element.textContent.includes(said)) continue;
      if (/[a-z]{2}/i.test(said)) found.push(`${name}: ${said}`);
    }
    const own = Array.from(element.childNodes).filter((node) => node.nodeType === Node.TEXT_NODE);
    const said = rest(own.map(({ textContent }) => textContent).join(" "));
    if (/[a-z]{2}/i.test(said)) found.push(`${element.tagName.toLowerCase()}.${element.className}: ${said}`);
  }
  return [...new Set(found)];
}

/** The order of what stands side by side, from where one begins to read. */
function places(): string[] {
  const turned = document.documentElement.dir === "rtl";
  const orders: string[] = [];
  for (const row of document.body.querySelectorAll("*")) {
    if (
      getComputedStyle(row).direction !== (turned ? "rtl" : "ltr") ||
      row.closest("svg, [role=log]") !== null
    )
      continue;
    const boxes = Array.from(row.children, (child) => child.getBoundingClientRect());
    const [first] = boxes;
    const beside = boxes.every(
      ({ top, bottom, width }) =>
        first !== undefined && width > 1 && top < first.bottom && bottom > first.top,
    );
    if (boxes.length < 2 || !beside) continue;
    const begin = ({ left, right }: DOMRect) => (turned ? -right : left);
    const order = boxes.map((box, at) => [begin(box), at] as const).sort(([one], [other]) => one - other);
    orders.push(`${row.tagName.toLowerCase()}.${row.className}: ${order.map(([, at]) => at).join(" ")}`);
  }
  return orders;
}
