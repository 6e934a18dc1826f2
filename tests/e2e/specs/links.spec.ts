import { beforeEach, describe, expect, test } from "vitest";
import { startAgain } from "../people/again";
import { stage } from "../people/stage";

const here = stage();
beforeEach(() => here.window.rest());

/** Opens a link as another program does. */
function open(link: string): void {
  expect(startAgain(here.desktop, here.home, link)).toBe("");
}

describe("A link of another program", () => {
  test("asks before it calls, and says what is not dialled", async () => {
    open("tel:+1-555-0100;ext=12");
    const question = here.page.alertdialog("Call +1-555-0100?");
    await question.shows("dial 12 yourself");
    await here.page.audit();
    await question.button("Cancel").click();
    await question.gone();
  });

  test("calls once the person says so", async () => {
    open("sip:1059@pbx.example");
    const question = here.page.alertdialog("Call 1059?");
    await question.shows("Bob Gauthier");
    await question.button("Call").click();
    await here.page.role("status").shows("Calling 1059");
  });

  test("that is nonsense says what is wrong with it", async () => {
    open("callto:somebody");
    await here.page.role("alert").shows("“somebody” in the link is not a number that a phone can dial.");
    open("mailto:ann@acme.example");
    await here.page.role("alert").shows("“mailto:ann@acme.example” is not a phone link.");
  });

  test("brings the window up", async () => {
    here.desktop.minimise(await here.desktop.window("People"));
    await here.program.ended();
    open("callto:1002");
    await here.desktop.window("People");
    await here.page.alertdialog("Call 1002?").appears();
  });
});

describe("A link that starts the program", () => {
  test("waits for the sign-in, and asks then", async () => {
    await here.restart({ args: ["tel:+1-555-0100"] });
    await here.page.role("status").shows("Sign in to call +1-555-0100");
    await here.window.signInAgain(here.sandbox);
    await here.page.alertdialog("Call +1-555-0100?").appears();
  });
});

describe("When the person wants to be asked no more", () => {
  test("a plain number is called at once", async () => {
    open("tel:1002");
    const question = here.page.alertdialog("Call 1002?");
    await question.field("Call plain numbers without asking from now on").click();
    await question.button("Call").click();
    await here.page.role("status").shows("Calling 1002");
    open("tel:1059");
    await here.page.role("status").shows("Calling 1059");
    await here.page.alertdialog().gone();
  });

  test("a code of the phone system still asks", async () => {
    open("tel:*21*1059%23");
    const question = here.page.alertdialog("Call *21*1059#?");
    await question.shows("This is a code of the phone system");
    await question.button("Cancel").focused();
  });
});
