import { describe, expect, test } from "vitest";
import { stage } from "../people/stage";

const here = stage({ signedIn: false });
const user = () => ({
  server: here.sandbox.url,
  username: here.sandbox.username,
  password: here.sandbox.password,
});
const logins = async () =>
  (await here.sandbox.requests()).filter(({ method, path }) => method === "POST" && path.endsWith("/token"));

describe("A certificate that nobody has signed", () => {
  test("shows its fingerprint and asks, before the password is sent", async () => {
    await here.window.askToSignIn(user());
    const question = here.page.alertdialog("Do you trust this server?");
    await question.appears();
    const words = (await question.words()).replaceAll(/\s/g, "").toLowerCase();
    expect(words).toContain(here.sandbox.fingerprint);
    expect(await logins()).toEqual([]);
    await here.page.audit();
  });

  test("a no leaves everything as it was", async () => {
    await here.page.button("Cancel").click();
    await here.page.alertdialog().gone();
    expect(await logins()).toEqual([]);
    await here.page.field("Server").holds(here.sandbox.url);
  });

  test("a yes signs in", async () => {
    await here.window.signIn(here.sandbox);
    await here.page.role("banner").shows("Zoé Lambert");
  });

  test("is not asked about a second time", async () => {
    await here.window.signOut();
    await here.window.askToSignIn(user());
    await here.window.people();
  });

  test("and then changes is refused, with both fingerprints and no way around", async () => {
    await here.window.signOut();
    const trusted = here.sandbox.fingerprint;
    await here.replaceSandbox();
    expect(here.sandbox.fingerprint).not.toBe(trusted);
    await here.window.askToSignIn(user());
    const refusal = here.page.alertdialog("This server is not the one you trusted");
    await refusal.appears();
    const words = (await refusal.words()).replaceAll(/\s/g, "").toLowerCase();
    expect(words).toContain(trusted);
    expect(words).toContain(here.sandbox.fingerprint);
    expect(await refusal.role("button").texts()).toEqual(["Close"]);
    await here.page.audit();
    await refusal.button("Close").click();
    expect(await logins()).toEqual([]);
  });
});
