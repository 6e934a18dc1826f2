import { afterAll, describe, expect, test } from "vitest";
import { stage } from "../people/stage";

const here = stage({ profile: "full" });
afterAll(() => here.sandbox.exchange.hangUpAll());

const JOSEE = "Josée Beauchemin";
const GUDRUN = "Guðrún Jónsdóttir";

describe("With the keyboard alone", () => {
  test("a call is answered, muted and held, and its keypad used", async () => {
    const { page, window } = here;
    await page.press("Control+f");
    await here.sandbox.exchange.dial("1055", "1000");
    await window.calls.incoming(JOSEE).appears();
    await window.omnibox.focused();
    await page.press("F6");
    await window.calls.incoming(JOSEE).button("Answer").focused();
    await page.press("Enter");
    const line = window.calls.line(JOSEE);
    await line.shows("Called you");
    await page.press("F6", "F6");
    await page.tabTo(line.button("Mute"));
    await page.press("Space");
    await line.shows("You are muted");
    await page.press("Space");
    await page.tabTo(line.button("Hold"));
    await page.press("Enter");
    await line.shows("On hold");
    await page.press("Enter");
    await page.tabTo(line.button("Keypad"));
    await page.press("Enter");
    await page.type("1*");
    await page.dialog("Keypad").role("status").shows("Sent: 1*");
    await page.press("Escape");
    await line.button("Keypad").focused();
  });

  test("it is transferred to somebody who is found by name, and taken back", async () => {
    const { page, window } = here;
    const line = window.calls.line(JOSEE);
    await page.tabTo(line.button("Transfer"));
    await page.press("Enter");
    const form = window.calls.transferring(JOSEE);
    await form.textbox("Name or number to transfer to").focused();
    await page.type("Jónsdóttir");
    await form.shows(`To ${GUDRUN} · 1044`);
    await page.press("Enter");
    await line.shows("Ringing…");
    await here.sandbox.exchange.answer("1044");
    await line.shows("Answered");
    await page.press("Control+f", "F6");
    await page.tabTo(line.button("Back to caller"));
    await page.press("Enter");
    await line.shows("The caller is back with you");
  });

  test("it is transferred from the menu of a row, and ended", async () => {
    const { page, window } = here;
    await page.press("Control+f");
    await page.type("Jónsdóttir");
    await window.found("1 person");
    await page.press("ArrowDown", "Alt+ArrowDown");
    const menu = await page.role("menu").appears();
    await menu.menuitem("Blind transfer").appears();
    await menu.menuitem("Attended transfer").appears();
    await page.audit();
    while (!(await menu.menuitem("Attended transfer").hasKeyboard())) await page.press("ArrowDown");
    await page.press("ArrowRight", "Enter");
    const line = window.calls.line(JOSEE);
    await line.shows("Ringing…");
    await page.press("F6");
    await page.tabTo(line.button("Hang up"));
    await page.press("Enter");
    await here.sandbox.exchange.hangUpAll();
    await window.calls.empty();
    await window.omnibox.focused();
  });

  test("a colleague is written to, and the conversation left", async () => {
    const { page, window } = here;
    await window.rest();
    await page.press("Control+f");
    await page.type("beauchemin");
    await window.found("1 person");
    await page.press("ArrowDown", "Control+m");
    await window.chat.box(JOSEE).focused();
    await page.type("One line");
    await page.press("Shift+Enter");
    await page.type("and another");
    await page.press("Enter");
    await window.chat.log(JOSEE).shows("One line and another");
    await window.chat.box(JOSEE).focused();
    await page.press("Escape");
    await window.chat.panel.gone();
    await window.grid.row(JOSEE).focused();
  });

  test("the card of a row opens and closes", async () => {
    const { page, window } = here;
    await page.press("Alt+Enter");
    const card = await page.role("complementary", JOSEE).appears();
    await card.focused();
    await page.audit();
    await page.press("Escape");
    await card.gone();
    await window.grid.row(JOSEE).focused();
  });

  test("one's own presence, agent and missed calls are reached", async () => {
    const { page, window } = here;
    await page.press("Control+f");
    await page.tabTo(window.header.presence);
    await page.press("Enter", "ArrowDown", "Enter");
    await window.header.presence.shows("Away");
    await page.tabTo(window.header.agent);
    await page.press("Enter", "Enter");
    await window.header.agent.shows("Logged in");
    await page.tabTo(window.header.missed);
    await page.press("Enter");
    await page.dialog("Missed calls").focused();
    await page.press("Escape");
    await window.header.missed.focused();
    expect(await page.dialog().there()).toBe(false);
  });
});
