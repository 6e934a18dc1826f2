// How the columns of a view stand: which, in what order, how wide. Pure; what the person chose is a ViewLayout.
import type { ColumnKind, GridColumn, Sort, View, ViewLayout } from "../../host/host";

/** A column as it stands in the grid. */
export interface ShownColumn {
  /** Index into a row's cells. */
  cell: number;
  column: GridColumn;
  key: string;
  /** A track of CSS grid, and the least that it takes. */
  track: string;
  least: string;
  /** How far from the end edge it stays when the rest is scrolled under it; null for what scrolls. */
  end: string | null;
}

/** Narrower than this a column cannot be read. */
export const leastWidth = 48;
export const mostWidth = 960;
/** Pixels that a key press makes a column wider. */
export const widthStep = 16;

/** The least width of a column, and its share of what is left. */
interface Track {
  least: string;
  share: number;
}
const tracks: Record<ColumnKind, Track> = {
  name: { least: "11.5rem", share: 2 },
  number: { least: "12rem", share: 1.2 },
  callable: { least: "8.5rem", share: 1 },
  voicemail: { least: "6rem", share: 0.8 },
  email: { least: "11rem", share: 2.2 },
  text: { least: "7rem", share: 1 },
  agent: { least: "4rem", share: 0 },
  favorite: { least: "3.5rem", share: 0 },
  personal: { least: "5rem", share: 0 },
};
/** Only the first number has the Call button. */
const furtherNumber: Track = { least: "9.5rem", share: 1 };
const narrowTracks: Partial<Record<ColumnKind, Track>> = {
  name: { least: "6rem", share: 1 },
  number: { least: "8.5rem", share: 0.4 },
  favorite: { least: "2.5rem", share: 0 },
  personal: { least: "4.5rem", share: 0 },
};

/** A column's name across sessions: kind and title, counted where two are the same. */
export function keysOf(columns: readonly GridColumn[]): string[] {
  const seen = new Map<string, number>();
  return columns.map(({ kind, title }) => {
    const name = `${kind}:${title}`;
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    return count === 1 ? name : `${name}#${count}`;
  });
}

/**
 * The columns in the person's order, new ones where the server has them last.
 * A narrow window keeps the first name and number and what can be pressed; the rest is in the row's menu.
 */
export function arrange(
  columns: readonly GridColumn[],
  layout: ViewLayout | undefined,
  view: View,
  narrow: boolean,
): ShownColumn[] {
  const keys = keysOf(columns);
  const chosen = new Map((layout?.columns ?? []).map((column, place) => [column.key, { ...column, place }]));
  const all = columns.map((column, cell) => {
    const key = keys[cell] ?? "";
    return { cell, column, key, chosen: chosen.get(key) };
  });
  all.sort(
    (a, b) => (a.chosen?.place ?? columns.length + a.cell) - (b.chosen?.place ?? columns.length + b.cell),
  );
  const firstNumber = columns.findIndex(({ kind }) => kind === "number");
  const seen = new Set<ColumnKind>();
  const shown = all
    .filter(({ column }) => column.kind !== "personal" || view === "personal")
    .filter(({ column: { kind } }) => {
      if (!narrow) return true;
      const first = !seen.has(kind);
      seen.add(kind);
      return first && narrowTracks[kind] !== undefined;
    })
    .map(({ cell, column, key, chosen: mine }) => {
      const further = column.kind === "number" && cell !== firstNumber;
      const wide = further ? furtherNumber : tracks[column.kind];
      const usual = narrow ? (narrowTracks[column.kind] ?? wide) : wide;
      const width = narrow ? null : (mine?.width ?? null);
      if (width !== null) return { cell, column, key, track: `${width}px`, least: `${width}px` };
      const { least, share } = usual;
      return { cell, column, key, track: share === 0 ? least : `minmax(${least}, ${share}fr)`, least };
    });
  return shown.map((one, at) => ({
    ...one,
    end: staysAtEnd(one.column.kind) ? sum(shown.slice(at + 1)) : null,
  }));
}

/** The width that the columns at the end edge cover. */
export function endsOf(shown: readonly ShownColumn[]): string {
  return sum(shown);
}

/** A column moved among those that are shown. */
export function move(
  layout: ViewLayout,
  shown: readonly ShownColumn[],
  key: string,
  place: number,
): ViewLayout {
  const order = shown.map((column) => column.key).filter((one) => one !== key);
  order.splice(Math.max(0, Math.min(place, order.length)), 0, key);
  return { ...layout, columns: order.map((one) => ({ key: one, width: widthOf(layout, one) })) };
}

/** A column made as wide as this, in CSS pixels; null: by itself. */
export function resize(
  layout: ViewLayout,
  shown: readonly ShownColumn[],
  key: string,
  width: number | null,
): ViewLayout {
  const fitting = width === null ? null : Math.round(Math.max(leastWidth, Math.min(width, mostWidth)));
  const columns = shown.map((column) => ({
    key: column.key,
    width: column.key === key ? fitting : widthOf(layout, column.key),
  }));
  return { ...layout, columns };
}

/** The order after a press on a column's head: up, down, then the usual one. */
export function nextSort(sort: Sort | null, column: number): Sort | null {
  if (sort?.column !== column) return { column, descending: false };
  return sort.descending ? null : { column, descending: true };
}

function staysAtEnd(kind: ColumnKind): boolean {
  return kind === "favorite" || kind === "personal";
}

/** The widths of those that stay at the end edge. */
function sum(columns: readonly Pick<ShownColumn, "column" | "least">[]): string {
  const widths = columns.filter(({ column }) => staysAtEnd(column.kind)).map(({ least }) => least);
  return widths.length === 0 ? "0px" : `calc(${widths.join(" + ")})`;
}

function widthOf(layout: ViewLayout, key: string): number | null {
  return layout.columns.find((column) => column.key === key)?.width ?? null;
}
