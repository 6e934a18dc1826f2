import { describe, expect, test } from "vitest";
import { until } from "../desk/patience";
import { stage } from "../people/stage";

const here = stage({ signedIn: false });

describe("A session that is kept", () => {
  test("is there after a restart, with the list", async () => {
    await here.window.signIn(here.sandbox, { stay: true });
    await here.restart();
    await here.window.people();
    await here.page.role("banner").shows("Zoé Lambert");
    await here.page.field("Password").gone();
  });

  test("leaves no secret in a file", async () => {
    const found = here.desktop.ask("grep", "-rlaF", here.sandbox.password, here.home.path);
    expect(found ?? "").toBe("");
  });

  test("that the server ended is told, and what is on screen stays", async () => {
    await here.sandbox.revokeTokens(true);
    await here.page.button("Sign in again").appears();
    await here.window.people();
    await here.page.audit();
    await here.page.button("Sign in again").click();
    await here.page.field("User name").holds(here.sandbox.username);
    await here.page.field("Password").focused();
    await here.page.type(here.sandbox.password);
    await here.page.press("Enter");
    await here.window.people();
  });

  test("an access token that runs out is renewed without a word", async () => {
    await here.sandbox.revokeTokens();
    await here.window.searchOne("gauthier");
    await here.window.openMenu("Bob Gauthier");
    await here.page.press("Escape");
    await here.page.button("Call 1059, Bob Gauthier").click();
    await here.page.role("status").shows("Calling 1059");
  });

  test("several users are offered, and can be forgotten", async () => {
    await here.window.signOut();
    await here.page.role("region", "Used before on this computer").appears();
    await here.page.audit();
    await here.page.role("button").named("Forget Zoé Lambert").click();
    await here.page.role("region", "Used before on this computer").gone();
  });
});

describe("A session that is not kept", () => {
  test("ends with the program", async () => {
    // Who forgets a server forgets its certificate too.
    await here.window.signIn(here.sandbox);
    await here.restart();
    await here.page.field("Password").appears();
  });

  test("gives its token back when the window is closed", async () => {
    const { url: server, username, password } = here.sandbox;
    await here.window.askToSignIn({ server, username, password });
    await here.window.people();
    const before = await givenBack();
    here.desktop.close(await here.desktop.window("People"));
    await until("the server has the token back", async () => (await givenBack()) > before);
    await here.restart();
    await here.page.field("Password").appears();
  });
});

/** How many tokens the server was given back. */
async function givenBack(): Promise<number> {
  const requests = await here.sandbox.requests();
  return requests.filter(({ method, path }) => method === "DELETE" && path.includes("/token/")).length;
}
