import { expect, it } from "vitest";
import { mostPainted, piecesOf } from "./marks";

const shown = (text: string, marks: [number, number][]) =>
  piecesOf(text, marks)
    .map(({ text, marked }) => (marked ? `[${text}]` : text))
    .join("");

it("a text is cut where words were found", () => {
  expect(shown("Bélanger Alicia", [[9, 12]])).toBe("Bélanger [Ali]cia");
});
it("marks that overlap, touch or are out of order lose and repeat nothing", () => {
  expect(
    shown("abcdef", [
      [3, 5],
      [0, 2],
      [1, 4],
    ]),
  ).toBe("[ab][cd][e]f");
});
it("marks beyond the text are cut", () => expect(shown("ab", [[1, 99]])).toBe("a[b]"));
it("a name of ten thousand characters is painted in part", () => {
  const text = piecesOf("x".repeat(10_000), [[0, 3]])
    .map((piece) => piece.text)
    .join("");
  expect(text).toHaveLength(mostPainted + 1);
});
