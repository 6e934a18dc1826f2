import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { stage } from "../people/stage";

const here = stage({ signedIn: false });
beforeAll(() => here.window.signIn(here.sandbox, { stay: true }));
const JOSEE = "Josée Beauchemin";
const SERVICES = ["websocketd", "auth", "calld", "chatd", "dird", "confd", "agentd"];
const BEHIND = "Live updates are interrupted — statuses may be old";
const PERSON: Record<string, string> = {
  available: "Available",
  away: "Away",
  unavailable: "Offline",
  invisible: "Offline",
};
const PHONE: Record<string, string> = {
  available: "Available",
  ringing: "Ringing",
  talking: "In a call",
  holding: "On hold",
  unavailable: "Phone off",
};
const row = () => here.window.grid.row(JOSEE);

/** Who signs in anew does not wait long before the next try. */
async function signInAnew(): Promise<void> {
  await here.window.signOut();
  await here.window.signInAgain(here.sandbox, { stay: true });
  await here.window.searchOne("Beauchemin");
  await here.sandbox.wire.started(1);
}

/** Something happens that nobody is told of, as no connection is there. */
async function unheard(status: string): Promise<void> {
  await here.sandbox.presence({ number: "1055", status });
}

describe("A connection that the server closes", () => {
  beforeEach(signInAnew);

  test.each([
    [1000, "as it goes down"],
    [1001, "as it goes away"],
    [1011, "as its bus broke"],
    [4001, "without a token"],
    [4002, "as it cannot check the token"],
    [4003, "as the token has expired"],
  ])("with %i, %s, comes back with all that happened", async (code) => {
    await here.sandbox.wire.refuse(1011);
    await here.sandbox.wire.close(code);
    await here.sandbox.wire.started(0);
    await here.window.header.connection(BEHIND);
    await unheard(`While it was closed by ${code}`);
    await here.sandbox.wire.refuse(null);
    await here.sandbox.wire.started(1);
    await row().shows(`While it was closed by ${code}`);
    await here.window.header.connected();
  });

  test("before it has started comes back too", async () => {
    await here.sandbox.wire.refuse(1011, { beforeStart: true });
    await here.sandbox.wire.cut();
    await here.window.header.connection(BEHIND);
    await unheard("Before the start");
    await here.sandbox.wire.refuse(null);
    await row().shows("Before the start");
    await here.window.header.connected();
  });

  test("with 4004, about the protocol, is not tried again soon, and what happens is asked for", async () => {
    await here.sandbox.wire.close(4004);
    await here.window.header.connection(BEHIND);
    await unheard("A wrong word");
    await row().shows("A wrong word");
    await here.window.header.connection(BEHIND);
  });
});

describe("A connection that breaks without a word", () => {
  test("is noticed, and made anew", async () => {
    await signInAnew();
    await here.sandbox.wire.silence(true);
    await unheard("In the silence");
    await here.window.header.connection(BEHIND);
    await row().shows("In the silence");
    await here.sandbox.wire.silence(false);
    await here.window.header.connected();
  });
});

describe("A server that is away while calls begin and end", () => {
  test("shows none that ended, and all that began", async () => {
    const { exchange, wire } = here.sandbox;
    await exchange.dial("1055", "1000");
    await exchange.answer("1000");
    await here.window.calls.line(JOSEE).shows("Called you");
    await wire.refuse(1011);
    await wire.cut();
    await here.window.header.connection(BEHIND);
    await exchange.hangUp("1055");
    await exchange.dial("1011", "1000");
    await exchange.answer("1000");
    await wire.refuse(null);
    await here.window.calls.line("Dave O'Brien").shows("Called you");
    await here.window.calls.line(JOSEE).gone();
    await here.window.header.connected();
    await exchange.hangUpAll();
    await here.window.calls.empty();
  });

  test("counts a call as missed that rang before and was given up meanwhile", async () => {
    const { exchange, wire } = here.sandbox;
    await exchange.dial("1055", "1000");
    await here.window.calls.incoming(JOSEE).appears();
    await wire.refuse(1011);
    await wire.cut();
    await here.window.header.connection(BEHIND);
    await exchange.hangUp("1055");
    await wire.refuse(null);
    await here.page.role("banner").button("1 new missed call").appears();
    await here.window.calls.empty();
    await here.window.header.connected();
  });

  test("counts none twice", async () => {
    const { exchange, wire } = here.sandbox;
    await exchange.dial("1055", "1000");
    await here.window.calls.incoming(JOSEE).appears();
    await exchange.hangUp("1055");
    await here.page.role("banner").button("2 new missed calls").appears();
    await wire.cut();
    await wire.started(1);
    await here.window.header.connected();
    await here.page.role("banner").button("2 new missed calls").appears();
  });

  test("all of it, keeps what is on screen and is followed again by itself", async () => {
    const { exchange } = here.sandbox;
    await exchange.dial("1055", "1000");
    await exchange.answer("1000");
    await here.window.calls.line(JOSEE).shows("Called you");
    for (const service of SERVICES) await here.sandbox.service(service, false);
    await here.window.header.connection("Offline — showing people as of");
    await here.window.calls.line(JOSEE).button("Mute").click();
    await here.page.role("alert").shows("The server is out of reach, so this was not done.");
    await exchange.hangUp("1055");
    await exchange.dial("1011", "1000");
    await exchange.answer("1000");
    for (const service of SERVICES) await here.sandbox.service(service, true);
    await here.window.calls.line("Dave O'Brien").shows("Called you");
    await here.window.calls.line(JOSEE).gone();
    await here.window.header.connected();
    await exchange.hangUpAll();
    await here.window.calls.empty();
    await here.window.rest();
  });
});

describe("A token that expires during a call", () => {
  test("is renewed, and the call goes on", async () => {
    await signInAnew();
    const { exchange, wire } = here.sandbox;
    await exchange.dial("1055", "1000");
    await exchange.answer("1000");
    const line = here.window.calls.line(JOSEE);
    await line.shows("Called you");
    await here.sandbox.expireTokens();
    await line.button("Mute").click();
    await line.shows("You are muted");
    await wire.started(1);
    await here.window.header.connected();
    await exchange.hangUpAll();
    await here.window.calls.empty();
    expect(await here.page.field("Password").there()).toBe(false);
  });
});

describe("A storm of 5,000 presences a second", () => {
  test("leaves the window in use, and the last state of each person right", async () => {
    await here.window.rest();
    const storm = here.sandbox.wire.storm(5000, 10);
    for (const [text, name] of [
      ["gauthier", "Bob Gauthier"],
      ["beauchemin", JOSEE],
      ["lovelace", "Ada Lovelace"],
    ] as const) {
      await here.window.search(text);
      await here.window.grid.row(name).appears();
    }
    expect(await storm).not.toHaveLength(0);
    for (const [number, name] of [
      ["1055", JOSEE],
      ["1001", "Émilie Lefèvre"],
      ["1011", "Dave O'Brien"],
      ["1044", "Guðrún Jónsdóttir"],
    ] as const) {
      const { state, line_state } = await here.sandbox.presence({ number });
      await here.window.search(number);
      await here.window.grid.row(name).shows(`Person: ${PERSON[state]}`);
      await here.window.grid.row(name).shows(`${number} ${PHONE[line_state]}`);
    }
    await here.window.header.connected();
  });
});
