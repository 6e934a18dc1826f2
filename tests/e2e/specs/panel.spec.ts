import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Panel } from "../desk/panel";
import { ROOT } from "../people/binaries";
import { stage } from "../people/stage";

const here = stage({ args: ["--hidden"], signedIn: false });
let panel: Panel;
beforeAll(async () => {
  panel = await Panel.start(here.desktop);
});
afterAll(() => panel.stop());

const PICTURE = join(ROOT, "target", "e2e", "panel.png");

test("A real panel shows the icon, and a press on it brings the window up", async () => {
  await mkdir(join(ROOT, "target", "e2e"), { recursive: true });
  await panel.shows(PICTURE);
  await here.restart({ args: ["--hidden"] });
  const { x, y } = await panel.shows(PICTURE);
  expect(here.desktop.has("People")).toBe(false);
  here.desktop.ask("xdotool", "mousemove", String(x), String(y), "click", "1");
  await here.desktop.window("People");
});
