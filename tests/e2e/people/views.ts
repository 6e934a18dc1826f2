import type { Stage } from "./stage";

/** A view that is on screen. */
export interface View {
  name: string;
  /** Opens it anew, where it keeps the words that it was opened with. */
  afresh?: () => Promise<unknown>;
}

const PAULA = "Paula Santerre";
const EMILIE = "Émilie Lefèvre";

const FILE = [
  "Prénom;Nom;Téléphone;Adresse de messagerie;Société",
  "Élodie;Bénézech;+33 1 55 50 01 56;elodie@benezech.example;Ateliers Bénézech",
  "Adèle;Petit;+33 1 55 50 01 57;;",
  "Ada;Lovelace;+1 514 555 0101;ada@engine.example;Engines of Tomorrow",
  "Marc;Roy;5.55E+09;marc@roy.example;",
].join("\r\n");

/**
 * Walks through the views of which pictures are kept, from the sign-in on, and tells each while it is on screen. The program speaks
 * English whenever it goes on.
 */
export async function* views(here: Stage): AsyncGenerator<View> {
  const { page, window, sandbox, importing } = here;
  const { calls, chat } = window;

  await page.field("Server").fill("wazo.acme.example");
  await page.field("User name").fill("zoe.lambert@acme.example");
  yield { name: "signin" };

  await window.signIn(sandbox);
  await window.profile("office");
  await window.people();
  yield { name: "people" };

  await window.search("ma");
  await window.grid.row("Marie Tremblay").nth(0).appears();
  await page.press("ArrowDown", "ArrowDown");
  yield { name: "search" };
  const open = async () => {
    await page.press("Alt+ArrowDown");
    await page.role("menu").appears();
  };
  await open();
  yield { name: "menu", afresh: () => page.press("Escape").then(open) };
  await page.press("Escape");
  await window.search("nobody of this name");
  await page.role("main").shows("Nobody");
  yield { name: "nobody" };
  await window.search("");

  await window.show("My contacts");
  await page.button("Edit Ada Lovelace").click();
  await page.dialog("Edit contact").appears();
  yield { name: "contact" };
  await page.press("Escape");
  await importing.open("contacts-2026.csv", Buffer.from(FILE, "latin1"));
  await importing.row("Bénézech").appears();
  yield { name: "import" };
  await page.press("Escape");
  await page.dialog().gone();
  await window.show("All");

  await page.button("Settings").click();
  await page.dialog("Settings").appears();
  yield { name: "settings" };
  await page.press("Escape");

  await sandbox.exchange.callFromOutside("1000", "+14505550101");
  await calls.incoming(PAULA).appears();
  yield { name: "incoming" };
  await sandbox.exchange.answer("1000");
  await calls.line(PAULA).shows("Called you");
  await calls.beginTransfer(PAULA, "lefevre", EMILIE);
  yield { name: "transfer" };
  await sandbox.exchange.hangUpAll();
  await calls.empty();
  await window.search("");

  await sandbox.say("1044", "1000", "Bonjour ! Is the stand-up at nine or at ten?");
  await sandbox.say("1001", "1000", "A courier left a parcel for you: https://wiki.acme.example/parcels");
  await chat.button.click();
  await chat.panel.role("button").named(EMILIE).click();
  await chat.write(EMILIE, "Thank you! I fetch it after lunch.");
  await chat.log(EMILIE).shows("I fetch it after lunch.");
  yield { name: "chat" };
  await page.press("Escape");

  await sandbox.stop();
  await window.header.connection("Offline");
  yield { name: "offline" };
}
