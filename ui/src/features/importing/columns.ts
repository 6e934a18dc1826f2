// The columns of a file.
import type { FileColumn, Reading } from "../../host/host";

type Columns = Pick<Reading, "columns" | "targets">;

/** The name under which a column of unknown title is kept; the engine's own is the same. */
export function ownField(title: string, at: number): string {
  return title.split(/\s+/).filter(Boolean).join(" ") || `column ${at + 1}`;
}

/** Columns whose meaning is known: by their title, or as it was said by hand. */
export function knownColumns({ columns, targets }: Columns): FileColumn[] {
  return columns.filter(
    ({ known, target }) => known || (target.kind === "field" && targets.includes(target.field)),
  );
}

/** Nothing is known: it all has to be said by hand. */
export function noneKnown(reading: Columns): boolean {
  return reading.columns.length > 0 && knownColumns(reading).length === 0;
}

/** Whether a person should look at what the columns become. */
export function needLook(reading: Columns): boolean {
  const known = knownColumns(reading);
  return (
    noneKnown(reading) ||
    reading.columns.some((column) => column.target.kind === "field" && !known.includes(column))
  );
}
