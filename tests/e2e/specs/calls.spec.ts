import { describe, expect, test } from "vitest";
import { stage } from "../people/stage";

const here = stage({ profile: "full" });

describe("Calling", () => {
  test("by the button", async () => {
    await here.window.searchOne("Gauthier");
    await here.window.grid.row("Bob Gauthier").hover();
    await here.page.button("Call 1059, Bob Gauthier").click();
    await here.page.role("status").shows("Calling 1059");
    expect(await here.sandbox.calls()).toHaveLength(1);
  });

  test("another number, from the menu", async () => {
    await here.window.openMenu("Bob Gauthier");
    await here.page.role("menuitem").named("+1 418 555 0159").nth(0).click();
    await here.page.role("status").shows("Calling +1 418 555 0159");
    expect(await here.sandbox.calls()).toHaveLength(2);
  });

  test("a number that cannot be reached is explained", async () => {
    await here.sandbox.fault({
      method: "POST",
      path: "/api/calld/1.0/users/me/calls",
      status: 400,
      content_type: "application/json",
      body: JSON.stringify({ message: "Invalid extension", error_id: "invalid-extension", details: {} }),
      times: 1,
    });
    await here.window.searchOne("Wiśniewski");
    await here.window.grid.row("Łukasz Wiśniewski").hover();
    await here.page.button("Call 1009, Łukasz Wiśniewski").click();
    await here.page.role("alert").shows("This number cannot be reached from your phone.");
    await here.page.audit();
  });
});
