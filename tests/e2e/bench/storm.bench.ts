import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, test } from "vitest";
import { PATIENCE } from "../desk/patience";
import { Stage } from "../people/stage";
import type { Presence } from "../people/wire";
import { MANY, times } from "./effort";
import { figure, tell } from "./figures";
import { awaitText, calm, peopleShown, recordedFrames, recordFrames, shownAt } from "./in-page";
import { Family } from "./processes";

const A_SECOND = 5_000;
const SECONDS = 10;
/** The longest frame, in milliseconds, and the processors that may be busy. */
const LONGEST = 50;
const PROCESSORS = 1;

/** As the page says what the server calls so. */
const PERSON: Record<string, string> = {
  available: "Person: Available",
  away: "Person: Away",
};
const PHONE: Record<string, string> = {
  available: "Available",
  ringing: "Ringing",
  talking: "In a call",
  holding: "On hold",
  unavailable: "Phone off",
};

const here = new Stage({ sandbox: { people: MANY }, profile: "full" });
beforeAll(() => here.set());
afterAll(() => here.strike());

/** Who is not there has no state, and who is not to be disturbed no other one. */
function personOf({ state, connected, do_not_disturb }: Presence): string | undefined {
  if (connected === false || state === "invisible" || state === "unavailable") return "Person: Offline";
  return do_not_disturb ? "Person: Do not disturb" : PERSON[state];
}

/** What the window does meanwhile: its frames, and the processors that it keeps busy. */
async function watch(work: () => Promise<unknown>): Promise<{ intervals: number[]; processors: number }> {
  const family = new Family(await here.program.pid());
  await here.page.run(recordFrames, false);
  const [before, began] = [await family.used(), performance.now()];
  await work();
  const [after, seconds] = [await family.used(), (performance.now() - began) / 1000];
  const { intervals } = await here.page.run(recordedFrames);
  return { intervals, processors: (after - before) / seconds };
}

/** How many of the people in view are said to be what they are not, and how many are in view. */
async function wrong(): Promise<{ wrong: number; shown: number }> {
  await here.page.run(calm, 500);
  const shown = (await here.page.run(peopleShown)).filter(({ words }) => words.includes("Person: "));
  let count = 0;
  for (const { number, words } of shown) {
    const is = await here.sandbox.presence({ number });
    const person = personOf(is);
    const phone = PHONE[is.line_state];
    const right =
      (person === undefined || words.includes(person)) && (phone === undefined || words.includes(phone));
    if (!right) count += 1;
  }
  return { wrong: count, shown: shown.length };
}

test("P7 a storm of presences", async () => {
  await here.page.run(calm, 500);
  const [frames, calmFrames]: [number[], number[]] = [[], []];
  const [busy, idle]: [number[], number[]] = [[], []];
  const wrongs: number[] = [];
  let shown = 0;
  for (let turn = times(3); turn > 0; turn--) {
    const still = await watch(() => pause(SECONDS * 1000));
    const storm = await watch(() => here.sandbox.wire.storm(A_SECOND, SECONDS));
    const found = await wrong();
    calmFrames.push(...still.intervals);
    idle.push(still.processors);
    frames.push(...storm.intervals);
    busy.push(storm.processors);
    wrongs.push(found.wrong);
    shown += found.shown;
  }
  const longest = Math.max(...frames);
  const what = `${A_SECOND.toLocaleString("en")} presences a second for ${SECONDS} s`;
  const [ours, anchor] = [
    figure(`the longest ${longest.toFixed(0)} ms`, "ms", frames),
    figure(`no event, the longest ${Math.max(...calmFrames).toFixed(0)} ms`, "ms", calmFrames),
  ];
  const processors = figure("", "processors", busy);
  tell(
    {
      id: "P7",
      what: `${what}, frame`,
      ours,
      anchor,
      ratio: ours.median / anchor.median,
      goal: `none over ${LONGEST} ms`,
      met: longest <= LONGEST,
    },
    {
      id: "P7",
      what: `${what}, processors`,
      ours: processors,
      anchor: figure("no event", "processors", idle),
      ratio: null,
      goal: `≤ ${PROCESSORS}`,
      met: processors.p95 <= PROCESSORS,
    },
    {
      id: "P7",
      what: "wrong statuses on screen afterwards",
      ours: figure(`of ${shown}`, "people", wrongs),
      anchor: null,
      ratio: null,
      goal: "0",
      met: shown > 0 && wrongs.every((count) => count === 0),
    },
  );
});

test("P7 from an event to its paint", async () => {
  const took: number[] = [];
  await here.window.search("lefevre emilie");
  await here.window.grid.row("Émilie Lefèvre").appears();
  for (let turn = times(100); turn > 0; turn--) {
    const status = `Back at ${turn}:00`;
    await here.page.run(awaitText, status);
    const sent = Date.now();
    await here.sandbox.presence({ number: "1001", status });
    took.push((await here.page.run(shownAt, PATIENCE)) - sent);
  }
  tell({
    id: "P7",
    what: "one event, from the server to its paint",
    ours: figure("", "ms", took),
    anchor: null,
    ratio: null,
    goal: "–",
    met: true,
  });
});
