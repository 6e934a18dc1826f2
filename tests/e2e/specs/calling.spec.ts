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
const mine = () => here.window.calls.line(JOSEE);
const hers = () => there.window.calls.line(ZOE);

/** Zoé calls Josée from the list, and picks up her own phone. */
async function callJosee(): Promise<void> {
  await here.window.searchOne("Beauchemin");
  await here.window.grid.row(JOSEE).hover();
  await here.page.button(`Call 1055, ${JOSEE}`).click();
  await mine().shows("Your phone rings…");
  await here.sandbox.exchange.answer("1000");
  await mine().shows("Calling…");
}

/** They talk. */
async function talk(): Promise<void> {
  await callJosee();
  await there.window.calls.incoming(ZOE).appears();
  await here.sandbox.exchange.answer("1055");
  await hers().shows("Called you");
  await mine().shows("Connected");
}

async function over(): Promise<void> {
  await here.window.calls.empty();
  await there.window.calls.empty();
}

describe("A call", () => {
  test("rings in the other window with the name of the directory, and takes no keyboard", async () => {
    await there.window.omnibox.click();
    await callJosee();
    const incoming = await there.window.calls.incoming(ZOE).appears();
    await incoming.shows("1000");
    await incoming.shows("Calls you");
    await there.window.omnibox.focused();
    await there.page.audit();
    await here.page.audit();
  });

  test("answered at the phone goes on in both windows, with its time", async () => {
    await here.sandbox.exchange.answer("1055");
    await hers().shows("Called you · 0:0");
    await mine().shows("Connected · 0:0");
    await there.window.calls.incoming(ZOE).gone();
    await here.page.audit();
    await there.page.audit();
  });

  test("is muted and unmuted", async () => {
    await mine().button("Mute").click();
    await mine().shows("You are muted");
    await mine().button("Mute").has("aria-pressed", "true");
    await mine().button("Mute").click();
    await mine().lacks("You are muted");
  });

  test("is held and taken back, where the phone can do that", async () => {
    await mine().button("Hold").click();
    await mine().shows("On hold");
    await mine().button("Hold").has("aria-pressed", "true");
    await mine().button("Hold").click();
    await mine().lacks("On hold");
  });

  test("takes digits, from the keypad and from the keyboard", async () => {
    await mine().button("Keypad").click();
    const keypad = await here.page.dialog("Keypad").appears();
    await keypad.button("Send 4").click();
    await here.page.type("2#");
    await keypad.role("status").shows("Sent: 42#");
    await here.page.audit();
    await here.page.press("Escape");
    await keypad.gone();
    await mine().button("Keypad").focused();
    // What is pressed while another digit is on its way goes with the next request.
    await until("the digits at the server, in order", async () => {
      const sent = (await here.sandbox.requests()).filter(({ path }) => path.endsWith("/dtmf"));
      return sent.map(({ query }) => new Map(query).get("digits")).join("") === "42#";
    });
  });

  test("ends in both windows when one hangs up", async () => {
    await mine().button("Hang up").click();
    await over();
    await here.window.omnibox.focused();
  });
});

describe("A phone that cannot be held from the window", () => {
  test("says which key to use, and is not asked again", async () => {
    await here.sandbox.exchange.phone("1055", { hold_by_api: false });
    await talk();
    await hers().button("Hold").click();
    await there.page.role("alert").shows("Your phone cannot be told to do this from here.");
    await hers().button("Hold").has("aria-disabled", "true");
    await hers().button("Hold").has("title", "Hold (use the key on your phone)");
    await there.page.audit();
  });

  test("is shown on hold when its own key is pressed", async () => {
    await here.sandbox.exchange.hold("1055");
    await hers().shows("On hold");
    await here.sandbox.exchange.resume("1055");
    await hers().lacks("On hold");
    await here.sandbox.exchange.hangUp("1055");
    await over();
  });

  test("nor can it be answered from there, in the next call either", async () => {
    await callJosee();
    const incoming = await there.window.calls.incoming(ZOE).appears();
    await incoming.button("Refuse").appears();
    await incoming.button("Answer").gone();
    await mine().button("Hang up").click();
    await over();
    await there.window.dismissNotices();
  });
});

describe("Somebody who looks elsewhere", () => {
  const title = `${ZOE} is calling`;

  async function putAway(): Promise<void> {
    there.desktop.minimise(await there.desktop.window("People"));
    await until("no window", () => !there.desktop.has("People"));
  }

  test("is told by the system, and can refuse there", async () => {
    await putAway();
    await callJosee();
    expect(await notices.shows(title)).toMatchObject({ body: "1000", urgency: "CRITICAL" });
    await notices.press(title, "Refuse");
    await notices.gone(title);
    await there.window.calls.empty();
    expect(there.desktop.has("People")).toBe(false);
    await mine().button("Hang up").click();
    await over();
  });

  test("is brought to the call by a press", async () => {
    await callJosee();
    await notices.press(title);
    await there.desktop.window("People");
    await there.window.calls.incoming(ZOE).appears();
    await here.sandbox.exchange.answer("1055");
    await hers().appears();
    await notices.gone(title);
    await hers().button("Hang up").click();
    await over();
  });

  test("is told what was missed", async () => {
    // What was missed before is seen, so that it is one.
    await there.page.role("banner").role("button").named("issed call").click();
    await there.page.dialog("Missed calls").button("Close").click();
    await there.page.role("banner").button("Missed calls").appears();
    await putAway();
    await callJosee();
    await notices.shows(title);
    await mine().button("Hang up").click();
    await notices.gone(title);
    await notices.press(`Missed call: ${ZOE}`);
    await there.desktop.window("People");
    await there.page.dialog("Missed calls").shows(ZOE);
    await there.page.press("Escape");
  });
});

describe("A call that cannot begin", () => {
  test("without a phone is explained", async () => {
    await here.sandbox.exchange.phone("1000", { registered: false });
    await here.window.searchOne("Beauchemin");
    await here.window.grid.row(JOSEE).hover();
    await here.page.button(`Call 1055, ${JOSEE}`).click();
    await here.page
      .role("alert")
      .shows("Your own phone is not connected, so the call could not start. Switch it on and call again.");
    await here.sandbox.exchange.phone("1000", { registered: true });
    await here.window.rest();
  });
});
