import type { Stage } from "./stage";

const PAULA = "Paula Santerre";
const JOSEE = "Josée Beauchemin";
const GUDRUN = { to: "Jónsdóttir", target: "Guðrún Jónsdóttir" };

/**
 * Walks through all that happens by itself, calls, transfers and conversations, and tells each state while it is on screen. The
 * program speaks English and shows the list of everyone in the profile `office`.
 */
export async function* liveTour(here: Stage): AsyncGenerator<string> {
  const { page, window, sandbox } = here;
  const { exchange } = sandbox;
  const { calls, chat, header } = window;

  await exchange.callFromOutside("1000", "+14505550101");
  await calls.incoming(PAULA).appears();
  yield "incoming";
  await exchange.answer("1000");
  const line = calls.line(PAULA);
  await line.shows("Called you");
  yield "call";
  await exchange.dial("1055", "1000");
  await calls.incoming(JOSEE).appears();
  yield "second-call";
  await exchange.hangUp("1055");
  await calls.incoming(JOSEE).gone();
  await calls.beginTransfer(PAULA, GUDRUN.to, GUDRUN.target);
  yield "transfer-form";
  await page.press("Escape");
  await calls.transferring(PAULA).gone();
  await calls.transfer(PAULA, { ...GUDRUN, kind: "Attended" });
  await line.shows("Ringing…");
  await exchange.answer("1044");
  await line.shows("Answered");
  yield "attended-transfer";
  await line.button("Back to caller").click();
  await line.shows("The caller is back with you");
  yield "caller-back";
  await calls.transfer(PAULA, { ...GUDRUN, kind: "Blind" });
  await line.shows("Blind transfer: waiting for an answer");
  yield "safe-transfer";
  await exchange.hangUpAll();
  await calls.empty();

  await header.missed.click();
  await page.dialog("Missed calls").shows(JOSEE);
  yield "missed";
  await page.press("Escape");

  await sandbox.say("1055", "1000", "The parcel is here: https://wiki.acme.example/parcels");
  await sandbox.say("1044", "1000", "Bonjour !");
  await chat.button.click();
  await chat.panel.role("listitem").nth(1).shows(JOSEE);
  yield "conversations";
  await chat.panel.role("button").named(JOSEE).click();
  await chat.log(JOSEE).role("link").appears();
  await sandbox.fault({ method: "POST", path: "/api/chatd/1.0/users/me/rooms", status: 503, times: 1 });
  await chat.write(JOSEE, "Thank you, I am on my way to the second floor.");
  await chat.log(JOSEE).shows("Not sent");
  yield "conversation";
  await chat.log(JOSEE).button("Send again").click();
  await chat.log(JOSEE).lacks("Not sent");
  await chat.panel.button("Open card").click();
  await page.role("complementary", JOSEE).shows("josee.beauchemin@acme.example");
  yield "card";
  await page.press("Escape");

  await header.openPresence();
  yield "presence-menu";
  await page.menuitem("Calls and forwards…").click();
  await page.dialog("Where your calls go").appears();
  yield "forwards";
  await page.press("Escape");
  await header.writeStatus("Back at two, on the mobile until then");
  await sandbox.agent("1000", { logged: true, paused: true, reason: "Training" });
  await header.agent.shows("Paused: Training");
  await header.openAgent();
  yield "agent-menu";
  await page.press("Escape");
  await page.button("Settings").click();
  await page.dialog("Settings").role("tab").named("Calls").click();
  await page.dialog("Settings").field("Voicemail by number").appears();
  yield "settings";
  await page.press("Escape");

  await sandbox.wire.refuse(1011);
  await sandbox.wire.cut();
  await header.connection("Live updates are interrupted");
  yield "behind";
  await sandbox.wire.refuse(null);
}
