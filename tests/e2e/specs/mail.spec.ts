import { describe, expect, test } from "vitest";
import { stage } from "../people/stage";

const here = stage({ profile: "full" });

describe("Writing a mail", () => {
  test("opens the mail program of the system with the address", async () => {
    await here.window.searchOne("Gauthier");
    await here.window.openMenu("Bob Gauthier");
    await here.page.role("menuitem").named("bob.gauthier@acme.example").click();
    expect(await here.home.opened()).toEqual(["mailto:bob.gauthier@acme.example"]);
  });
});
