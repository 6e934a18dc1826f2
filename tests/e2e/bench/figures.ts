import { appendFileSync } from "node:fs";

/** A figure taken often enough to have a middle and a tail; `bench/src/row.rs` has the same. */
export interface Figure {
  what: string;
  median: number;
  p95: number;
  unit: string;
  runs: number;
}

/** One line of the table, as `docs/performance.md` explains it. */
export interface Row {
  id: string;
  what: string;
  ours: Figure;
  anchor: Figure | null;
  ratio: number | null;
  goal: string;
  met: boolean;
}

/** The middle and the tail of what was measured; of nothing, zero. */
export function figure(what: string, unit: string, samples: readonly number[]): Figure {
  const sorted = samples.toSorted((one, other) => one - other);
  const at = (part: number) => sorted[Math.max(0, Math.ceil((sorted.length * part) / 100) - 1)] ?? 0;
  return { what, median: at(50), p95: at(95), unit, runs: sorted.length };
}

/** A row whose goal is a ratio of at most `most`: of the tails, or of the middles. */
export function atMost(
  id: string,
  what: string,
  { ours, anchor, most, of }: { ours: Figure; anchor: Figure; most: number; of: "median" | "p95" },
): Row {
  const ratio = ours[of] / anchor[of];
  return { id, what, ours, anchor, ratio, goal: `≤ ${most} ×`, met: ratio <= most };
}

/** Puts rows where the table is made of them: a line each in the file that `PEOPLE_BENCH_ROWS` names. */
export function tell(...rows: Row[]): void {
  for (const row of rows) {
    const line = JSON.stringify(row);
    const file = process.env.PEOPLE_BENCH_ROWS;
    if (file === undefined) console.log(line);
    else appendFileSync(file, `${line}\n`);
  }
}
