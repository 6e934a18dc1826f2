import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, test } from "vitest";
import { Desktop } from "../desk/desktop";
import { Home } from "../people/home";
import { Stage } from "../people/stage";
import { MANY, QUICK } from "./effort";
import { atMost, figure, tell } from "./figures";
import { emptyWindow, Opened } from "./opened";
import { Family } from "./processes";

const MINUTES = QUICK ? 1 : 5;
const SAMPLES = 5;

const here = new Stage({ sandbox: { people: MANY } });
let desktop: Desktop;
let home: Home;
let nothing: Opened;
beforeAll(async () => {
  desktop = await Desktop.start();
  home = await Home.make();
  nothing = await Opened.start(desktop, home, emptyWindow());
  await here.set();
});
afterAll(async () => {
  await here.strike();
  await nothing.quit();
  await desktop.stop();
  await home.remove();
});

/** What a person does in a minute of a busy morning. */
async function use(): Promise<void> {
  const { page, window, sandbox } = here;
  for (const word of ["tremblay", "gauthier", "514 555", "lavoie"]) {
    await window.search("");
    await window.omnibox.click();
    for (const letter of word) await page.type(letter);
    await window.grid.row("").nth(1).appears();
  }
  await window.search("");
  await page.press(
    "Control+f",
    "ArrowDown",
    ...Array<string>(10).fill("PageDown"),
    "Control+End",
    "Control+Home",
  );
  await page.press("Alt+ArrowDown");
  await page.role("menu").appears();
  await page.press("Escape");
  await sandbox.exchange.callFromOutside("1000", "+14505550101");
  await window.calls.incoming("Paula Santerre").appears();
  await sandbox.exchange.hangUpAll();
  await window.calls.empty();
  await window.settings();
  await page.press("Escape");
  await window.show("My contacts");
  await window.rest();
}

test("P6 memory after use", async () => {
  const until = performance.now() + MINUTES * 60_000;
  while (performance.now() < until) await use();
  const [ours, empty] = [new Family(await here.program.pid()), await nothing.family()];
  const [ofOurs, ofEmpty]: [number[], number[]] = [[], []];
  for (let sample = 0; sample < SAMPLES; sample++) {
    ofOurs.push(await ours.memory());
    ofEmpty.push(await empty.memory());
    await pause(1_000);
  }
  const parts = async (family: Family) =>
    (await family.memories()).map(({ name, bytes }) => `${name} ${Math.round(bytes / 1e6)}`).join(", ");
  tell(
    atMost("P6", `memory after ${MINUTES} min of use, 100,000 people`, {
      ours: figure(await parts(ours), "bytes", ofOurs),
      anchor: figure(await parts(empty), "bytes", ofEmpty),
      most: 1.2,
      of: "median",
    }),
  );
});
