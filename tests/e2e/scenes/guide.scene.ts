import { join } from "node:path";
import { test } from "vitest";
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

test("the plan of an import", async () => {
  const file = [
    "Prénom;Nom;Téléphone;Adresse de messagerie",
    "Élodie;Bénézech;+33 1 55 50 01 56;elodie@benezech.example",
    "Jérôme;Petit;+33 1 55 50 01 57;",
    "Ada;Lovelace;+1 514 555 0101;ada@engine.example",
    "Marc;Roy;5.55E+09;marc@roy.example",
    "Inès;Carvalho;+351 21 555 0158;ines@carvalho.example;too much",
  ].join("\r\n");
  const path = await here.home.write("contacts-2026.csv", Buffer.from(file, "latin1"));
  await here.page.button("Import").click();
  await here.program.files.choose(path);
  await here.page.role("row").named("Bénézech").appears();
  await picture("import");
  await here.page.press("Escape");
});

test("in the dark", async () => {
  await here.window.rest();
  await here.page.button("Settings").click();
  await here.page.role("radiogroup", "Theme").role("radio", "Dark").click();
  await here.page.dialog("Settings").button("Close").click();
  await here.window.search("ma");
  await picture("dark");
});
