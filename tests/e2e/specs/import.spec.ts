import { beforeEach, describe, expect, test } from "vitest";
import { stage } from "../people/stage";

const here = stage({ profile: "full" });
beforeEach(async () => {
  await here.sandbox.noFaults();
  await here.window.rest();
  await here.window.show("My contacts");
});

const plan = () => here.importing.dialog;
const stored = async (firstname: string) =>
  (await here.sandbox.state()).personal.find((contact) => contact.firstname === firstname);

const WAZO = [
  "firstname,lastname,number,email",
  "Rosalind,Franklin,+44 20 555 0151,rosalind@helix.example",
  "Lise,Meitner,+43 1 555 0152,",
].join("\r\n");

describe("A good file", () => {
  test("is understood before anything is sent", async () => {
    await here.importing.open("wazo.csv", WAZO);
    await plan().named("Import 2 contacts from “wazo.csv”").appears();
    await here.importing.tile(2, "new").appears();
    await plan().role("row").named("Rosalind").shows("rosalind@helix.example");
    await here.page.audit();
    expect((await here.sandbox.state()).personal).toHaveLength(25);
    await here.page.press("Escape");
    await plan().gone();
    expect((await here.sandbox.state()).personal).toHaveLength(25);
  });

  test("goes up, and the report is true", async () => {
    await here.importing.open("wazo.csv", WAZO);
    await plan().button("Import 2").click();
    await here.page.dialog("2 contacts imported").appears();
    await here.page.audit();
    await here.page.dialog().button("Close").click();
    await here.window.grid.row("Rosalind Franklin").appears();
    await here.page.tab("My contacts").shows("27");
    expect(await stored("Lise")).toMatchObject({ lastname: "Meitner", number: "+43 1 555 0152" });
  });

  test("a second time creates nothing", async () => {
    await here.importing.open("wazo.csv", WAZO);
    await plan().named("Nothing new in “wazo.csv”").appears();
    await here.importing.tile(2, "already there").appears();
    await here.page.press("Escape");
    await plan().gone();
    expect((await here.sandbox.state()).personal).toHaveLength(27);
  });
});

describe("A file with bad lines", () => {
  const RAGGED = [
    "firstname,lastname,number",
    "Emmy,Noether,+49 9131 555 0153",
    "Too,Many,1,2,3",
    "Few",
    "Rounded,Number,5.55E+09",
    "Maria,Sibylla,+49 69 555 0154",
  ].join("\n");

  test("shows which lines are left out, and why, and saves them", async () => {
    await here.importing.open("ragged.csv", RAGGED);
    await here.importing.tile(2, "new").appears();
    await here.importing.tile(3, "skipped").click();
    await plan().role("row").named("5 values where the header has 3").shows("3");
    await plan().role("row").named("the spreadsheet rounded this number").shows("5");
    await here.page.audit();
    await plan().button("Import 2").click();
    await here.page.dialog("2 contacts imported").appears();
    await here.importing.tile(3, "skipped").click();
    await here.page.button("Save as CSV…").click();
    await here.program.files.choose(here.home.at("skipped.csv"));
    const saved = (await here.home.file("skipped.csv")).toString();
    expect(saved).toContain("Too,Many,1,2,3");
    expect(saved).toContain("5 values where the header has 3");
    await here.page.dialog().button("Close").click();
  });
});

describe("Files of other programs", () => {
  test("Google, with several values in a field and notes over several lines", async () => {
    const google = [
      "\uFEFFFirst Name,Middle Name,Last Name,Organization Name,Notes,E-mail 1 - Label,E-mail 1 - Value,Phone 1 - Label,Phone 1 - Value",
      'Hedy,,Lamarr,Spread Spectrum,"first line\nsecond line",Work,hedy@spectrum.example ::: lamarr@home.example,Mobile,+43 1 555 0155',
    ].join("\r\n");
    await here.importing.open("google.csv", google);
    await here.importing.tile(1, "new").appears();
    await plan().shows("Google");
    await plan().button("Import 1").click();
    await here.page.dialog("1 contact imported").button("Close").click();
    await here.window.grid.row("Hedy Lamarr").appears();
    expect(await stored("Hedy")).toMatchObject({
      lastname: "Lamarr",
      company: "Spread Spectrum",
      email: "hedy@spectrum.example",
    });
  });

  test("Windows-1252 with semicolons, shown and changeable", async () => {
    const text =
      "Prénom;Nom;Téléphone\r\nÉlodie;Bénézech;+33 1 55 50 01 56\r\nJérôme;Lœuillet;+33 1 55 50 01 57\r\n";
    const bytes = Uint8Array.from(text, (character) =>
      character === "œ" ? 0x9c : (character.codePointAt(0) ?? 0),
    );
    await here.importing.open("outlook.csv", bytes);
    await plan().field("Separator").holds("semicolon");
    await plan().role("row").named("Bénézech").appears();
    await plan().role("row").named("Lœuillet").appears();
    await plan().button("Import 2").click();
    await here.page.dialog("2 contacts imported").button("Close").click();
    expect(await stored("Élodie")).toMatchObject({ lastname: "Bénézech" });
  });
});

describe("A server that fails in the middle", () => {
  const file = [
    "firstname,lastname",
    ...Array.from({ length: 40 }, (_, index) => `Person,Number ${index}`),
  ].join("\n");

  test("leaves a true count of what is there", async () => {
    const before = (await here.sandbox.state()).personal.length;
    await here.sandbox.fault({
      method: "POST",
      path: "/api/dird/0.1/personal/import",
      status: 504,
      html: true,
      commit: true,
      times: 1,
    });
    await here.importing.open("forty.csv", file);
    await plan().button("Import 40").click();
    await here.page.dialog("40 contacts imported").appears();
    expect((await here.sandbox.state()).personal).toHaveLength(before + 40);
    await here.page.dialog().button("Close").click();
  });
});
