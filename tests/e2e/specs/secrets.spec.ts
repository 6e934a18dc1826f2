import { basename } from "node:path";
import { describe, expect, test } from "vitest";
import { until } from "../desk/patience";
import { stage } from "../people/stage";
import { files, processes, traces } from "../people/traces";

const here = stage({ signedIn: false });

const WRONG = "unique-and-wrong-7Q";
const SENT = "The parcel is behind the blue door";
const RECEIVED = "Bring the yellow umbrella";
const JOSEE = "Josée Beauchemin";

/** What may never stand anywhere, as far as is known by now. */
const secrets = new Map<string, string>([["the wrong password", WRONG]]);
const words = new Map([
  ["a message sent", SENT],
  ["a message received", RECEIVED],
]);

/** The server makes new tokens as the session goes on; each of them is to be looked for. */
async function note(): Promise<void> {
  for (const token of await here.sandbox.tokens()) secrets.set(`token ${token.slice(0, 8)}`, token);
}

async function copiedReport(): Promise<string> {
  await here.program.clipboard.put("something else");
  await here.window.settings("About");
  await here.page.dialog("Settings").button("Copy report").click();
  await here.program.clipboard.matches(/^program: /);
  await here.page.press("Escape");
  return here.program.clipboard.read() ?? "";
}

/** What the program says: its log, stderr and the report. */
async function said(): Promise<Map<string, Buffer>> {
  const logs = [...(await files(here.home.path))].filter(([path]) => basename(path).startsWith("people.log"));
  expect(logs.length).toBeGreaterThan(0);
  return new Map([
    ...logs,
    ["stderr", Buffer.from(here.program.said)],
    ["the report", Buffer.from(await copiedReport())],
  ]);
}

describe("A session with everything in it", () => {
  test("is logged in every detail", async () => {
    const { url: server, username, password } = here.sandbox;
    secrets.set("the password", password);
    secrets.set("the password for HTTP", Buffer.from(`${username}:${password}`).toString("base64"));
    await here.window.askToSignIn({ server, username, password: WRONG });
    await here.page.button("Trust this server").click();
    await here.page.role("alert").shows("The user name or the password is wrong.");
    await here.window.signInAgain(here.sandbox, { stay: true });
    await here.window.settings("About");
    const settings = here.page.dialog("Settings");
    await settings.field("Log").select("Everything");
    await here.page.press("Escape");
    await settings.gone();
    await note();
  });

  test("has messages", async () => {
    await here.window.search("Beauchemin");
    await (await here.window.openMenu(JOSEE)).role("menuitem").named("Send a message").click();
    await here.window.chat.write(JOSEE, SENT);
    await here.window.chat.log(JOSEE).shows(SENT);
    await here.sandbox.say("1055", "1000", RECEIVED);
    await here.window.chat.log(JOSEE).shows(RECEIVED);
    await here.window.rest();
  });

  test("has a call", async () => {
    await here.window.searchOne("Beauchemin");
    await here.window.grid.row(JOSEE).hover();
    await here.page.button(`Call 1055, ${JOSEE}`).click();
    await here.sandbox.exchange.answer("1000");
    await here.sandbox.exchange.answer("1055");
    await here.window.calls.line(JOSEE).shows("Connected");
    await here.window.calls.line(JOSEE).button("Hang up").click();
    await here.window.calls.empty();
    await here.window.rest();
  });

  test("has an import", async () => {
    await here.window.show("My contacts");
    await here.importing.open("one.csv", "firstname,lastname,number\nNadia,Secret,+1 819 555 7788\n");
    await here.importing.run(1);
    await here.importing.close();
    await here.window.show("All");
  });

  test("has tokens that run out, and a server that quotes them", async () => {
    await here.sandbox.revokeTokens();
    await here.window.searchOne("gauthier");
    await note();
    await here.sandbox.expireTokens();
    await here.sandbox.service("calld", false);
    await here.window.rest();
    await here.window.searchOne("bob");
    await here.sandbox.service("calld", true);
    await note();
  });
});

describe("No secret of it", () => {
  test("is in what the program says", async () => {
    const places = await said();
    expect(traces(secrets, places)).toEqual([]);
    expect(traces(words, places)).toEqual([]);
    expect(traces(new Map([["a number", "18195557788"]]), places)).toEqual([]);
  });

  test("is told to whoever looks at the processes of this computer", async () => {
    const places = await processes(here.home.path);
    expect(places.size).toBeGreaterThan(0);
    expect(traces(secrets, places)).toEqual([]);
  });

  test("is in a file, while the program runs", async () => {
    expect(traces(secrets, await files(here.home.path))).toEqual([]);
  });

  test("is in a file after the sign-out and the end of the program", async () => {
    await here.window.signOut();
    await here.sandbox.holds("has no session left", ({ refresh_tokens }) => refresh_tokens === 0);
    await here.program.closesBy(async () => here.desktop.close(await here.desktop.window("People")));
    await until("the processes are gone", async () => (await processes(here.home.path)).size === 0);
    expect(traces(secrets, await files(here.home.path))).toEqual([]);
    await here.restart();
  });

  test("would be missed if it were there", async () => {
    const token = [...secrets.values()].find((secret) => /^[0-9a-f-]{36}$/.test(secret)) ?? "";
    await here.home.write("leak.sqlite", Buffer.from(`page ${token}`, "utf16le"));
    expect(traces(secrets, await files(here.home.path))).toHaveLength(1);
  });
});
