import { join } from "node:path";
import { describe, test } from "vitest";
import { liveTour } from "../people/live-tour";
import { stage, type StageOptions } from "../people/stage";
import { tour } from "../people/tour";

const folder = process.env.PEOPLE_PICTURES;
if (folder === undefined) throw new Error("PEOPLE_PICTURES says where the pictures go");

interface Look {
  name: string;
  options?: StageOptions;
  dark?: boolean;
  width?: number;
}

describe.each<Look>([
  { name: "light" },
  { name: "dark", dark: true },
  { name: "narrow", width: 380 },
  { name: "double", options: { env: { GDK_SCALE: "2" } } },
])("$name", ({ name, options, dark = false, width }) => {
  const here = stage({ profile: "office", ...options });

  async function keep(part: string, states: AsyncGenerator<string>): Promise<void> {
    let number = 0;
    for await (const state of states) {
      number += 1;
      const file = `${name}-${part}-${String(number).padStart(2, "0")}-${state}.png`;
      await here.program.picture(join(folder as string, file));
    }
  }

  test("every state of calls, transfers and conversations", async () => {
    if (dark) await here.window.theme("Dark");
    if (width !== undefined) await here.program.resize(width, 720);
    await keep("live", liveTour(here));
  });

  test("every state of imports and exports", async () => {
    await here.window.rest();
    await keep("files", tour(here));
  });
});
