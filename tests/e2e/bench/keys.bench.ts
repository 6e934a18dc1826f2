import { test } from "vitest";
import type { Stage } from "../people/stage";
import { QUICK, times } from "./effort";
import { atMost, figure, tell } from "./figures";
import { awaitKey, calm, painted } from "./in-page";
import { twoCompanies } from "./two-companies";

/** Names that are there however few people are, a number, and a typing error. */
const WORDS = ["tremblay", "lefevre e", "belanger", "wisniewski", "garcia lo", "1044", "gauthire", "smith"];
/** The same figure at most, in milliseconds: three frames. */
const MOST = 50;
const PATIENCE = 5_000;

const { many, few } = twoCompanies();

/** Types a word as a hand does, and gives the milliseconds that each letter took to show its rows. */
async function type(word: string, { page, window }: Stage): Promise<number[]> {
  await window.search("");
  await page.run(calm, 300);
  const took: number[] = [];
  for (const letter of word) {
    // A space alone finds nobody else.
    if (letter === " ") {
      await page.type(letter);
      continue;
    }
    await page.run(awaitKey, PATIENCE);
    await page.type(letter);
    took.push(
      await page.run(painted).catch((error: unknown) => {
        throw new Error(`${letter} of ${word}`, { cause: error });
      }),
    );
  }
  return took;
}

test("P1 from a key to its rows", async () => {
  const [ofMany, ofFew]: [number[], number[]] = [[], []];
  await type("ma", many);
  await type("ma", few);
  for (let round = times(5); round > 0; round--) {
    for (const word of QUICK ? WORDS.slice(0, 5) : WORDS) {
      ofMany.push(...(await type(word, many)));
      ofFew.push(...(await type(word, few)));
    }
  }
  const ours = figure("100,000 people", "ms", ofMany);
  const anchor = figure("200 people", "ms", ofFew);
  const row = atMost("P1", "key press → rows painted, p95", { ours, anchor, most: 1.5, of: "p95" });
  tell({ ...row, goal: `≤ 1.5 ×, ≤ ${MOST} ms`, met: row.met && ours.p95 <= MOST });
});
