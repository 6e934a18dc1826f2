import { beforeEach, describe, test } from "vitest";
import { stage } from "../people/stage";

const here = stage();

/** Chooses keys in the settings, as a person presses them there. */
async function choose(label: string, chord: string): Promise<void> {
  const settings = await here.window.settings("Desktop");
  await settings.button(`${label}: none`).click();
  await here.page.press(chord);
}

/** Presses keys wherever the keyboard is, as a person does who looks at another program. */
function press(keys: string): void {
  here.desktop.ask("xdotool", "key", keys);
}

/** Puts the window away: the person works with another program. */
async function leave(): Promise<void> {
  await here.window.rest();
  here.desktop.minimise(await here.desktop.window("People"));
  await here.program.ended();
}

describe("Keys that are chosen", () => {
  test("and belong to another program are refused with a word", async () => {
    await choose("Keys to search", "Alt+Space");
    await here.page.dialog("Settings").role("alert").shows("Another program uses");
    await here.page.dialog("Settings").button("Keys to search: none").appears();
    await here.window.rest();
  });

  test("hold at once, and after the next start", async () => {
    await choose("Keys to search", "Control+Alt+p");
    await here.page.dialog("Settings").button("Keys to search: remove them").appears();
    await leave();
    press("ctrl+alt+p");
    await here.desktop.window("People");
    await here.window.omnibox.focused();
    await choose("Keys to call", "Control+Alt+d");
    await here.page.dialog("Settings").button("Keys to call: remove them").appears();
    await here.window.rest();
    here.desktop.close(await here.desktop.window("People"));
    await here.program.ended();
    await here.restart();
    await here.window.signInAgain(here.sandbox);
  });
});

describe("Keys that work anywhere", () => {
  beforeEach(leave);

  test("bring the search up", async () => {
    press("ctrl+alt+p");
    await here.desktop.window("People");
    await here.window.omnibox.focused();
  });

  test("call the number that is selected, once the person says so", async () => {
    await here.program.clipboard.select("Bob, acme\nTel. +33 (0)1 23 45 67 89 ext 4");
    press("ctrl+alt+d");
    await here.desktop.window("People");
    const question = here.page.alertdialog("Call +33 (0)1 23 45 67 89?");
    await question.shows("+33123456789 is dialled");
    await question.shows("dial 4 yourself");
    await question.button("Cancel").click();
  });

  test("call the number that was copied, where none is selected", async () => {
    await here.program.clipboard.select("nobody to call");
    await here.program.clipboard.put("tel:1059");
    press("ctrl+alt+d");
    await here.desktop.window("People");
    await here.page.alertdialog("Call 1059?").appears();
  });

  test("say that there is no number", async () => {
    await here.program.clipboard.select("nobody to call");
    await here.program.clipboard.put("nothing at all");
    press("ctrl+alt+d");
    await here.desktop.window("People");
    await here.page.role("alert").shows("There is no phone number in what you selected or copied.");
  });
});

describe("Keys that are removed", () => {
  test("do nothing any more", async () => {
    await here.window.rest();
    const settings = await here.window.settings("Desktop");
    await settings.button("Keys to call: remove them").click();
    await settings.button("Keys to call: none").appears();
    await here.program.clipboard.select("1059");
    await leave();
    press("ctrl+alt+d");
    press("ctrl+alt+p");
    await here.desktop.window("People");
    await here.window.omnibox.focused();
    await here.page.alertdialog().gone();
  });
});
