import { afterEach, describe, expect, test } from "vitest";
import { stage } from "../people/stage";

const here = stage({ profile: "full" });
afterEach(() => here.sandbox.exchange.hangUpAll());

/** Who calls Zoé; somebody else each time, as what became of a call is shown for a while. */
const CALLERS: readonly [string, string][] = [
  ["1055", "Josée Beauchemin"],
  ["1050", "Karim Haddad"],
  ["1022", "Héloïse de La Rochefoucauld-Montbel"],
  ["1057", "Yasmine Bouchard"],
  ["1046", "Raphaël Desjardins-Bouchard"],
  ["1028", "Дмитрий Соколов"],
  ["1024", "Francine"],
  ["1035", "Siobhán Ní Dhomhnaill"],
  ["1039", "Anaïs Thériault"],
  ["1030", "健太 佐藤"],
  ["1041", "Olivier Paquette"],
  ["1002", "Jean-François Bélanger"],
  ["1006", "Γιώργος Παπαδόπουλος"],
  ["1052", "Håkon Ødegård"],
];
const callers = CALLERS.values();

/** Has a mailbox. */
const GUDRUN = { to: "Jónsdóttir", target: "Guðrún Jónsdóttir" };
/** Has none. */
const DAVE = { to: "O'Brien", target: "Dave O'Brien" };

interface Talk {
  number: string;
  name: string;
}

/** Somebody has called, and Zoé talks to them. */
async function talk(): Promise<Talk> {
  const [number, name] = callers.next().value ?? ["", ""];
  await here.sandbox.exchange.dial(number, "1000");
  await here.window.calls.incoming(name).appears();
  await here.sandbox.exchange.answer("1000");
  await here.window.calls.line(name).shows("Called you");
  return { number, name };
}

/** Dave refuses, once the window has seen that his phone rings: sooner, no hand does. */
async function daveDeclines(): Promise<void> {
  await here.window.search("O'Brien");
  await here.window.grid.row("Dave O'Brien").shows("Ringing");
  await here.sandbox.exchange.decline("1011");
}

const talks = (number: string, other: string) => here.sandbox.exchange.talks(number, other);

describe("An attended transfer", () => {
  test("is followed step by step, until the target has the caller", async () => {
    const { number, name } = await talk();
    const line = here.window.calls.line(name);
    await line.button("Transfer").click();
    await here.window.calls.transferring(name).textbox("Name or number to transfer to").focused();
    await here.page.audit();
    await here.page.press("Escape");
    await line.button("Transfer").focused();
    await here.window.calls.transfer(name, { ...GUDRUN, kind: "Attended" });
    await line.shows("Guðrún Jónsdóttir");
    await line.shows("On hold while you ask Guðrún Jónsdóttir");
    await line.shows("Ringing…");
    await line.button("Complete transfer").gone();
    await here.page.audit();
    await here.sandbox.exchange.answer("1044");
    await line.shows("Answered");
    await here.page.audit();
    await line.button("Complete transfer").click();
    await line.shows("Has the caller now");
    await talks("1044", number);
  });

  test("is given up while it rings: the caller is back", async () => {
    const { number, name } = await talk();
    const line = here.window.calls.line(name);
    await here.window.calls.transfer(name, { ...GUDRUN, kind: "Attended" });
    await line.shows("Ringing…");
    await line.button("Back to caller").click();
    await line.shows("The caller is back with you");
    await talks("1000", number);
    await line.button("Hold").appears();
  });

  test("is given up after a word: the caller is back", async () => {
    const { number, name } = await talk();
    const line = here.window.calls.line(name);
    await here.window.calls.transfer(name, { ...GUDRUN, kind: "Attended" });
    await line.shows("Ringing…");
    await here.sandbox.exchange.answer("1044");
    await line.shows("Answered");
    await line.button("Back to caller").click();
    await line.shows("The caller is back with you");
    await talks("1000", number);
  });

  test("to somebody who does not take it gives the caller back and says why", async () => {
    const { number, name } = await talk();
    const line = here.window.calls.line(name);
    await here.window.calls.transfer(name, { ...DAVE, kind: "Attended" });
    await line.shows("Ringing…");
    await daveDeclines();
    await line.shows("The caller is back with you: Dave O'Brien was busy or refused");
    await talks("1000", number);
  });

  test("ends when the caller hangs up; the target stays", async () => {
    const { number, name } = await talk();
    const line = here.window.calls.line(name);
    await here.window.calls.transfer(name, { ...GUDRUN, kind: "Attended" });
    await line.shows("Ringing…");
    await here.sandbox.exchange.answer("1044");
    await line.shows("Answered");
    await here.sandbox.exchange.hangUp(number);
    await here.window.calls.region.shows("The caller hung up");
    await talks("1000", "1044");
  });

  test("to a number that leads nowhere is refused, and the caller stays", async () => {
    const { number, name } = await talk();
    const line = here.window.calls.line(name);
    const form = await here.window.calls.beginTransfer(name, "1999", "1999");
    await form.button("Transfer").click();
    await here.page
      .role("alert")
      .shows("This number cannot be reached from your phone. The caller is still with you");
    await here.page.press("Escape");
    await line.shows("Called you");
    await talks("1000", number);
    await here.window.rest();
  });
});

