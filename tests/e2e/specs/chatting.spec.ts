import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Notices } from "../desk/notices";
import { until } from "../desk/patience";
import { stage } from "../people/stage";

const here = stage({ profile: "full" });
const there = stage({ beside: here, as: "josee.beauchemin@acme.example" });
let notices: Notices;
beforeAll(async () => void (notices = await Notices.start(there.desktop)));
afterAll(() => notices.stop());

const JOSEE = "Josée Beauchemin";
const ZOE = "Zoé Lambert";
const ROOMS = "/api/chatd/1.0/users/me/rooms";
const mine = () => here.window.chat.log(JOSEE);
const hers = () => there.window.chat.log(ZOE);

/** The menu of somebody's row. */
async function menuOf(text: string, name: string) {
  await here.window.search(text);
  return here.window.openMenu(name);
}

describe("A conversation", () => {
  test("begins in the menu of a colleague, with the keyboard in its box", async () => {
    await here.window.chat.button.click();
    await here.window.chat.panel.shows("No conversations yet.");
    await here.page.audit();
    await here.page.press("Escape");
    await (await menuOf("Beauchemin", JOSEE)).role("menuitem").named("Send a message").click();
    await here.window.chat.box(JOSEE).focused();
    await mine().shows(`This is the beginning of your conversation with ${JOSEE}.`);
    await here.page.audit();
  });

  test("goes to the other window, counted as unread, and back", async () => {
    await here.window.chat.write(JOSEE, "Is the parcel there?");
    await mine().shows("Is the parcel there?");
    await there.page.role("banner").button("Messages, 1 unread").click();
    await there.page.audit();
    await there.window.chat.panel.role("button").named(ZOE).click();
    await hers().shows("Is the parcel there?");
    await there.page.role("banner").button("Messages").appears();
    await there.window.chat.write(ZOE, "On my desk.\nSecond floor.");
    await mine().shows("On my desk.");
    await there.page.audit();
  });

  test("shows each message once, whoever wrote it", async () => {
    await here.window.chat.write(JOSEE, "Thank you");
    await hers().shows("Thank you");
    expect(await mine().role("paragraph").texts()).toContain("Thank you");
    const said = (await mine().role("paragraph").texts()).filter((text) => text === "Thank you");
    expect(said).toHaveLength(1);
  });

  test("opens links in the browser of the system, and shows HTML as the text that it is", async () => {
    await there.window.chat.write(
      ZOE,
      "<b>See</b> https://wiki.acme.example/parcels?id=7 <script>alert(1)</script>",
    );
    await mine().shows("<b>See</b>");
    await mine().shows("<script>alert(1)</script>");
    await mine().role("link", "https://wiki.acme.example/parcels?id=7").click();
    expect(await here.home.opened()).toEqual(["https://wiki.acme.example/parcels?id=7"]);
  });
});

describe("A message that cannot be sent", () => {
  test("stays, and is sent when it is tried again", async () => {
    await here.sandbox.fault({ method: "POST", path: ROOMS, status: 503, times: 1 });
    await here.window.chat.write(JOSEE, "Before or after lunch?");
    await mine().shows("Not sent");
    await here.page.audit();
    await mine().button("Send again").click();
    await hers().shows("Before or after lunch?");
    await mine().lacks("Not sent");
    await mine().button("Send again").gone();
  });

  test("can be discarded", async () => {
    await here.sandbox.fault({ method: "POST", path: ROOMS, status: 503, times: 1 });
    await here.window.chat.write(JOSEE, "Never mind");
    await mine().button("Discard").click();
    await mine().lacks("Never mind");
    await here.window.chat.box(JOSEE).focused();
  });

  test("is sent once, when the server took it and its answer was lost", async () => {
    await here.sandbox.fault({ method: "POST", path: ROOMS, commit: true, cut_after: 0, times: 1 });
    await here.window.chat.write(JOSEE, "Only once");
    await hers().shows("Only once");
    await mine().lacks("Not sent");
    const said = (await hers().role("paragraph").texts()).filter((text) => text === "Only once");
    expect(said).toHaveLength(1);
  });
});

describe("Somebody who looks elsewhere", () => {
  test("is told by the system, and led to the conversation with the keyboard in its box", async () => {
    await there.window.chat.panel.button("Back").click();
    there.desktop.minimise(await there.desktop.window("People"));
    await until("no window", () => !there.desktop.has("People"));
    await here.window.chat.write(JOSEE, "Are you back?");
    expect(await notices.shows(ZOE)).toMatchObject({ body: "Are you back?" });
    await notices.press(ZOE, "Open");
    await there.desktop.window("People");
    await hers().shows("Are you back?");
    await there.window.chat.box(ZOE).focused();
    await until("the keyboard", () => there.page.run(() => document.hasFocus()));
    await there.page.role("banner").button("Messages").appears();
    await notices.gone(ZOE);
  });
});

describe("Conversations", () => {
  test("with several people are listed, the last one first", async () => {
    await here.sandbox.say("1044", "1000", "Good morning");
    await here.page.role("banner").button("Messages, 1 unread").appears();
    await here.window.chat.panel.button("Back").click();
    const rooms = here.window.chat.panel.role("listitem");
    await rooms.nth(0).shows("Guðrún Jónsdóttir");
    await rooms.nth(0).shows("Good morning");
    await rooms.nth(0).shows("1 unread");
    await rooms.nth(1).shows("You: Are you back?");
    await here.page.audit();
  });

  test("show older messages page by page", async () => {
    for (let count = 1; count <= 70; count++) await here.sandbox.say("1044", "1000", `Line ${count} of many`);
    await here.window.chat.panel.role("button").named("Guðrún Jónsdóttir").click();
    const log = here.window.chat.log("Guðrún Jónsdóttir");
    await log.shows("Line 70 of many");
    await log.lacks("Good morning");
    await here.page.run(() => document.querySelector('[role="log"]')?.scrollTo({ top: 0 }));
    await log.shows("Good morning");
    await log.button("Show older messages").gone();
  });

  test("with somebody who is offline say that it is seen later", async () => {
    await here.sandbox.presence({ number: "1044", state: "invisible" });
    await here.window.chat.panel.shows("Guðrún Jónsdóttir is offline and will see this later.");
  });

  test("are still there after a restart, with nothing unread", async () => {
    await there.restart();
    await there.window.signInAgain(here.sandbox, { as: "josee.beauchemin@acme.example" });
    await there.window.chat.button.click();
    await there.window.chat.panel.role("button").named(ZOE).shows("Are you back?");
    await there.page.role("banner").button("Messages").appears();
  });
});

describe("Nobody to write to", () => {
  test("is oneself, nor somebody outside", async () => {
    await here.page.press("Escape");
    const own = await menuOf("Lambert", ZOE);
    await own.role("menuitem").named("Open card").appears();
    expect(await own.role("menuitem").named("Send a message").there()).toBe(false);
    await here.page.press("Escape");
    const outside = await menuOf("Santerre", "Paula Santerre");
    await outside.role("menuitem").named("Open card").appears();
    expect(await outside.role("menuitem").named("Send a message").there()).toBe(false);
    await here.page.press("Escape");
  });
});
