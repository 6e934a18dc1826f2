import { join } from "node:path";
import { test } from "vitest";
import { peopleCalled } from "../people/importing";
import { stage } from "../people/stage";

const folder = process.env.PEOPLE_PICTURES;
if (folder === undefined) throw new Error("PEOPLE_PICTURES says where the pictures go");

const here = stage({ signedIn: false });
const picture = (name: string) => here.program.picture(join(folder, `${name}.png`));

test("signing in", async () => {
  await here.page.field("Server").fill("wazo.acme.example");
  await here.page.field("User name").fill("zoe.lambert@acme.example");
  await picture("signin");
});

test("a search, with the menu of a row", async () => {
  await here.window.signIn(here.sandbox);
  await here.window.profile("office");
  await here.window.search("ma");
  await here.window.grid.row("Marie Tremblay").nth(0).appears();
  await here.page.press("ArrowDown", "ArrowDown");
  await picture("search");
  await here.page.press("Alt+ArrowDown");
  await here.page.role("menu").appears();
  await picture("menu");
  await here.page.press("Escape");
});

test("an own contact", async () => {
  await here.window.rest();
  await here.window.show("My contacts");
  await here.page.button("Edit Ada Lovelace").click();
  await here.page.dialog("Edit contact").appears();
  await picture("contact");
  await here.page.press("Escape");
});

test("an import, from its plan to its undoing", async () => {
  const { importing, page } = here;
  const file = [
    "Prénom;Nom;Téléphone;Adresse de messagerie;Société",
    "Élodie;Bénézech;+33 1 55 50 01 56;elodie@benezech.example;Ateliers Bénézech",
    "Adèle;Petit;+33 1 55 50 01 57;;",
    "Ada;Lovelace;+1 514 555 0101;ada@engine.example;Engines of Tomorrow",
    "Blaise;Pascal;+33 4 65 71 55 02;;",
    "Marc;Roy;5.55E+09;marc@roy.example;",
    "Inès;Carvalho;+351 21 555 0158;ines@carvalho.example;;too much",
  ].join("\r\n");
  await importing.open("contacts-2026.csv", Buffer.from(file, "latin1"));
  await importing.row("Bénézech").appears();
  await picture("import");
  await importing.run(3);
  await importing.tile(2, "skipped").click();
  await importing.row("Roy").appears();
  await picture("report");
  await importing.close();
  await page.button("Edit Adèle Petit").click();
  await page.dialog("Edit contact").field("Company").fill("Petit & fils");
  await page.dialog("Edit contact").button("Save").click();
  await page.dialog().gone();
  await (await importing.history()).role("group").named("contacts-2026.csv").button("Report").click();
  await importing.undo();
  await importing.row("Petit").shows("edited since");
  await here.window.dismissNotices();
  await picture("undo");
  await importing.close();
});

test("an import that runs", async () => {
  await here.window.rest();
  await here.window.show("My contacts");
  await here.sandbox.slowImports(1500, { first: true });
  await here.importing.open("members.csv", peopleCalled("Member", 12_000));
  await here.importing.start("12,000");
  await here.importing.dialog.shows("rows a minute");
  await picture("run");
  await here.importing.dialog.button("Stop").click();
  await here.importing.dialog.shows("You stopped the import.");
  await here.sandbox.noFaults();
  await here.importing.undo();
  await here.importing.dialog.named("is undone").appears();
  await here.importing.close();
});

test("an export", async () => {
  await here.window.rest();
  await here.window.show("My contacts");
  await here.page.button("Export").click();
  await here.page.dialog("Export contacts").text("Columns").click();
  await picture("export");
  await here.page.press("Escape");
});

test("in the dark", async () => {
  await here.window.rest();
  await here.window.theme("Dark");
  await here.window.search("ma");
  await picture("dark");
});
