import { describe, test } from "vitest";
import { stage } from "../people/stage";

const told = "keychain does not work";

describe("A keychain that is locked", () => {
  const here = stage({ signedIn: false, keychain: "locked" });

  test("is told, and the session lasts until the program ends", async () => {
    await here.window.signIn(here.sandbox, { stay: true });
    await here.page.role("status").shows(told);
    await here.page.audit();
    await here.restart();
    await here.page.field("Password").appears();
  });
});

describe("A desktop without a keychain", () => {
  const here = stage({ signedIn: false, env: { DBUS_SESSION_BUS_ADDRESS: "unix:path=/nonexistent" } });

  test("is told likewise", async () => {
    await here.window.signIn(here.sandbox, { stay: true });
    await here.page.role("status").shows(told);
  });
});
