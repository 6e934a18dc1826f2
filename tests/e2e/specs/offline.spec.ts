import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, test } from "vitest";
import { stage } from "../people/stage";

const data = await mkdtemp(join(tmpdir(), "people-server-"));
const here = stage({ signedIn: false, sandbox: { data } });
afterAll(() => rm(data, { recursive: true, force: true }));

const connection = (words: string) => here.page.role("banner").shows(words);

describe("Without the server", () => {
  test("people are still found, and since when is said", async () => {
    await here.window.signIn(here.sandbox, { stay: true });
    await here.page.tab("All").shows("107");
    await here.sandbox.stop();
    await connection("Offline — showing people as of");
    await here.window.searchOne("lefevre");
    await here.window.grid.row("Émilie Lefèvre").appears();
    await here.page.audit();
  });

  test("what needs the server says so", async () => {
    await here.window.grid.row("Émilie Lefèvre").hover();
    await here.page.button("Call 1001, Émilie Lefèvre").click();
    await here.page.role("alert").shows("The server is out of reach, so this was not done.");
    await here.window.rest();
  });

  test("also after a restart", async () => {
    await here.restart();
    await here.window.people();
    await connection("showing people as of");
    await here.window.searchOne("lefevre");
    await here.window.grid.row("Émilie Lefèvre").appears();
    await here.window.rest();
  });

  test("and when it is back, all is as before", async () => {
    await here.replaceSandbox();
    await here.page.role("banner").lacks("showing people as of");
    await here.window.searchOne("gauthier");
    await here.page.button("Call 1059, Bob Gauthier").appears();
    await here.page.press("Enter");
    await here.page.role("status").shows("Calling 1059");
  });
});
