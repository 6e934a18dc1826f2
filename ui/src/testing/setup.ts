// What jsdom lacks of a window: layout, media queries and modal dialogs.
import { configure } from "@testing-library/svelte";
import { afterEach, beforeEach } from "vitest";
import { setLocale } from "../lib/locale.svelte";

// What is hidden here is not in the page at all, so nothing need be computed to leave it out.
configure({ defaultHidden: true, asyncUtilTimeout: 20_000 });

const windowHeight = 320;

Object.defineProperty(HTMLElement.prototype, "clientHeight", { configurable: true, get: () => windowHeight });
Element.prototype.scrollIntoView = () => undefined;
Element.prototype.setPointerCapture = () => undefined;

window.matchMedia = (query) =>
  ({
    matches: false,
    media: query,
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
  }) as unknown as MediaQueryList;

// No stylesheet of the page is loaded here, and jsdom's own takes most of a test's time.
const inline = document.createElement("bdi").style;
inline.display = "inline";
// A name in a sentence is a part of it: names of what is read out have no space around it.
window.getComputedStyle = (element) => (element.tagName === "BDI" ? inline : (element as HTMLElement).style);

document.title = "People";

HTMLCanvasElement.prototype.getContext = () => null;

HTMLDialogElement.prototype.showModal = function showModal() {
  this.open = true;
};
HTMLDialogElement.prototype.close = function close() {
  this.open = false;
};

beforeEach(() => setLocale("en"));
afterEach(() => document.documentElement.removeAttribute("data-theme"));
