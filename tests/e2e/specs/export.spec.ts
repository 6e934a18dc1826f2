import { beforeEach, describe, expect, test } from "vitest";
import { stage } from "../people/stage";

const here = stage();
beforeEach(async () => {
  await here.window.rest();
  await here.window.show("My contacts");
});

async function save(name: string, purpose: string): Promise<string> {
  await here.page.button("Export").click();
  await here.page.radio(purpose).click();
  await here.page.button("Choose where…").click();
  await here.program.files.choose(here.home.at(name));
  await here.page.role("status").shows(`25 contacts written to “${name}”`);
  return (await here.home.file(name)).toString();
}

describe("Export", () => {
  test("is easy to use, and offers a name", async () => {
    await here.page.button("Export").click();
    await here.page.dialog("Export my contacts").appears();
    await here.page.audit();
    await here.page.button("Choose where…").click();
    expect(await here.program.files.offeredName()).toBe("contacts.csv");
    await here.program.files.cancel();
  });

  test("writes every field of every contact", async () => {
    const csv = await save("copy.csv", "To import it again");
    const [header = "", ...lines] = csv.trimEnd().split("\r\n");
    expect(header.split(",")).toEqual(
      expect.arrayContaining(["birthday", "firstname", "id", "lastname", "note", "number"]),
    );
    expect(header.split(",")).toEqual(header.split(",").toSorted());
    expect(lines).toHaveLength(25);
    expect(csv).toContain("1815-12-10");
    expect(csv).toContain("+49 176 5550119");
  });

  test("comes back with nothing to do", async () => {
    await here.page.button("Import").click();
    await here.program.files.choose(here.home.at("copy.csv"));
    await here.page.dialog("Nothing new in “copy.csv”").appears();
    await here.page.press("Escape");
    expect((await here.sandbox.state()).personal).toHaveLength(25);
  });

  test("for a spreadsheet has a byte order mark", async () => {
    expect(await save("sheet.csv", "For a spreadsheet")).toMatch(/^\uFEFF/);
  });
});
