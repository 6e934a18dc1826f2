import { describe, expect, it } from "vitest";
import type { ColumnKind, GridColumn, ViewLayout } from "../../host/host";
import { arrange, endsOf, keysOf, leastWidth, mostWidth, move, nextSort, resize } from "./layout";

const column = (kind: ColumnKind, title = "", index: number | null = 0): GridColumn => ({
  column: index,
  title,
  kind,
});
const columns = [
  column("name", "Nom", 0),
  column("number", "Numéro", 1),
  column("text", "Bureau", 2),
  column("text", "Bureau", 3),
  column("number", "Mobile", 4),
  column("agent", "", 5),
  column("favorite", "", null),
  column("personal", "", null),
];
const usual: ViewLayout = { view: "all", columns: [], sort: null };
const cells = (layout: ViewLayout | undefined, view: "all" | "personal" = "all", narrow = false) =>
  arrange(columns, layout, view, narrow).map(({ cell }) => cell);

describe("columns", () => {
  it("stand as the server gives them, pencil and bin in the own contacts only", () => {
    expect(cells(undefined)).toEqual([0, 1, 2, 3, 4, 5, 6]);
    expect(cells(undefined, "personal")).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  });
  it("of one title and kind are told apart", () => {
    expect(new Set(keysOf(columns)).size).toBe(columns.length);
  });
  it("are moved and stay moved", () => {
    const moved = move(usual, arrange(columns, usual, "all", false), "number:Mobile", 1);
    expect(cells(moved)).toEqual([0, 4, 1, 2, 3, 5, 6]);
  });
  it("that are new come last, those that are gone are forgotten", () => {
    const kept = {
      ...usual,
      columns: [
        { key: "text:Étage", width: 99 },
        { key: "number:Mobile", width: null },
      ],
    };
    expect(cells(kept)).toEqual([4, 0, 1, 2, 3, 5, 6]);
  });
  it("a narrow window keeps the name, the number and what can be pressed", () => {
    expect(cells(undefined, "personal", true)).toEqual([0, 1, 6, 7]);
  });
  it("with a star, pencil and bin stay at the end edge, one beside the other", () => {
    const shown = arrange(columns, usual, "personal", false);
    const ends = shown.map(({ end }) => end);
    expect(ends).toEqual([null, null, null, null, null, null, "calc(5rem)", "0px"]);
    expect(endsOf(shown)).toBe("calc(3.5rem + 5rem)");
  });
  it("of the stock display fit a window of 1080 px, pencil and bin too", () => {
    const kinds: ColumnKind[] = ["name", "text", "text", "number", "number", "favorite", "email", "personal"];
    const shown = arrange(
      kinds.map((kind, at) => column(kind, kind, at)),
      usual,
      "personal",
      false,
    );
    const least = shown.reduce((sum, one) => sum + parseFloat(one.least), 0);
    expect(least * 16).toBeLessThanOrEqual(1080);
  });
  it("keep a width within what can be read", () => {
    const shown = arrange(columns, usual, "all", false);
    expect(resize(usual, shown, "name:Nom", 1).columns[0]?.width).toBe(leastWidth);
    expect(resize(usual, shown, "name:Nom", 1e6).columns[0]?.width).toBe(mostWidth);
    const wide = resize(usual, shown, "name:Nom", 300.4);
    expect(arrange(columns, wide, "all", false)[0]?.track).toBe("300px");
    expect(resize(wide, shown, "name:Nom", null).columns[0]?.width).toBeNull();
  });
});

it("a head is pressed for up, down and the usual order", () => {
  const up = nextSort(null, 2);
  expect(up).toEqual({ column: 2, descending: false });
  expect(nextSort(up, 2)).toEqual({ column: 2, descending: true });
  expect(nextSort({ column: 2, descending: true }, 2)).toBeNull();
  expect(nextSort(up, 1)).toEqual({ column: 1, descending: false });
});
