import { expect, it } from "vitest";
import { partsOf } from "./names";

const shown = (text: string, names: string[]) =>
  partsOf(text, names)
    .map(({ text, name }) => (name ? `[${text}]` : text))
    .join("");

it("names are cut out where they stand", () => {
  expect(shown("To שלום · 555 1234", ["שלום", "555 1234"])).toBe("To [שלום] · [555 1234]");
});
it("one that stands alone, at the edge or twice loses and repeats nothing", () => {
  expect(shown("Bob", ["Bob"])).toBe("[Bob]");
  expect(shown("Bob asks Bob", ["Bob", "Bob"])).toBe("[Bob] asks [Bob]");
});
it("one that is not there, or empty, cuts nothing", () => {
  expect(shown("Waits for Bob", ["Eve", ""])).toBe("Waits for Bob");
});