describe("A blind transfer in safe mode", () => {
  test("completes by itself once a colleague talks", async () => {
    const { number, name } = await talk();
    const line = here.window.calls.line(name);
    await here.window.calls.transfer(name, { ...GUDRUN, kind: "Blind" });
    await line.shows("Waits for Guðrún Jónsdóttir");
    await line.shows("Blind transfer: waiting for an answer");
    await line.button("Complete transfer").gone();
    await here.page.audit();
    await here.sandbox.exchange.answer("1044");
    await line.shows("Has the caller now");
    await talks("1044", number);
  });

  test("gives the caller back when the colleague does not take it", async () => {
    const { number, name } = await talk();
    const line = here.window.calls.line(name);
    await here.window.calls.transfer(name, { ...DAVE, kind: "Blind" });
    await line.shows("Blind transfer: waiting for an answer");
    await daveDeclines();
    await line.shows("The caller is back with you: Dave O'Brien was busy or refused");
    await talks("1000", number);
  });

  test("waits at an outside number until it is sure that somebody is there", async () => {
    await here.sandbox.exchange.outsideAnswersAfter(300);
    const { name } = await talk();
    const line = here.window.calls.line(name);
    await here.window.calls.transfer(name, { to: "+1 418 555 0199", target: "+14185550199", kind: "Blind" });
    await line.shows("Blind transfer: making sure that somebody is there");
    await line.shows("Has the caller now");
  });
});

describe("A transfer to voicemail", () => {
  test("is over when the mailbox answers", async () => {
    const { number, name } = await talk();
    const line = here.window.calls.line(name);
    await here.window.calls.transfer(name, { ...GUDRUN, kind: "Voicemail" });
    await line.shows("The caller can leave a message");
    await here.sandbox.exchange.has("the caller alone", number, (calls) => calls.length === 1);
  });

  test("that does not exist gives the caller back", async () => {
    const settings = await here.window.settings("Calls");
    await settings.field("Voicemail by mailbox").fill("*979");
    await settings.button("Close").click();
    await settings.gone();
    const { name } = await talk();
    const line = here.window.calls.line(name);
    await here.window.calls.transfer(name, { ...GUDRUN, kind: "Voicemail" });
    await line.shows("The caller is back with you");
  });
});

describe("A truly blind transfer", () => {
  test("leaves at once, when the setting is off", async () => {
    const settings = await here.window.settings("Calls");
    await settings.role("checkbox", "Safe transfers", { checked: true }).click();
    await settings.shows("Without this, a transfer that fails cuts the caller off.");
    await settings.button("Close").click();
    const { number, name } = await talk();
    await here.window.calls.transfer(name, { ...GUDRUN, kind: "Blind" });
    await here.window.calls.line(name).shows("Waits for Guðrún Jónsdóttir");
    await here.window.calls.line(name).button("Hang up").gone();
    await here.sandbox.exchange.answer("1044");
    await here.window.calls.line(name).shows("Has the caller now");
    await talks("1044", number);
  });

  test("cuts the caller off when it leads nowhere, and says so", async () => {
    const { name } = await talk();
    await here.window.calls.transfer(name, { ...GUDRUN, kind: "Voicemail" });
    await here.window.calls
      .line(name)
      .shows("The caller was cut off: Voicemail of Guðrún Jónsdóttir could not be reached");
  });
});

describe("The transfer menus of a row", () => {
  test("are there in a call alone", async () => {
    await here.window.calls.empty();
    await here.window.searchOne("Jónsdóttir");
    await (await here.window.openMenu("Guðrún Jónsdóttir")).menuitem("Blind transfer").gone();
    await here.page.press("Escape");
    expect(await here.page.role("menu").there()).toBe(false);
  });
});
