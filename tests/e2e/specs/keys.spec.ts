import { describe, test } from "vitest";
import { until } from "../desk/patience";
import { stage } from "../people/stage";

const here = stage({ profile: "full" });
const help = () => here.page.dialog("Keys");

describe("Keys", () => {
  test("are listed by F1, place by place, and put away again", async () => {
    await here.page.press("Control+f", "F1");
    await help().text("Find a command").appears();
    await help().text("Hang up").appears();
    await here.page.audit();
    await here.page.press("Escape");
    await help().gone();
    await here.window.omnibox.focused();
  });

  test("are listed by a question mark too, except where somebody writes", async () => {
    await here.page.press("?");
    await here.window.omnibox.holds("?");
    await here.page.press("Escape", "ArrowDown", "?");
    await help().appears();
    await here.page.press("Escape");
    await help().gone();
  });

  test("lead to each view, to the messages and to the calls that were missed", async () => {
    await here.page.press("Control+3");
    await here.page.button("New contact").appears();
    await here.page.press("Control+1", "Control+f");
    await here.window.omnibox.focused();
    await here.page.press("Control+m");
    await here.page.role("complementary", "Messages").appears();
    await here.page.press("Control+m");
    await here.page.role("complementary", "Messages").gone();
    await here.page.press("Control+j");
    await here.page.dialog("Missed calls").appears();
    await here.page.press("Escape");
    await here.page.dialog("Missed calls").gone();
  });

  test("open the form of a contact and the settings", async () => {
    await here.page.press("Control+n");
    await here.page.dialog("New contact").appears();
    await here.page.press("Escape");
    await here.page.dialog("New contact").gone();
    await here.page.press("Control+,");
    await here.page.dialog("Settings").appears();
    await here.page.press("Escape");
    await here.page.dialog("Settings").gone();
  });

  test("make everything larger, and as usual again", async () => {
    const width = () => here.page.run(() => window.innerWidth);
    const usual = await width();
    await here.page.press("Control+=");
    await until("a larger page", async () => (await width()) < usual);
    await here.page.press("Control+0");
    await until("the usual size", async () => (await width()) === usual);
  });
});
