import { readFile, writeFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { until } from "../desk/patience";
import { stage } from "../people/stage";

const here = stage({ signedIn: false });

interface Place {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Where the window is on the screen, without its frame. */
async function place(): Promise<Place> {
  const said = here.desktop.ask("xwininfo", "-id", await here.desktop.window("People"));
  const value = (name: string) => Number(said?.match(new RegExp(`${name}: +(-?\\d+)`))?.[1]);
  return {
    x: value("Absolute upper-left X"),
    y: value("Absolute upper-left Y"),
    width: value("Width"),
    height: value("Height"),
  };
}

/** Ends the program as a person does, and starts it again. */
async function reopen(): Promise<void> {
  here.desktop.close(await here.desktop.window("People"));
  await here.program.ended();
  await here.restart();
  await here.page.button("Sign in").appears();
}

async function maximised(): Promise<boolean> {
  const state = here.desktop.ask("xprop", "-id", await here.desktop.window("People"), "_NET_WM_STATE");
  return state?.includes("_NET_WM_STATE_MAXIMIZED_VERT") === true;
}

/** Has the window manager make the window fill the screen, or go back. */
function pressTitleTwice({ x, y }: Place): void {
  const title = [String(x + 100), String(y - 8)];
  here.desktop.ask("xdotool", "mousemove", ...title, "click", "--repeat", "2", "--delay", "50", "1");
}

describe("The window", () => {
  test("opens where it stood and as big as it was, start after start", async () => {
    await here.program.resize(500, 600);
    here.desktop.ask("xdotool", "windowmove", await here.desktop.window("People"), "200", "120");
    const wanted = await until("the window moves", async () => {
      const now = await place();
      return now.x >= 200 && now;
    });
    expect(wanted).toMatchObject({ width: 500, height: 600 });
    for (let start = 0; start < 3; start++) {
      await reopen();
      await until("the same place", async () => {
        const now = await place();
        return JSON.stringify(now) === JSON.stringify(wanted);
      });
    }
  });

  test("opens filling the screen when it did", async () => {
    pressTitleTwice(await place());
    await until("a window that fills the screen", maximised);
    await reopen();
    await until("a window that fills the screen", maximised);
  });

  test("opens on a screen that is there", async () => {
    here.desktop.close(await here.desktop.window("People"));
    await here.program.ended();
    const path = here.home.at("data/people/window.json");
    const kept = JSON.parse(await readFile(path, "utf8")) as { main: object };
    const away = { ...kept.main, x: 9000, y: 9000, prev_x: 9000, prev_y: 9000, maximized: false };
    await writeFile(path, JSON.stringify({ main: away }));
    await here.restart();
    await here.page.button("Sign in").appears();
    const { x, y } = await place();
    expect(x).toBeLessThan(1280);
    expect(y).toBeLessThan(900);
  });
});
