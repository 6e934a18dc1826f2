// The columns of a file.
import type { Reading } from "../../host/host";

/** The name under which a column of unknown title is kept; the engine's own is the same. */
export function ownField(title: string, at: number): string {
  return title.split(/\s+/).filter(Boolean).join(" ") || `column ${at + 1}`;
}

/** Whether a person should look at what the columns become. */
export function needLook({ columns }: Reading): boolean {
  return columns.some(({ known, target }) => !known && target.kind === "field") || noneKnown({ columns });
}

/** Nothing was recognised: it all has to be said by hand. */
export function noneKnown({ columns }: Pick<Reading, "columns">): boolean {
  return columns.length > 0 && columns.every(({ known }) => !known);
}
