// The menu of a column's title.
import type { Sort, ViewLayout } from "../../host/host";
import type { MenuItem } from "../../lib/menu";
import { m } from "../../messages/generated/messages";
import { widthStep, type ShownColumn } from "./layout";

export interface ColumnDeeds {
  sort: (sort: Sort | null) => void;
  /** Moves it to the place with this index. */
  place: (column: ShownColumn, at: number) => void;
  /** By so many pixels. */
  widen: (column: ShownColumn, by: number) => void;
  /** Every column as it was at first. */
  reset: () => void;
}

interface Titled {
  column: ShownColumn;
  /** Its place among `count`. */
  at: number;
  count: number;
  layout: ViewLayout;
}

/** How much a press in the menu changes a width. */
const wideStep = 4 * widthStep;

export function columnItems({ column, at, count, layout }: Titled, deeds: ColumnDeeds): MenuItem[] {
  const { sort } = layout;
  const index = column.column.column;
  const items: MenuItem[] = [];
  if (index !== null && sortable(column)) {
    const by = (descending: boolean) => () => deeds.sort({ column: index, descending });
    items.push(
      { kind: "action", label: m.column_sort_up(), run: by(false) },
      { kind: "action", label: m.column_sort_down(), run: by(true) },
      { kind: "action", label: m.column_sort_reset(), disabled: sort === null, run: () => deeds.sort(null) },
      { kind: "separator" },
    );
  }
  const [earlier, later] = [() => deeds.place(column, at - 1), () => deeds.place(column, at + 1)];
  items.push(
    { kind: "action", label: m.column_earlier(), disabled: at === 0, run: earlier },
    { kind: "action", label: m.column_later(), disabled: at === count - 1, run: later },
    { kind: "action", label: m.column_widen(), run: () => deeds.widen(column, wideStep) },
    { kind: "action", label: m.column_narrow(), run: () => deeds.widen(column, -wideStep) },
    { kind: "separator" },
    { kind: "action", label: m.column_reset(), disabled: layout.columns.length === 0, run: deeds.reset },
  );
  return items;
}

export function sortable({ column }: ShownColumn): boolean {
  return column.column !== null && column.kind !== "personal";
}
