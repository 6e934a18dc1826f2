/// <reference lib="dom" />
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { expect } from "vitest";
import { ROOT } from "./binaries";
import { speak } from "./languages";
import type { Stage } from "./stage";
import { still } from "./still";
import type { View } from "./views";

/** The pictures that are kept. */
const KEPT = join(ROOT, "tests/e2e/pictures");
/** What looks otherwise, for whoever wants to know. */
const OTHERWISE = join(ROOT, "target/pictures");

/** How far the colour of a point may be from the one that was kept, as its few colours are not all there are. */
const COLOUR = "8%";
/** How many points of a picture may be farther off: the edges of letters where fonts are drawn a little otherwise. */
const POINTS = 0.0005;

export interface Format {
  /** The window, in the page's pixels. */
  width: number;
  height: number;
  /** How many pixels of the screen one of the page's is. */
  scale: 1 | 2;
}

/**
 * Takes a picture of each view in light and dark and in each language, and holds it against the one that is kept. With
 * `PEOPLE_ACCEPT` set it is kept instead.
 */
export async function album(here: Stage, format: Format, views: AsyncGenerator<View>): Promise<void> {
  const accept = process.env.PEOPLE_ACCEPT !== undefined;
  await still(here);
  for await (const { name: view, afresh } of views) {
    for (const language of ["en", "fr"]) {
      await speak(here, language);
      await afresh?.();
      for (const theme of ["light", "dark"]) {
        await here.page.run((shown: string) => {
          document.documentElement.dataset["theme"] = shown;
        }, theme);
        const name = `${view}/${theme}-${language}-${format.width}-${format.scale}00.png`;
        const fresh = join(OTHERWISE, name);
        await mkdir(dirname(fresh), { recursive: true });
        await here.program.picture(fresh);
        if (accept) await keep(fresh, format, name);
        else expect.soft(await distance(fresh, format, name), howToAccept(name)).toBeLessThanOrEqual(POINTS);
      }
    }
    await speak(here, "en");
  }
}

function howToAccept(name: string): string {
  return `${name} looks otherwise than it did: see target/pictures/${name}, and beside it what differs; if it is better now, \`cargo xtask pictures --accept\` keeps it. Points that differ, of all`;
}

/** Of twice the size only the layout counts, so that it is kept in half. */
const sized = ({ scale }: Format) => (scale === 2 ? ["-filter", "Box", "-resize", "50%"] : []);

async function keep(fresh: string, format: Format, name: string): Promise<void> {
  const kept = join(KEPT, name);
  await mkdir(dirname(kept), { recursive: true });
  magick("convert", fresh, ...sized(format), "-strip", "+dither", "-colors", "255", `PNG8:${fresh}.small`);
  await rename(`${fresh}.small`, kept);
  await rm(fresh);
}

/** The share of points that differ; what is alike leaves nothing behind. */
async function distance(fresh: string, format: Format, name: string): Promise<number> {
  const kept = join(KEPT, name);
  if (!existsSync(kept)) return 1;
  const differing = fresh.replace(/\.png$/, ".difference.png");
  magick("convert", fresh, ...sized(format), "-strip", fresh);
  const points = Number.parseFloat(
    magick("compare", "-metric", "AE", "-fuzz", COLOUR, kept, fresh, differing).stderr,
  );
  const share = points / (format.width * format.height);
  if (share <= POINTS) await Promise.all([rm(fresh), rm(differing)]);
  return share;
}

/** Runs a tool of ImageMagick; `compare` tells by 1 that pictures differ. */
function magick(tool: string, ...args: string[]): { stderr: string } {
  const { status, stderr, error } = spawnSync(tool, args, { encoding: "utf8" });
  if (error !== undefined || status === null || status > (tool === "compare" ? 1 : 0))
    throw new Error(`${tool} ${args.join(" ")}: ${stderr}`, { cause: error });
  return { stderr };
}
