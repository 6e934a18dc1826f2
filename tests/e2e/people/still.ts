/// <reference lib="dom" />
import type { Stage } from "./stage";

/**
 * Keeps what is shown from changing with the day: every time of day reads 10:42, the server has the name of one, and nothing moves
 * or blinks. Holds until the page is loaded anew.
 */
export async function still(here: Stage): Promise<void> {
  await here.page.run(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(
      "*, ::before, ::after { animation: none !important; transition: none !important; caret-color: transparent !important; }" +
        // A bar that shows where one scrolled to fades when it likes.
        "::-webkit-scrollbar { display: none; }",
    );
    document.adoptedStyleSheets.push(sheet);

    const settle = (text: string) =>
      text
        .replaceAll(/127\.0\.0\.1(?::\d+)?/g, "wazo.acme.example")
        .replaceAll(/\b\d{1,2}:\d{2}(?::\d{2})?(?:\s?[AP]M)?\b/g, "10:42");
    function settleIn(node: Node): void {
      const texts = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
      for (let text: Node | null = texts.currentNode; text !== null; text = texts.nextNode()) {
        const settled = settle(text.nodeValue ?? "");
        if (text.nodeType === Node.TEXT_NODE && settled !== text.nodeValue) text.nodeValue = settled;
      }
    }
    settleIn(document.body);
    // Before anything is painted, a change is settled too.
    new MutationObserver((changes) =>
      changes.forEach(({ target, addedNodes }) => [target, ...addedNodes].forEach(settleIn)),
    ).observe(document.body, { subtree: true, childList: true, characterData: true });
  });
}
