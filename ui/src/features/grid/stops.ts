// Where the keyboard can stand in a row. A cell is one stop; a cell with buttons has one for each of them.
import type { ColumnKind, Row } from "../../host/host";
import type { ShownColumn } from "./layout";

export interface Stop {
  /** Index into the shown columns. */
  column: number;
  /** Which button of the cell, from 0. */
  part: number;
}

/** Where the Call button of a row stands among the shown columns; -1 where it has none. */
export function callColumn(shown: readonly ShownColumn[], row: Row | undefined): number {
  if (row === undefined || (row.number === null && !row.hasMenu)) return -1;
  const at = shown.findIndex(({ cell }) => cell === row.callCell);
  return at >= 0 ? at : shown.findIndex(({ column }) => column.kind === "number");
}

/** Stops of a row: Call and its arrow, the star, pencil and bin. */
export function rowStops(shown: readonly ShownColumn[], row: Row | undefined): Stop[] {
  const call = callColumn(shown, row);
  return shown.flatMap(({ column }, index) => {
    const parts = index === call ? callParts(row) : partsOf(column.kind, row);
    return Array.from({ length: parts }, (_, part) => ({ column: index, part }));
  });
}

/** The stop beside this one; the same at either end. */
export function besideStop(stops: readonly Stop[], from: Stop, step: 1 | -1): Stop {
  const at = stops.findIndex((stop) => same(stop, from));
  return stops[Math.max(0, Math.min(stops.length - 1, at + step))] ?? from;
}

/** This stop where the row has it, else the first one of its column. */
export function nearestStop(stops: readonly Stop[], wanted: Stop): Stop {
  return (
    stops.find((stop) => same(stop, wanted)) ??
    stops.find((stop) => stop.column === wanted.column) ??
    stops[0] ?? { column: 0, part: 0 }
  );
}

function same(a: Stop, b: Stop): boolean {
  return a.column === b.column && a.part === b.part;
}

function callParts(row: Row | undefined): number {
  return row !== undefined && row.number !== null && row.hasMenu ? 2 : 1;
}

function partsOf(kind: ColumnKind, row: Row | undefined): number {
  return kind === "personal" && row?.editable === true ? 2 : 1;
}
