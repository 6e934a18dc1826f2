import { describe, expect, it } from "vitest";
import type { GridColumn, Row } from "../../host/host";
import { gridCommand, headCommand } from "./keys";
import { press as key } from "../../testing/keys";
import { arrange } from "./layout";
import { besideStop, callColumn, nearestStop, rowStops } from "./stops";

const columns: GridColumn[] = [
  { column: 0, title: "Name", kind: "name" },
  { column: 1, title: "Number", kind: "number" },
  { column: 2, title: "", kind: "favorite" },
  { column: null, title: "", kind: "personal" },
];
const shown = arrange(columns, undefined, "personal", false);
const row: Row = {
  id: 1,
  cells: [],
  favorite: true,
  editable: true,
  number: "1",
  callCell: 1,
  hasMenu: true,
};
const stops = (of: Row | undefined) => rowStops(shown, of).map(({ column, part }) => `${column}.${part}`);

describe("where the keyboard stands in a row", () => {
  it("is each cell, Call and its arrow, the star, pencil and bin", () => {
    expect(stops(row)).toEqual(["0.0", "1.0", "1.1", "2.0", "3.0", "3.1"]);
  });
  it("is each cell alone where there is nothing to press", () => {
    expect(stops({ ...row, number: null, hasMenu: false, editable: false })).toEqual([
      "0.0",
      "1.0",
      "2.0",
      "3.0",
    ]);
    expect(stops(undefined)).toEqual(["0.0", "1.0", "2.0", "3.0"]);
  });
  it("ends at both ends", () => {
    const all = rowStops(shown, row);
    expect(besideStop(all, { column: 0, part: 0 }, -1)).toEqual({ column: 0, part: 0 });
    expect(besideStop(all, { column: 1, part: 0 }, 1)).toEqual({ column: 1, part: 1 });
    expect(besideStop(all, { column: 3, part: 1 }, 1)).toEqual({ column: 3, part: 1 });
  });
  it("keeps its column in a row that has less to press", () => {
    const other = rowStops(shown, { ...row, hasMenu: false });
    expect(nearestStop(other, { column: 1, part: 1 })).toEqual({ column: 1, part: 0 });
  });
  it("Call moves to the first number that is shown when its column is hidden", () => {
    expect(callColumn(shown, { ...row, callCell: 99 })).toBe(1);
    expect(callColumn(shown, { ...row, number: null, hasMenu: false })).toBe(-1);
  });
});

describe("keys", () => {
  it("turn around where the script runs from right to left", () => {
    expect(gridCommand(key("ArrowRight"), true)).toEqual({ kind: "beside", step: -1 });
    expect(headCommand(key("ArrowLeft", { shiftKey: true }), true)).toEqual({ kind: "resize", step: 1 });
  });
  it("with a modifier that means nothing here keep their usual meaning", () => {
    expect(gridCommand(key("Home", { altKey: true }), false)).toBeNull();
  });
  it("copy by Ctrl+C", () => {
    expect(gridCommand(key("c", { ctrlKey: true }), false)).toEqual({ kind: "copyNumber" });
  });
  it("that are letters are typed in the search, those that are shortcuts of the window are not", () => {
    const typed = ["x", "É", "+", "4", "/", "?", " "].map((sign) => gridCommand(key(sign), false)?.kind);
    expect(typed).toEqual(["type", "type", "type", "type", undefined, undefined, "select"]);
  });
  it("write to somebody by Ctrl+M, and open their card by Alt+Enter", () => {
    expect(gridCommand(key("m", { ctrlKey: true }), false)).toEqual({ kind: "chat" });
    expect(gridCommand(key("Enter", { altKey: true }), false)).toEqual({ kind: "card" });
  });
  it("select by Space, further by Shift, all of them by Ctrl+A", () => {
    expect(gridCommand(key(" "), false)).toEqual({ kind: "select" });
    expect(gridCommand(key("ArrowUp", { shiftKey: true }), false)).toEqual({ kind: "stretch", by: -1 });
    expect(gridCommand(key("End", { shiftKey: true, ctrlKey: true }), false)).toEqual({
      kind: "stretch",
      by: "last",
    });
    expect(gridCommand(key("a", { ctrlKey: true }), false)).toEqual({ kind: "selectAll" });
  });
  it("at a head move the column with Ctrl and Shift, and widen it with Shift", () => {
    expect(headCommand(key("ArrowRight", { shiftKey: true, ctrlKey: true }), false)).toEqual({
      kind: "move",
      step: 1,
    });
    expect(headCommand(key("ArrowRight", { shiftKey: true }), false)).toEqual({ kind: "resize", step: 1 });
  });
});
