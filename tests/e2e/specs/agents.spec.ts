import { describe, test } from "vitest";
import { stage } from "../people/stage";

const here = stage({ profile: "full" });
const alice = () => here.window.grid.row("Alice Martin").nth(0);

describe("The own agent", () => {
  test("is logged out at first, and logs in with one of the lines", async () => {
    await here.window.header.agent.shows("Logged out");
    const menu = await here.window.header.openAgent();
    await here.page.audit();
    await menu.menuitem("Log in at 1000").click();
    await here.window.header.agent.shows("Logged in");
  });

  test("pauses without a reason, and goes on", async () => {
    const menu = await here.window.header.openAgent();
    await menu.menuitem("Pause").click();
    await here.page.audit();
    await here.page.menuitem("Without a reason").click();
    await here.window.header.agent.shows("Paused");
    await (await here.window.header.openAgent()).menuitem("End pause").click();
    await here.window.header.agent.shows("Logged in");
  });

  test("pauses with a reason, which is offered again", async () => {
    await (await here.window.header.openAgent()).menuitem("Pause").click();
    await here.page.menuitem("Another reason…").click();
    const dialog = await here.page.dialog("Pause").appears();
    await dialog.field("Reason, seen by your supervisors").focused();
    await here.page.audit();
    await here.page.type("Lunch");
    await here.page.press("Enter");
    await here.window.header.agent.shows("Paused: Lunch");
    await (await here.window.header.openAgent()).menuitem("End pause").click();
    await here.window.header.agent.shows("Logged in");
    await (await here.window.header.openAgent()).menuitem("Pause").click();
    await here.page.menuitem("Lunch").click();
    await here.window.header.agent.shows("Paused: Lunch");
  });

  test("follows what a supervisor does", async () => {
    await here.sandbox.agent("1000", { paused: false });
    await here.window.header.agent.shows("Logged in");
    await here.sandbox.agent("1000", { paused: true, reason: "Training" });
    await here.window.header.agent.shows("Paused: Training");
    await here.sandbox.agent("1000", { paused: false });
    await here.window.header.agent.shows("Logged in");
  });

  test("leaves a queue and comes back", async () => {
    const queue = async (checked: boolean) =>
      (await here.window.header.openAgent()).role("menuitemcheckbox", "Support technique", { checked });
    await (await queue(true)).click();
    await (await queue(false)).click();
    await (await queue(true)).appears();
    await here.page.press("Escape");
  });

  test("logs out", async () => {
    await (await here.window.header.openAgent()).menuitem("Log out").click();
    await here.window.header.agent.shows("Logged out");
  });

  test("says why it cannot log in", async () => {
    await here.sandbox.agent("1000", { logged: true });
    await here.window.header.agent.shows("Logged in");
    await here.sandbox.fault({
      method: "POST",
      path: "/api/agentd/1.0/users/me/agents/logoff",
      status: 409,
      content_type: "application/json",
      body: JSON.stringify({ error: "not logged in" }),
      times: 1,
    });
    await (await here.window.header.openAgent()).menuitem("Log out").click();
    await here.page.role("alert").shows("The agent is not logged in, so this was not done.");
    await here.window.rest();
  });
});

describe("Other agents", () => {
  test("are agents, and no more is known without permission", async () => {
    await here.window.search("Alice Martin");
    await alice().shows("Agent, state unknown");
    await here.page.audit();
  });

  test("are known with it, and followed", async () => {
    await here.sandbox.grant("1000", ["agentd.agents.read"]);
    await here.window.signOut();
    await here.window.signInAgain(here.sandbox);
    await here.window.search("Alice Martin");
    await alice().shows("Agent, logged in");
    // Nobody is told of others' agents; whoever looks at them asks now and then.
    await here.sandbox.agent("1033", { paused: true, reason: "Break" });
    await alice().shows("Agent, paused");
  });
});
