import { beforeEach, describe, expect, test } from "vitest";
import { stage } from "../people/stage";

const here = stage({ profile: "full" });
beforeEach(async () => {
  await here.window.rest();
  await here.window.show("My contacts");
});

const called = async (lastname: string) =>
  (await here.sandbox.state()).personal.filter((contact) => contact.lastname === lastname);

/** Ada, Grace and Alan by name and number, each with a company of another name. */
const FILE = [
  "firstname,lastname,number,company",
  "Ada,Lovelace,+1 514 555 0101,Engines of Tomorrow",
  "Grace,Hopper,+1 514 555 0111,Compilers of Tomorrow",
  "Alan,Turing,+44 161 555 0122,Machines of Tomorrow",
].join("\n");

describe("A line about a contact that is there", () => {
  test("shows what would change, field by field", async () => {
    await here.importing.open("tomorrow.csv", FILE);
    await here.importing.tile(3, "changes").click();
    await here.importing.row("Ada Lovelace").shows("Engines of Tomorrow");
    await here.importing.row("Ada Lovelace").shows("same name and number");
    await here.page.audit();
  });

  test("can be left out, one by one", async () => {
    await here.importing.open("tomorrow.csv", FILE);
    await here.importing.tile(3, "changes").click();
    await here.importing.dialog.field("What becomes of Ada Lovelace").select("Leave out");
    await here.importing.dialog.field("What becomes of Grace Hopper").select("Keep both");
    await here.importing.run(2);
    expect(await called("Lovelace")).toMatchObject([{ firstname: "Ada" }]);
    expect((await called("Lovelace"))[0]?.company).not.toBe("Engines of Tomorrow");
    expect((await called("Hopper")).map(({ company }) => company)).toContain("Compilers of Tomorrow");
    expect(await called("Hopper")).toHaveLength(2);
    expect(await called("Turing")).toMatchObject([{ company: "Machines of Tomorrow" }]);
    await here.importing.tile(1, "created").appears();
    await here.importing.tile(1, "updated").appears();
    await here.importing.tile(1, "skipped").click();
    await here.importing.row("Lovelace").shows("you chose to leave it out");
    await here.page.audit();
    await here.importing.close();
  });

  test("or all at once", async () => {
    await here.importing.open("tomorrow.csv", FILE);
    await here.importing.tile(1, "changes").click();
    await here.importing.dialog.field("For all of them").select("Leave out");
    await here.page.dialog("Nothing new in “tomorrow.csv”").appears();
    await here.importing.dialog.field("For all of them").select("Update");
    await here.importing.run(1);
    expect(await called("Lovelace")).toMatchObject([{ company: "Engines of Tomorrow" }]);
    await here.importing.close();
  });

  test("and is known by its id, whatever its name", async () => {
    const [ada] = await called("Lovelace");
    await here.importing.open("ids.csv", `id,firstname,lastname\n${ada?.id ?? ""},Augusta Ada,King\n`);
    await here.importing.tile(1, "changes").click();
    await here.importing.row("Ada Lovelace").shows("same id");
    await here.importing.run(1);
    expect(await called("King")).toMatchObject([{ id: ada?.id, firstname: "Augusta Ada" }]);
    await here.importing.close();
  });
});

describe("A line that is there already", () => {
  test("says whom it is the same as", async () => {
    await here.importing.open("same.csv", "firstname,lastname,number\nBlaise,Pascal,+33 4 65 71 55 02\n");
    await here.importing.tile(1, "already there").click();
    await here.importing.row("Pascal").shows("you have Blaise Pascal");
  });
});
