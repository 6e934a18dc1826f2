// What the tables of a plan and of a report have in common.

export interface TableColumn<Row> {
  key: string;
  title: string;
  /** The CSS grid track. */
  track: string;
  /** Its least width in rem. */
  least: number;
  text: (row: Row) => string;
  tone?: "quiet" | "bad";
}

/** Beyond that a cell says no more; the whole text is as long as the server takes. */
const longest = 200;

export function clipped(text: string): string {
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}

export function lineColumn<Row extends { line: number }>(title: string): TableColumn<Row> {
  return { key: "line", title, track: "5rem", least: 5, text: ({ line }) => String(line), tone: "quiet" };
}

export function tracksOf(columns: readonly TableColumn<never>[]): string {
  return columns.map(({ track }) => track).join(" ");
}

export function leastOf(columns: readonly TableColumn<never>[]): string {
  return `${columns.reduce((sum, { least }) => sum + least, 0)}rem`;
}
