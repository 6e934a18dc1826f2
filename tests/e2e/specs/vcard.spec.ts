import { beforeEach, describe, expect, test } from "vitest";
import { stage } from "../people/stage";

const here = stage({ profile: "full" });
beforeEach(async () => {
  await here.window.rest();
  await here.window.show("My contacts");
});

const CARDS = [
  "BEGIN:VCARD",
  "VERSION:2.1",
  "N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Ch=C3=A2telet;=C3=89milie;;;",
  "TEL;WORK;VOICE:+33 1 55 50 01 70",
  "TEL;CELL:+33 6 55 50 01 70",
  "PHOTO;ENCODING=BASE64;JPEG:/9j/4AAQSkZJRg==",
  "",
  "END:VCARD",
  "BEGIN:VCARD",
  "VERSION:4.0",
  "UID:urn:uuid:7f3c0f6e-4a9b-4d6c-9a51-2a6f0c1d9e01",
  "FN:Sophie Germain",
  "N:Germain;Sophie;;;",
  "EMAIL:sophie@elastic.example",
  "NOTE:first line\\nsecond line",
  "END:VCARD",
  "BEGIN:VCARD",
  "VERSION:4.0",
  "KIND:group",
  "FN:Mathematicians",
  "END:VCARD",
].join("\r\n");

const called = async (lastname: string) =>
  (await here.sandbox.state()).personal.find((contact) => contact.lastname === lastname);

describe("A vCard file", () => {
  test("is planned like any other, and what is left out is said", async () => {
    await here.importing.open("people.vcf", CARDS);
    await here.importing.tile(2, "new").appears();
    await here.importing.row("Châtelet").shows("+33 6 55 50 01 70");
    await here.importing.dialog.shows("Left out of the cards: 1 photo.");
    await here.importing.dialog.field("Separator").gone();
    await here.page.audit();
    await here.importing.tile(1, "skipped").click();
    await here.importing.row("a group of contacts").appears();
    await here.importing.run(2);
    await here.importing.close();
    expect(await called("Châtelet")).toMatchObject({
      firstname: "Émilie",
      number: "+33 1 55 50 01 70",
      mobile: "+33 6 55 50 01 70",
    });
    expect(await called("Germain")).toMatchObject({
      id: "7f3c0f6e-4a9b-4d6c-9a51-2a6f0c1d9e01",
      note: "first line\nsecond line",
    });
  });

  test("is written, and comes back with nothing to do", async () => {
    await here.page.button("Export").click();
    await here.page.radio("vCard").click();
    await here.page.button("Choose where…").click();
    expect(await here.program.files.offeredName()).toBe("contacts.vcf");
    await here.program.files.choose(here.home.at("all.vcf"));
    await here.page.role("status").shows("27 contacts written to “all.vcf”");
    const cards = (await here.home.file("all.vcf")).toString();
    expect(cards.match(/^BEGIN:VCARD\r$/gm)).toHaveLength(27);
    expect(cards).toContain("UID:urn:uuid:7f3c0f6e-4a9b-4d6c-9a51-2a6f0c1d9e01");
    await here.page.button("Import").click();
    await here.program.files.choose(here.home.at("all.vcf"));
    await here.page.dialog("Nothing new in “all.vcf”").appears();
    await here.importing.tile(27, "already there").appears();
  });
});
