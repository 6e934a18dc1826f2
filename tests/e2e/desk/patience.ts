import { setTimeout as pause } from "node:timers/promises";

/** How long a state may take to come, in milliseconds. The one time limit of these tests; a slow machine may stretch it. */
export const PATIENCE = Number(process.env.PEOPLE_E2E_PATIENCE ?? 45_000);

/** Asks again and again until the answer is neither undefined nor false, and gives that answer. */
export async function until<T>(
  what: string,
  ask: () => Promise<T | undefined | false> | T | undefined | false,
): Promise<T> {
  const deadline = performance.now() + PATIENCE;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined && answer !== false) return answer;
    if (performance.now() > deadline) throw new Error(`waited in vain: ${what}`);
    await pause(20);
  }
}
