import { screen, waitFor } from "@testing-library/svelte";
import { describe, expect, it } from "vitest";
import { violations } from "../../testing/axe";
import { openPeople } from "../../testing/page";

const me = () => screen.getByRole("button", { name: /at the front desk|^Available$/ });

describe("my presence", () => {
  it("is chosen from a menu that says what holds", async () => {
    const { user, host } = await openPeople();
    await user.click(me());
    expect(screen.getByRole("menuitemradio", { name: "Available" }).getAttribute("aria-checked")).toBe(
      "true",
    );
    expect(await violations()).toEqual([]);
    await user.click(screen.getByRole("menuitemradio", { name: "Away" }));
    await screen.findByRole("button", { name: "Away, at the front desk" });
    expect(host.reach.current.presence).toBe("away");
  });

  it("says that I only appear offline", async () => {
    const { user } = await openPeople();
    await user.click(me());
    await user.click(screen.getByRole("menuitemradio", { name: "Appear offline" }));
    await screen.findByRole("button", { name: "Appear offline, at the front desk" });
  });

  it("is not to be disturbed until that is turned off", async () => {
    const { user } = await openPeople();
    await user.click(me());
    await user.click(screen.getByRole("menuitemcheckbox", { name: "Do not disturb" }));
    await user.click(await screen.findByRole("button", { name: "Do not disturb, at the front desk" }));
    const item = screen.getByRole("menuitemcheckbox", { name: "Do not disturb" });
    expect(item.getAttribute("aria-checked")).toBe("true");
  });

  it("has words of my own: Enter keeps them, Escape leaves those before", async () => {
    const { user, host } = await openPeople();
    await user.click(me());
    await user.click(screen.getByRole("menuitem", { name: "Status text…" }));
    const field = await screen.findByRole("textbox", { name: "Your status text" });
    expect(document.activeElement).toBe(field);
    await user.keyboard("nonsense{Escape}");
    expect(host.reach.current.status).toBe("at the front desk");
    await user.click(me());
    await user.click(screen.getByRole("menuitem", { name: "Status text…" }));
    await user.clear(await screen.findByRole("textbox", { name: "Your status text" }));
    await user.keyboard("back at 3{Enter}");
    await screen.findByRole("button", { name: "Available, back at 3" });
    await waitFor(() => expect(document.activeElement?.textContent).toContain("back at 3"));
  });

  it("is put back with a word where the server refuses", async () => {
    const { user, host } = await openPeople();
    host.failures = { setPresence: { kind: "notAllowed" } };
    await user.click(me());
    await user.click(screen.getByRole("menuitemradio", { name: "Away" }));
    await screen.findByRole("alert");
    expect(me()).toBeTruthy();
  });
});

describe("forwards", () => {
  async function openForwards() {
    const page = await openPeople();
    await page.user.click(me());
    await page.user.click(screen.getByRole("menuitem", { name: "Calls and forwards…" }));
    await screen.findByRole("dialog", { name: "Where your calls go" });
    return page;
  }

  it("are set together, and one of all calls shows beside my number", async () => {
    const { user, host } = await openForwards();
    expect(await violations()).toEqual([]);
    await user.click(screen.getByRole("checkbox", { name: "Forward all calls" }));
    await user.type(screen.getByRole("textbox", { name: /^Forward all calls/ }), "1005");
    await user.click(screen.getByRole("button", { name: "Save" }));
    await screen.findByText("All calls are forwarded to 1005");
    expect(host.reach.current.forwards[0]).toEqual({ kind: "always", on: true, to: "1005" });
  });

  it("need a number to go to", async () => {
    const { user, host } = await openForwards();
    await user.click(screen.getByRole("checkbox", { name: "Forward all calls" }));
    await user.click(screen.getByRole("button", { name: "Save" }));
    await screen.findByText("Enter the number that the calls go to.");
    expect(document.activeElement).toBe(screen.getByRole("textbox", { name: /^Forward all calls/ }));
    expect(host.reach.current.forwards[0]?.on).toBe(false);
  });

  it("that are refused stay in the dialog with the reason", async () => {
    const { user, host } = await openForwards();
    host.failures = { setForward: { kind: "offline" } };
    await user.click(screen.getByRole("checkbox", { name: "When you are in a call" }));
    await user.click(screen.getByRole("button", { name: "Save" }));
    await screen.findByText(/out of reach/);
    screen.getByRole("dialog", { name: "Where your calls go" });
  });
});

describe("my agent", () => {
  it("pauses with a reason of my own, which is offered again", async () => {
    const { user } = await openPeople();
    await user.click(await screen.findByRole("button", { name: "Agent: Logged in" }));
    await user.click(screen.getByRole("menuitem", { name: "Pause" }));
    await user.click(screen.getByRole("menuitem", { name: "Another reason…" }));
    await user.type(await screen.findByRole("textbox", { name: /^Reason/ }), "Lunch{Enter}");
    await user.click(await screen.findByRole("button", { name: "Agent: Paused: Lunch" }));
    await user.click(screen.getByRole("menuitem", { name: "End pause" }));
    await user.click(await screen.findByRole("button", { name: "Agent: Logged in" }));
    await user.click(screen.getByRole("menuitem", { name: "Pause" }));
    screen.getByRole("menuitem", { name: "Lunch" });
  });

  it("is not there for who is none", async () => {
    const { host } = await openPeople();
    await screen.findByRole("button", { name: "Agent: Logged in" });
    host.reach.becomes({ agent: null });
    await waitFor(() => expect(screen.queryByRole("button", { name: /^Agent/ })).toBeNull());
  });
});

it("new voicemail is counted beside my number", async () => {
  await openPeople();
  await screen.findByText("2 new voicemail messages");
});

it("statuses are said to be old while nothing arrives by itself", async () => {
  const { host } = await openPeople();
  host.connection({ kind: "behind", since: null });
  await screen.findByText("Live updates are interrupted — statuses may be old");
  host.connection({ kind: "online" });
  await waitFor(() => expect(screen.queryByText(/Live updates/)).toBeNull());
});
