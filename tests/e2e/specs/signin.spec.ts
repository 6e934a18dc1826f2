import { describe, expect, test } from "vitest";
import { Listener } from "../desk/server";
import { stage } from "../people/stage";

const here = stage({ signedIn: false, sandbox: { tls: false } });
const user = () => ({
  server: here.sandbox.url,
  username: here.sandbox.username,
  password: here.sandbox.password,
});
const complaint = (words: string) => here.page.role("alert").shows(words);
const atAuth = { method: "POST", path: "/api/auth/0.1/token", times: 1 };

describe("A sign-in that fails says why, and keeps what was typed", () => {
  test("the form is easy to use for everyone", async () => {
    await here.page.audit();
    await here.page.field("Server").focused();
  });

  test("fields that are needed are asked for", async () => {
    await here.page.button("Sign in").click();
    await here.page.field("Server").focused();
    await here.page.role("form").shows("Enter your password.");
    await here.page.audit();
  });

  test("a wrong password", async () => {
    await here.window.askToSignIn({ ...user(), password: "not this one" });
    await complaint("The user name or the password is wrong.");
    await here.page.field("Server").holds(here.sandbox.url);
    await here.page.field("Password").focused();
    await here.page.audit();
  });

  test("a host that does not exist", async () => {
    await here.window.askToSignIn({ ...user(), server: "no-such-host.invalid" });
    await complaint("There is no server called no-such-host.invalid.");
  });

  test("a port where nobody listens", async () => {
    const gone = await Listener.silent();
    await gone.stop();
    const nobody = await Listener.silent();
    const { address } = nobody;
    await nobody.stop();
    await here.window.askToSignIn({ ...user(), server: address });
    await complaint("but no phone system answers at this address.");
  });

  test("a server that never answers", async () => {
    const silent = await Listener.silent();
    await here.window.askToSignIn({ ...user(), server: silent.address });
    await complaint("127.0.0.1 did not answer in time.");
    await silent.stop();
  });

  test("a web server that is no Wazo server", async () => {
    const web = await Listener.web((_, answer) =>
      answer.writeHead(200, { "content-type": "text/html" }).end("<h1>It works!</h1>"),
    );
    await here.window.askToSignIn({ ...user(), server: `http://${web.address}` });
    await complaint("but it is no Wazo server.");
    await web.stop();
  });

  test("an address that is none", async () => {
    await here.window.askToSignIn({ ...user(), server: "https://" });
    await complaint("is no server address.");
  });

  test("a server elsewhere without encryption", async () => {
    await here.window.askToSignIn({ ...user(), server: "http://wazo.example" });
    await complaint("would be reached without encryption");
  });

  test("too many sessions", async () => {
    await here.sandbox.fault({ ...atAuth, status: 429 });
    await here.window.askToSignIn(user());
    await complaint("no place for one more session");
  });

  test("a server that cannot work", async () => {
    await here.sandbox.fault({ ...atAuth, status: 503 });
    await here.window.askToSignIn(user());
    await complaint("The server is there but cannot work right now (503).");
  });

  test("an answer that makes no sense", async () => {
    await here.sandbox.fault({ ...atAuth, garbage: true });
    await here.window.askToSignIn(user());
    await here.page.role("alert").shows("127.0.0.1");
  });

  test("a domain that the user is not of", async () => {
    await here.page.text("More options").click();
    await here.page.field("Domain").fill("acme.example");
    await here.window.askToSignIn(user());
    await complaint("The user name or the password is wrong.");
    await here.page.field("Domain").fill("");
  });
});

describe("A sign-in that works", () => {
  test("shows who is signed in, and everyone", async () => {
    await here.window.askToSignIn(user());
    await here.window.people();
    await here.page.role("banner").shows("Zoé Lambert");
    await here.page.role("banner").shows("1000");
    expect((await here.window.rows()).length).toBeGreaterThan(5);
  });

  test("signing out ends the session on the server", async () => {
    await here.window.signOut();
    await here.sandbox.holds("has no session left", ({ refresh_tokens }) => refresh_tokens === 0);
    await here.page.field("Server").holds(here.sandbox.url);
  });
});
