import { join } from "node:path";
import { describe, test } from "vitest";
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

  test("every state of imports and exports", async () => {
    if (dark) await here.window.theme("Dark");
    if (width !== undefined) await here.program.resize(width, 720);
    let number = 0;
    for await (const state of tour(here)) {
      number += 1;
      await here.program.picture(join(folder, `${name}-${String(number).padStart(2, "0")}-${state}.png`));
    }
  });
});
