// The sizes that the keys of the zoom go through. Pure.

/** In percent. */
const steps = [50, 67, 75, 80, 90, 100, 110, 125, 150, 175, 200, 250, 300];

/** The next size that is larger or smaller, else the same; with 0 the usual one. */
export function zoomAfter(percent: number, step: 1 | -1 | 0): number {
  if (step === 0) return 100;
  const beyond = step === 1 ? steps.find((one) => one > percent) : steps.findLast((one) => one < percent);
  return beyond ?? percent;
}
