import { join } from "node:path";
import { test } from "vitest";
import { stage } from "../people/stage";

const folder = process.env.PEOPLE_PICTURES;
if (folder === undefined) throw new Error("PEOPLE_PICTURES says where the pictures go");

const here = stage({ profile: "office" });
const picture = (name: string) => here.program.picture(join(folder, `${name}.png`));

const PAULA = "Paula Santerre";
const EMILIE = "Émilie Lefèvre";

test("how one can be reached", async () => {
  await here.window.header.writeStatus("Back at two");
  await here.window.header.presence.shows("Back at two");
  await here.window.header.openPresence();
  await picture("presence");
  await here.page.press("Escape");
});

test("somebody calls", async () => {
  await here.sandbox.exchange.callFromOutside("1000", "+14505550101");
  await here.window.calls.incoming(PAULA).appears();
  await picture("incoming");
});

test("the call is transferred", async () => {
  const { exchange } = here.sandbox;
  await exchange.phone("1001", { registered: true });
  await here.window.calls.incoming(PAULA).button("Answer").click();
  await here.window.calls.line(PAULA).shows("Called you");
  const form = await here.window.calls.beginTransfer(PAULA, "lefevre", EMILIE);
  await picture("transfer-to");
  await form.button("Transfer").click();
  await here.window.calls.line(PAULA).shows("Ringing…");
  await exchange.answer("1001");
  await here.window.calls.line(PAULA).shows("Answered");
  await picture("transfer");
  await here.window.calls.line(PAULA).button("Complete transfer").click();
  await here.window.calls.line(PAULA).shows("Has the caller now");
  await exchange.hangUpAll();
  await here.window.calls.empty();
});

test("a conversation", async () => {
  const { chat } = here.window;
  await here.sandbox.say("1044", "1000", "Bonjour ! Is the stand-up at nine or at ten?");
  await here.sandbox.say(
    "1001",
    "1000",
    "A courier left a parcel for you: https://wiki.acme.example/parcels",
  );
  await chat.button.click();
  await chat.panel.role("button").named(EMILIE).click();
  await chat.write(EMILIE, "Thank you! I fetch it after lunch.");
  await chat.log(EMILIE).shows("I fetch it after lunch.");
  await here.sandbox.say("1001", "1000", "It is on my desk, second floor.");
  await chat.log(EMILIE).shows("second floor");
  await picture("chat");
  await here.page.press("Escape");
});

test("the own agent", async () => {
  await here.sandbox.agent("1000", { logged: true, paused: true, reason: "Training" });
  await here.window.header.agent.shows("Paused: Training");
  await here.window.header.openAgent();
  await picture("agent");
  await here.page.press("Escape");
});

test("a server that is away", async () => {
  await here.sandbox.stop();
  await here.window.header.connection("Offline — showing people as of");
  await here.window.search("ma");
  await here.window.grid.row("Marie Tremblay").nth(0).appears();
  await picture("offline");
});
