import { afterAll, beforeAll, test } from "vitest";
import { binary } from "../people/binaries";
import { Home } from "../people/home";
import { Stage } from "../people/stage";
import { MANY, times } from "./effort";
import { atMost, figure, tell } from "./figures";
import { emptyWindow, Opened } from "./opened";

const here = new Stage({ sandbox: { people: MANY }, signedIn: false });
let beside: Home;
beforeAll(async () => {
  await here.set();
  await here.window.signIn(here.sandbox, { stay: true });
  await here.page.tab("All").shows("100,0");
  await here.program.quit();
  beside = await Home.make();
});
afterAll(async () => {
  await here.strike();
  await beside.remove();
});

async function start(home: Home, program: string, mark: string): Promise<number> {
  const opened = await Opened.start(here.desktop, home, program);
  const took = await opened.paintedAfter(mark);
  await opened.quit();
  return took;
}

test("P5 from the start to people on screen", async () => {
  const [ours, anchor]: [number[], number[]] = [[], []];
  // The first of each warms what the system keeps of files.
  for (let turn = 0; turn <= times(20); turn++) {
    const people = await start(here.home, binary("people"), "people");
    const nothing = await start(beside, emptyWindow(), "painted");
    if (turn === 0) continue;
    ours.push(people);
    anchor.push(nothing);
  }
  tell(
    atMost("P5", "start → rows painted, kept session, 100,000 people", {
      ours: figure("", "ms", ours),
      anchor: figure("empty window → painted", "ms", anchor),
      most: 1.3,
      of: "median",
    }),
  );
});
