import { beforeEach, describe, expect, test } from "vitest";
import { stage } from "../people/stage";

const here = stage();
beforeEach(async () => {
  await here.window.rest();
  await here.window.show("My contacts");
});

const sent = async () =>
  (await here.sandbox.requests()).filter(
    ({ method, path }) => method === "POST" && path.includes("/personal"),
  );

describe("A file that cannot be imported is named, with the cause, and nothing is sent", () => {
  test.each([
    ["empty.csv", "", "“empty.csv” is empty."],
    ["header.csv", "firstname,lastname\n", "“header.csv” has a header and no contact under it."],
    [
      "picture.csv",
      Uint8Array.from({ length: 4096 }, (_, index) => (index * 37) % 256),
      "“picture.csv” is not a text file.",
    ],
  ])("%s", async (name, content, words) => {
    const path = await here.home.write(name, content);
    await here.page.button("Import").click();
    await here.program.files.choose(path);
    await here.page.role("alert").shows(words);
    await here.page.audit();
    expect(await sent()).toEqual([]);
  });

  test("closing the dialog of the system does nothing", async () => {
    await here.page.button("Import").click();
    await here.program.files.cancel();
    await here.page.dialog().gone();
    expect(await sent()).toEqual([]);
  });
});

describe("A place that cannot be written", () => {
  test("is named, and nothing is lost", async () => {
    await here.page.button("Export").click();
    await here.page.button("Choose where…").click();
    await here.program.files.choose("/proc/contacts.csv");
    await here.page.role("alert").shows("“contacts.csv”");
    await here.page.audit();
    expect((await here.sandbox.state()).personal).toHaveLength(25);
  });
});
