import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Notices } from "../desk/notices";
import { until } from "../desk/patience";
import { stage } from "../people/stage";

const here = stage({ profile: "full" });
const there = stage({ beside: here, as: "josee.beauchemin@acme.example" });
let notices: Notices;
beforeAll(async () => {
  notices = await Notices.start(here.desktop);
  await here.sandbox.exchange.phone("1000", { voicemail: false });
});
afterAll(() => notices.stop());

const JOSEE = "Josée Beauchemin";
const ZOE = "Zoé Lambert";
const SECRET = "The code of the safe is 4711";

/** The person looks elsewhere. */
async function away(): Promise<void> {
  here.desktop.minimise(await here.desktop.window("People"));
  await until("no window", () => !here.desktop.has("People"));
}

async function choose(names: string): Promise<void> {
  const settings = await here.window.settings("Notifications");
  await settings.role("radiogroup", "Names and messages").role("radio", names).click();
  await settings.button("Close").click();
  await settings.gone();
}

/** Somebody calls, which is told under this title, and gives up. */
async function miss(from: string, title: string): Promise<void> {
  await here.sandbox.exchange.dial(from, "1000");
  await notices.shows(title);
  await here.sandbox.exchange.hangUp(from);
  await notices.gone(title);
}

async function write(text: string): Promise<void> {
  await there.window.search("Lambert");
  await (await there.window.openMenu(ZOE)).role("menuitem").named("Send a message").click();
  await there.window.chat.write(ZOE, text);
}

/** Everything that the desktop shows now, as text. */
async function words(): Promise<string> {
  return (await notices.shown()).map(({ title, body }) => `${title}\n${body}`).join("\n");
}

describe("Notifications of the real daemon", () => {
  test("name who called and how often, in one", async () => {
    await away();
    await miss("1055", `${JOSEE} is calling`);
    await notices.shows(`Missed call: ${JOSEE}`);
    await miss("1059", "Bob Gauthier is calling");
    expect(await notices.shows("2 missed calls")).toMatchObject({ body: `Bob Gauthier · ${JOSEE}` });
    expect(await notices.shown()).toHaveLength(1);
    await notices.press("2 missed calls", "Show");
    await here.page.dialog("Missed calls").button("Close").click();
    await notices.gone("2 missed calls");
  });

  test("hold neither names nor numbers nor words where the person wants none", async () => {
    await choose("Never show");
    await away();
    await here.sandbox.exchange.dial("1055", "1000");
    await notices.shows("A call is coming in");
    expect(await notices.buttons("A call is coming in")).toEqual(["Answer", "Refuse"]);
    expect(await words()).not.toMatch(/Beauchemin|1055/);
    await here.sandbox.exchange.hangUp("1055");
    await notices.shows("1 missed call");
    await write(SECRET);
    await notices.shows("A new message");
    expect(await words()).not.toMatch(/Beauchemin|1055|4711/);
  });

  test("open the conversation all the same", async () => {
    await notices.press("A new message", "Open");
    await here.window.chat.log(JOSEE).shows(SECRET);
    await here.page.press("Escape");
  });

  test("do not come at all where the person wants none of a kind", async () => {
    const settings = await here.window.settings("Notifications");
    await settings.field("Show new messages").click();
    await settings.button("Close").click();
    await settings.gone();
    await away();
    await write("Are you there?");
    await miss("1059", "A call is coming in");
    await notices.shows("2 missed calls");
    expect(await words()).not.toMatch(/A new message/);
  });
});
