import { beforeEach, describe, expect, test } from "vitest";
import { stage } from "../people/stage";

const here = stage({ profile: "full" });
beforeEach(async () => {
  await here.window.rest();
  await here.window.show("My contacts");
});

const stored = async (firstname: string) =>
  (await here.sandbox.state()).personal.find((contact) => contact.firstname === firstname);

describe("Columns that no program names so", () => {
  const list = (...people: string[]) => ["Who,Which,Reach,Colour", ...people].join("\n");

  test("are asked for, and the rows change at once", async () => {
    await here.importing.open("club.csv", list("Vera,Rubin,+1 202 555 0160,blue"));
    await here.importing.dialog.shows("No column was recognised.");
    await here.page.audit();
    await here.importing.column("Who").select("First name");
    await here.importing.column("Which").select("Last name");
    await here.importing.column("Reach").select("Phone number");
    await here.importing.column("Colour").select("Left out");
    await here.importing.dialog.role("columnheader", "Phone number").appears();
    await here.importing.dialog.role("columnheader", "Colour").gone();
    await here.importing.row("Rubin").shows("+1 202 555 0160");
    await here.page.audit();
    await here.importing.run(1);
    expect(await stored("Vera")).toMatchObject({ lastname: "Rubin", number: "+1 202 555 0160" });
    expect(await stored("Vera")).not.toHaveProperty("Colour");
    await here.importing.close();
  });

  test("are known the next time, and can be forgotten", async () => {
    await here.importing.open("club-2.csv", list("Cecilia,Payne,+44 20 555 0161,red"));
    await here.importing.dialog.shows("The columns are as you chose them last time.");
    await here.importing.row("Payne").appears();
    await here.importing.dialog.button("Go by the titles again").click();
    await here.importing.dialog.lacks("as you chose them last time");
    await here.importing.dialog.role("columnheader", "Phone number").gone();
  });
});

describe("A column of an own name", () => {
  test("is kept under it, or left out", async () => {
    const file = ["firstname,lastname,badge,locker", "Annie,Cannon,7,12"].join("\n");
    await here.importing.open("badges.csv", file);
    await here.importing.dialog.role("columnheader", "badge").appears();
    await here.importing.column("locker").select("Left out");
    await here.importing.dialog.role("columnheader", "locker").gone();
    await here.importing.run(1);
    expect(await stored("Annie")).toMatchObject({ badge: "7" });
    expect(await stored("Annie")).not.toHaveProperty("locker");
    await here.importing.close();
  });
});

describe("The line of the titles", () => {
  const sheet = [
    "Members of the club,,",
    "as of spring,,",
    "firstname,lastname,number",
    "Maria,Mitchell,+1 508 555 0162",
    "Williamina,Fleming,+1 617 555 0163",
  ].join("\n");

  test("is found under a heading, and can be another one", async () => {
    await here.importing.open("heading.csv", sheet);
    await here.importing.tile(2, "new").appears();
    await here.importing.dialog.field("Header").holds("3");
    await here.importing.dialog.field("Header").select("line 4");
    await here.importing.dialog.role("columnheader", "Mitchell").appears();
    await here.importing.tile(1, "new").appears();
    await here.importing.dialog.field("Header").select("none");
    await here.importing.column("Column 1").appears();
    await here.importing.dialog.field("Header").select("line 3");
    await here.importing.tile(2, "new").appears();
  });

  test("can be none at all", async () => {
    await here.importing.open("bare.csv", "Henrietta,Leavitt,+1 617 555 0164\nAntonia,Maury,+1 617 555 0165");
    await here.importing.dialog.field("Header").select("none");
    await here.importing.column("Column 1").select("First name");
    await here.importing.column("Column 2").select("Last name");
    await here.importing.column("Column 3").select("Phone number");
    await here.importing.tile(2, "new").appears();
    await here.importing.row("Leavitt").shows("+1 617 555 0164");
    await here.importing.run(2);
    expect(await stored("Henrietta")).toMatchObject({ number: "+1 617 555 0164" });
    await here.importing.close();
  });
});

describe("The encoding", () => {
  test("can be another one, and the rows say so at once", async () => {
    const bytes = Uint8Array.from(
      "firstname,lastname\nJosé,Núñez\n",
      (character) => character.codePointAt(0) ?? 0,
    );
    await here.importing.open("latin.csv", bytes);
    await here.importing.row("Núñez").appears();
    await here.importing.dialog.field("Encoding").select("Windows-1251");
    await here.importing.row("Núñez").gone();
    await here.importing.row("Josй").appears();
  });
});
