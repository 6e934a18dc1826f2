import { test } from "vitest";
import type { Stage } from "../people/stage";
import { times } from "./effort";
import { figure, tell } from "./figures";
import { type Frames, recordedFrames, recordFrames } from "./in-page";
import { twoCompanies } from "./two-companies";

/** As far as the shorter list goes, in clicks of the wheel; the milliseconds between them are those of a quick hand. */
const CLICKS = 100;
const BETWEEN = 12;
/** A tail that is no more than this of the other's is equal. */
const EQUAL = 1.1;

const { many, few } = twoCompanies();

/** Turns the wheel down and up again over the list, from where it stands. */
async function scroll({ desktop, page }: Stage): Promise<Frames> {
  const window = await desktop.window("People");
  const wheel = (button: string) => ["click", "--repeat", String(CLICKS), "--delay", String(BETWEEN), button];
  await page.run(recordFrames, true);
  const turned = desktop.ask(
    "xdotool",
    ...["mousemove", "--window", window, "400", "400"],
    ...wheel("5"),
    ...wheel("4"),
  );
  if (turned === undefined) throw new Error("the wheel does not turn");
  return page.run(recordedFrames);
}

/** Goes to this part of the list, between 0 and 1. */
async function goTo(part: number, { page, window }: Stage): Promise<void> {
  await page.run((share: number) => {
    const list = document.querySelector('[role="grid"] .viewport');
    list?.scrollTo({ top: share * list.scrollHeight });
  }, part);
  await window.grid.role("row").named("Loading").gone();
}

test("P8 scrolling", async () => {
  const [ofMany, ofFew]: [number[], number[]] = [[], []];
  let waiting = 0;
  for (let round = times(10); round > 0; round--) {
    for (const part of [0, 0.5, 0.9]) {
      await goTo(part, many);
      const frames = await scroll(many);
      ofMany.push(...frames.intervals);
      waiting += frames.waiting;
      ofFew.push(...(await scroll(few)).intervals);
    }
  }
  const whole = Math.round((100 * (ofMany.length - waiting)) / ofMany.length);
  const ours = figure(`100,000 people; ${whole} % of frames with every row`, "ms", ofMany);
  const anchor = figure("200 people", "ms", ofFew);
  const ratio = ours.p95 / anchor.p95;
  tell({
    id: "P8",
    what: "scrolling by the wheel, frame, p95",
    ours,
    anchor,
    ratio,
    goal: `equal (≤ ${EQUAL} ×)`,
    met: ratio <= EQUAL,
  });
});
