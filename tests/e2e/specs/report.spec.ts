import { beforeEach, describe, expect, test } from "vitest";
import { stage } from "../people/stage";

const here = stage({ profile: "full" });
beforeEach(async () => {
  await here.sandbox.noFaults();
  await here.window.rest();
  await here.window.show("My contacts");
});

const called = async (lastname: string) =>
  (await here.sandbox.state()).personal.find((contact) => contact.lastname === lastname);

const FILE = [
  "firstname,lastname,number",
  "Emmy,Noether,+49 9131 555 0153",
  "Blaise,Pascal,+33 4 65 71 55 02",
  "Too,Many,1,2,3",
  "Rounded,Number,5.55E+09",
  "Maria,Sibylla,+49 69 555 0154",
  "Ada,Lovelace,+1 514 555 0101",
].join("\n");

describe("The report of an import", () => {
  test("lists each line under what became of it", async () => {
    await here.importing.open("club.csv", FILE);
    await here.importing.run(2);
    await here.importing.dialog.shows("Every line was dealt with.");
    await here.importing.tile(2, "created").click();
    await here.importing.row("Noether").appears();
    await here.importing.tile(2, "already there").click();
    await here.importing.row("Pascal").shows("you have Blaise Pascal");
    await here.importing.tile(2, "skipped").click();
    await here.importing.row("Many").shows("5 values where the header has 3");
    await here.importing.row("Rounded").shows("the spreadsheet rounded this number");
    await here.page.audit();
  });

  test("can be copied, list by list", async () => {
    await again();
    await here.importing.tile(2, "skipped").click();
    await here.importing.row("Many").appears();
    await here.program.clipboard.put("something else");
    await here.importing.dialog.button("Copy as CSV").click();
    await here.importing.dialog.role("status").shows("Copied");
    await here.program.clipboard.matches(/^\uFEFF?line,reason,firstname,lastname,number\r?\n4,/);
  });

  test("is saved, corrected and imported again", async () => {
    await again();
    await here.importing.tile(2, "skipped").click();
    await here.importing.row("Rounded").appears();
    await here.importing.dialog.button("Save as CSV…").click();
    expect(await here.program.files.offeredName()).toBe("club (skipped).csv");
    await here.program.files.choose(here.home.at("skipped.csv"));
    await here.importing.dialog.role("status").shows("2 lines saved in “skipped.csv”");
    const saved = (await here.home.file("skipped.csv")).toString();
    expect(saved).toContain("5 values where the header has 3");
    await here.page.press("Escape");
    const corrected = saved.replaceAll("5.55E+09", "+1 555 010 0166").replace(/,1,2,3\r?\n/, ",1\r\n");
    await here.importing.open("corrected.csv", corrected);
    await here.importing.run(2);
    expect(await called("Number")).toMatchObject({ firstname: "Rounded", number: "+1 555 010 0166" });
    expect(await called("Number")).not.toHaveProperty("reason");
    await here.importing.close();
  });

  test("says what the server refused, in its words", async () => {
    await here.sandbox.fault({ method: "POST", path: "/api/dird/0.1/personal", status: 400, times: 1 });
    await here.importing.open("refused.csv", 'firstname,lastname,note\nBroken,Line,"one\ntwo"\n');
    await here.importing.start(1);
    await here.page.dialog("0 contacts imported").appears();
    await here.importing.tile(1, "refused by the server").click();
    await here.importing.row("Broken").shows("Injected fault");
    await here.page.audit();
    await here.importing.close();
  });
});

describe("Undoing an import", () => {
  test("takes away what it created and puts back what it changed, but not what was edited since", async () => {
    const before = (await here.sandbox.state()).personal;
    const file = [
      "firstname,lastname,number,company",
      "Caroline,Herschel,+44 20 555 0170,Comets",
      "Agnes,Clerke,+44 20 555 0171,History",
      "Grace,Hopper,+1 514 555 0111,Compilers",
    ].join("\n");
    await here.importing.open("stars.csv", file);
    await here.importing.run(3);
    await here.importing.close();
    expect(await called("Hopper")).toMatchObject({ company: "Compilers" });
    await here.page.button("Edit Agnes Clerke").click();
    await here.page.dialog("Edit contact").field("Company").fill("Dublin");
    await here.page.dialog("Edit contact").button("Save").click();
    await here.page.dialog().gone();
    await report("stars.csv");
    await here.importing.dialog.button("Undo this import…").click();
    const question = here.page.alertdialog("Undo the import of “stars.csv”?");
    await question.shows("2 contacts that it created are removed.");
    await here.page.audit();
    await question.button("Undo the import").click();
    await here.importing.dialog.named("The import of “stars.csv” is undone").appears();
    await here.importing.dialog.shows("1 contact was removed. 1 contact is as before.");
    await here.importing.row("Clerke").shows("edited since");
    await here.page.audit();
    const after = (await here.sandbox.state()).personal;
    const byId = (contacts: typeof after) =>
      contacts.toSorted((a, b) => (a.id ?? "").localeCompare(b.id ?? ""));
    expect(byId(after.filter(({ lastname }) => lastname !== "Clerke"))).toEqual(byId(before));
    expect(await called("Clerke")).toMatchObject({ company: "Dublin" });
    await here.importing.dialog.button("Undo this import…").gone();
    await here.importing.close();
  });
});

describe("The last imports", () => {
  test("are listed, the newest first", async () => {
    const imports = await here.importing.history();
    await imports.shows("club.csv");
    await here.page.audit();
    const words = await imports.words();
    expect(words.indexOf("stars.csv")).toBeLessThan(words.indexOf("club.csv"));
    await imports.shows("undone");
  });

  test("are there after a restart, with their reports", async () => {
    await here.restart();
    await here.window.signInAgain(here.sandbox);
    await here.window.show("My contacts");
    await report("club.csv");
    await here.importing.report(2);
    await here.importing.tile(2, "skipped").click();
    await here.importing.row("Many").shows("5 values where the header has 3");
    await here.importing.undo();
    await here.page.dialog("The import of “club.csv” is undone").appears();
    expect(await called("Noether")).toBeUndefined();
  });
});

/** Opens a report from the history. */
async function report(name: string): Promise<void> {
  const imports = await here.importing.history();
  await imports.role("group").named(name).button("Report").click();
}

/** Opens the report of the first file once more. */
async function again(): Promise<void> {
  await report("club.csv");
  await here.importing.report(2);
}
