import { readFile, stat } from "node:fs/promises";
import { basename } from "node:path";
import { describe, expect, test } from "vitest";
import { until } from "../desk/patience";
import { stage } from "../people/stage";
import { files } from "../people/traces";

const here = stage();
const settings = () => here.page.dialog("Settings");

async function log(): Promise<string | undefined> {
  return [...(await files(here.home.path)).keys()].find((path) => basename(path) === "people.log");
}

describe("What helps whoever helps", () => {
  test("names the versions of all that takes part", async () => {
    await here.window.settings("About");
    await settings().shows("Wazo ");
    await settings().shows("openbox");
    await here.page.audit();
  });

  test("is a report on the clipboard, without anything about people", async () => {
    await settings().button("Copy report").click();
    await here.program.clipboard.matches(/^program: \d/);
    await settings().shows("Copied");
    const report = here.program.clipboard.read() ?? "";
    for (const line of [
      /^connection: online$/m,
      /^server: \d/m,
      /^settings\.theme: system$/m,
      /^policy\.faults: -$/m,
    ])
      expect(report).toMatch(line);
    expect(report).not.toContain(here.sandbox.username);
    expect(report).not.toContain(String(here.sandbox.port));
  });

  test("is a log as detailed as was asked for, at once, for its owner alone", async () => {
    await settings().field("Log").select("Everything");
    await here.page.press("Escape");
    await settings().gone();
    await here.window.searchOne("Gauthier");
    const path = await until("a log", log);
    await until("a line in detail", async () => / DEBUG wazo_client/.test(await readFile(path, "utf8")));
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    await here.window.rest();
  });
});
