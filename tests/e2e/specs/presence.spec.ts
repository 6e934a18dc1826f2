import { describe, expect, test } from "vitest";
import { stage } from "../people/stage";

const here = stage({ profile: "full" });
const there = stage({ beside: here, as: "josee.beauchemin@acme.example", profile: "full" });

const JOSEE = "Josée Beauchemin";
const ZOE = "Zoé Lambert";
const seen = (words: string) => there.window.grid.row(ZOE).shows(words);

describe("What one chooses to be", () => {
  test("appears in the other's list, at once in words", async () => {
    await there.window.searchOne("Lambert");
    await seen("Person: Available");
    await here.page.audit();
    await here.window.header.choosePresence("Away");
    await seen("Person: Away");
    await here.window.header.presence.shows("Away");
    await here.window.header.choosePresence("Appear offline");
    await seen("Person: Offline");
    await here.window.header.presence.shows("Appear offline");
    await here.window.header.choosePresence("Available");
    await seen("Person: Available");
  });

  test("is marked in the menu, which everyone can use", async () => {
    const menu = await here.window.header.openPresence();
    await menu.role("menuitemradio", "Available", { checked: true }).appears();
    await here.page.audit();
    await here.page.press("Escape");
    await here.window.header.presence.focused();
  });

  test("goes with own words, until they are taken away", async () => {
    await here.window.header.writeStatus("Back at two");
    await seen("Back at two");
    await here.window.header.presence.shows("Back at two");
    await here.window.header.choosePresence("Away");
    await seen("Person: Away");
    await seen("Back at two");
    await (await here.window.header.openPresence()).menuitem("Clear status text").click();
    await there.window.grid.row(ZOE).lacks("Back at two");
    await here.window.header.choosePresence("Available");
    await seen("Person: Available");
  });

  test("words that were begun by mistake are not kept", async () => {
    await (await here.window.header.openPresence()).menuitem("Status text…").click();
    await here.page.field("Your status text").fill("Oops");
    await here.page.press("Escape");
    await here.page.field("Your status text").gone();
    await here.window.header.presence.focused();
    await here.window.header.presence.lacks("Oops");
  });
});

describe("Do not disturb", () => {
  test("is seen by the other, and keeps the phone silent", async () => {
    await here.window.header.toggleDoNotDisturb();
    await seen("Person: Do not disturb");
    await here.window.header.presence.shows("Do not disturb");
    await here.sandbox.exchange.dial("1055", "1000");
    await there.window.calls.line(ZOE).appears();
    expect(await here.window.calls.region.there()).toBe(false);
    await here.sandbox.exchange.hangUp("1055");
    await there.window.calls.empty();
  });

  test("goes off in the other window when it goes off here", async () => {
    await here.window.header.toggleDoNotDisturb();
    await seen("Person: Available");
  });
});

describe("Forwards", () => {
  test("are set to a number, and shown beside the own one", async () => {
    await (await here.window.header.openPresence()).menuitem("Calls and forwards…").click();
    const dialog = here.page.dialog("Where your calls go");
    await here.page.audit();
    await dialog.role("checkbox", "Forward all calls").click();
    await dialog.button("Save").click();
    await dialog.role("alert").shows("Enter the number that the calls go to.");
    await dialog.field("Forward all calls: to this number").fill("1011");
    await dialog.button("Save").click();
    await dialog.gone();
    await here.window.header.banner.shows("All calls are forwarded to 1011");
  });

  test("are as they were left, and go off again", async () => {
    await (await here.window.header.openPresence()).menuitem("Calls and forwards…").click();
    const dialog = here.page.dialog("Where your calls go");
    await dialog.role("checkbox", "Forward all calls", { checked: true }).click();
    await dialog.button("Save").click();
    await dialog.gone();
    await here.window.header.banner.lacks("All calls are forwarded");
  });
});

describe("A phone", () => {
  test("is seen ringing, talking, on hold and free", async () => {
    const { exchange } = here.sandbox;
    await exchange.dial("1011", "1000");
    await seen("Ringing");
    await exchange.answer("1000");
    await seen("In a call");
    await exchange.hold("1000");
    await seen("On hold");
    await exchange.resume("1000");
    await seen("In a call");
    await exchange.hangUp("1000");
    await there.window.grid.row(ZOE).lacks("In a call");
    await exchange.phone("1000", { registered: false });
    await seen("Phone off");
    await here.window.header.banner.shows("Phone off");
    await exchange.phone("1000", { registered: true });
    await there.window.grid.row(ZOE).lacks("Phone off");
  });
});

describe("Without word from the server", () => {
  test("it is said that statuses may be old", async () => {
    await there.window.rest();
    await here.window.searchOne("Beauchemin");
    await here.sandbox.wire.refuse(1011);
    await here.sandbox.wire.cut();
    await here.window.header.connection("Live updates are interrupted — statuses may be old");
    await here.page.audit();
  });

  test("and what changed meanwhile is there when it is back", async () => {
    await here.sandbox.presence({ number: "1055", state: "away", status: "In the park" });
    await here.sandbox.wire.refuse(null);
    await here.sandbox.wire.started(2);
    await here.window.header.connected();
    await here.window.grid.row(JOSEE).shows("Person: Away");
    await here.window.grid.row(JOSEE).shows("In the park");
  });
});
