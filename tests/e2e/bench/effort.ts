/** Fewer runs: the same figures with more noise. */
export const QUICK = process.env.PEOPLE_BENCH_QUICK === "1";

/** How often something is done that is done `full` times without haste. */
export function times(full: number): number {
  return QUICK ? Math.max(1, Math.round(full / 5)) : full;
}

/** How many people a large company has. */
export const MANY = 100_000;
/** And a small one. */
export const FEW = 200;
