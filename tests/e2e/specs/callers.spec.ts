import { afterEach, describe, expect, test } from "vitest";
import { stage } from "../people/stage";

const here = stage({ profile: "office" });
afterEach(async () => {
  await here.sandbox.exchange.hangUpAll();
  await here.window.calls.empty();
  await here.window.rest();
});

const JOSEE = "Josée Beauchemin";
const incoming = (name: string) => here.window.calls.incoming(name);

describe("Who calls", () => {
  test("is known however the number is written, with company and star", async () => {
    for (const number of ["+14505550101", "0014505550101", "4505550101"]) {
      await here.sandbox.exchange.callFromOutside("1000", number, "PAULA S");
      await incoming("Paula Santerre").shows("Papeterie du Fleuve");
      await incoming("Paula Santerre").shows("Favorite");
      await here.sandbox.exchange.hangUpAll();
      await here.window.calls.empty();
    }
  });

  test("has the name that comes with the call, where the directory has none", async () => {
    await here.sandbox.exchange.callFromOutside("1000", "+15145550990", "Atelier <b>Roy</b>");
    await incoming("Atelier <b>Roy</b>").shows("+15145550990");
    await here.page.audit();
  });

  test("is a number alone, where nobody knows more", async () => {
    await here.sandbox.exchange.callFromOutside("1000", "+15145550991");
    await incoming("+15145550991").appears();
  });
});

describe("A call that rings", () => {
  test("is answered in the window, where the phone can be told to", async () => {
    await here.sandbox.exchange.dial("1055", "1000");
    await incoming(JOSEE).button("Answer").click();
    await here.window.calls.line(JOSEE).shows("Called you");
    await here.sandbox.exchange.talks("1055", "1000");
  });

  test("is refused in the window, and not counted as missed", async () => {
    await here.sandbox.exchange.phone("1000", { voicemail: false });
    await here.sandbox.exchange.dial("1055", "1000");
    await incoming(JOSEE).button("Refuse").click();
    await incoming(JOSEE).gone();
    await here.page.role("banner").button("Missed calls").appears();
  });

  test("tells the number to the clipboard, and shows who it is", async () => {
    await here.sandbox.exchange.dial("1055", "1000");
    await incoming(JOSEE).button("More for this call").click();
    await here.page.audit();
    await here.page.menuitem("Copy 1055").click();
    await here.program.clipboard.holds("1055");
    await incoming(JOSEE).button("More for this call").click();
    await here.page.role("menuitem").named("Open card").click();
    await here.page.role("complementary", JOSEE).shows("josee.beauchemin@acme.example");
  });

  test("stands beside the one that goes on", async () => {
    await here.sandbox.exchange.dial("1055", "1000");
    await incoming(JOSEE).button("Answer").click();
    await here.window.calls.line(JOSEE).shows("Called you");
    await here.sandbox.exchange.callFromOutside("1000", "+14505550103");
    await incoming("Ångel Ünsal").appears();
    await here.window.calls.line(JOSEE).appears();
    await here.page.audit();
  });
});

describe("A missed call", () => {
  test("is counted, listed once however often it came, and seen by looking", async () => {
    // What was missed before is seen, whether or not there was anything.
    await here.page.role("banner").role("button").named("issed call").click();
    await here.page.dialog("Missed calls").button("Close").click();
    for (const times of [1, 2]) {
      await here.sandbox.exchange.dial("1055", "1000");
      await incoming(JOSEE).appears();
      await here.sandbox.exchange.hangUp("1055");
      await here.window.calls.empty();
      await here.page
        .role("banner")
        .button(times === 1 ? "1 new missed call" : "2 new missed calls")
        .appears();
    }
    await here.window.header.missed.click();
    const dialog = here.page.dialog("Missed calls");
    await dialog.role("listitem").nth(0).shows(JOSEE);
    await dialog.role("listitem").nth(0).shows("2 times");
    await here.page.role("banner").button("Missed calls").appears();
    await here.page.audit();
  });

  test("is still there after a restart, and can be called back", async () => {
    await here.restart();
    await here.window.signInAgain(here.sandbox);
    await here.window.header.missed.click();
    await here.page.dialog("Missed calls").button(`Call back ${JOSEE}`).click();
    await here.page.role("status").shows("Calling 1055");
    await here.window.calls.line(JOSEE).shows("Your phone rings…");
  });

  test("goes with the list", async () => {
    await here.window.header.missed.click();
    await here.page.dialog("Missed calls").button("Clear the list").click();
    await here.page.dialog("Missed calls").shows("No call was missed.");
  });
});

describe("A page about callers", () => {
  test("is asked for once, and opens with who calls", async () => {
    const settings = await here.window.settings("Calls");
    await settings.field("Page for callers").fill("file:///etc/passwd");
    await here.page.press("Tab");
    await settings.role("alert").shows("This is no address of a web page.");
    await settings.field("Page for callers").fill("https://crm.acme.example/who?n={number}&name={name}");
    await here.page.press("Tab");
    await settings.role("alert").gone();
    await here.page.audit();
    await settings.button("Close").click();
    await here.sandbox.exchange.dial("1055", "1000");
    const question = here.window.calls.region.role(
      "group",
      "Open crm.acme.example each time somebody calls?",
    );
    await question.appears();
    await here.page.audit();
    await question.button("Yes, open it").click();
    await question.gone();
    expect(await here.home.opened()).toEqual([
      "https://crm.acme.example/who?n=1055&name=Jos%C3%A9e%20Beauchemin",
    ]);
  });
});

describe("Calls at the phone itself", () => {
  test("are shown and counted here too", async () => {
    await here.sandbox.exchange.dial("1000", "1055");
    await here.window.calls.line(JOSEE).shows("Calling…");
    await here.sandbox.exchange.answer("1055");
    await here.window.calls.line(JOSEE).shows("Connected");
    await here.sandbox.exchange.hangUp("1055");
  });
});
