import { expect, it } from "vitest";
import { piecesOf } from "./pieces";

const joined = (text: string, links: [number, number][]) =>
  piecesOf({ text, links })
    .map((piece) => piece.text)
    .join("");

it("links stand between plain text", () => {
  const text = "See https://a.example, please";
  expect(piecesOf({ text, links: [[4, 21]] })).toEqual([
    { text: "See ", link: false },
    { text: "https://a.example", link: true },
    { text: ", please", link: false },
  ]);
});

it("nothing of a message is lost or doubled by links that make no sense", () => {
  for (const links of [
    [[2, 2]],
    [[5, 99]],
    [
      [4, 6],
      [5, 7],
    ],
    [
      [6, 8],
      [0, 2],
    ],
    [[3, 1]],
  ] as [number, number][][]) {
    expect(joined("0123456789", links)).toBe("0123456789");
  }
});

it("an empty message has no pieces", () => expect(piecesOf({ text: "", links: [] })).toEqual([]));
