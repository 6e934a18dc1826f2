import { screen, waitFor, within } from "@testing-library/svelte";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { partyOf, talkingCall } from "../../host/memory/calls";
import { violations } from "../../testing/axe";
import { openPeople } from "../../testing/page";

const bob = "user-1002";
const panel = () => screen.getByRole("complementary");
const box = () => screen.getByRole("textbox", { name: /^Message to/ });
const log = () => screen.getByRole("log");

beforeEach(() => void vi.spyOn(document, "hasFocus").mockReturnValue(true));
afterEach(() => vi.restoreAllMocks());

async function openRooms() {
  const page = await openPeople();
  await page.user.click(await screen.findByRole("button", { name: "Messages, 2 unread" }));
  return page;
}

async function openBob() {
  const page = await openRooms();
  await page.user.click(within(panel()).getByRole("button", { name: /Bob Barker/ }));
  await within(log()).findByText(/Perfect/);
  return page;
}

describe("the list of conversations", () => {
  it("says who, their last words and how much is unread, and has the focus", async () => {
    await openRooms();
    const rooms = within(panel()).getAllByRole("listitem");
    expect(rooms[0]?.textContent).toMatch(/Alice Martin.*Available.*Lunch at noon\?.*1 unread/s);
    expect(rooms).toHaveLength(3);
    expect(document.activeElement?.textContent).toContain("Alice Martin");
    expect(await violations()).toEqual([]);
  });

  it("closes by Escape and gives the focus back", async () => {
    const { user } = await openRooms();
    await user.keyboard("{Escape}");
    expect(screen.queryByRole("complementary")).toBeNull();
    expect(document.activeElement?.getAttribute("aria-label")).toMatch(/^Messages/);
  });
});

describe("a conversation", () => {
  it("opens with the focus in the box, and is read", async () => {
    const { host } = await openBob();
    expect(document.activeElement).toBe(box());
    await waitFor(() => expect(host.chat.marked).toHaveLength(1));
    await screen.findByRole("button", { name: "Messages, 1 unread" });
    expect(await violations()).toEqual([]);
  });

  it("sends by Enter, and begins a line by Shift and Enter", async () => {
    const { user, host } = await openBob();
    await user.keyboard("First{Shift>}{Enter}{/Shift}second{Enter}");
    await within(log()).findByText("First second", {
      normalizer: (text) => text.replace(/\s+/g, " ").trim(),
    });
    const said = [...host.chat.said.values()].flat().map(({ text }) => text);
    expect(said).toContain("First\nsecond");
    expect(box()).toHaveProperty("value", "");
  });

  it("shows text as it is, and links that open in the browser", async () => {
    const { user, host } = await openBob();
    host.chat.says(bob, "<b>bold</b>  two\nlines");
    await waitFor(() =>
      expect([...log().querySelectorAll(".text")].at(-1)?.textContent).toBe("<b>bold</b>  two\nlines"),
    );
    await user.click(within(log()).getByRole("link", { name: /wiki\.acme/ }));
    expect(host.outside.at(-1)).toEqual({ what: "link", value: "https://wiki.acme.example/plan?week=23" });
  });

  it("shows a new message without taking the focus", async () => {
    const { user, host } = await openBob();
    const search = screen.getByRole("textbox", { name: /Search/ });
    await user.click(search);
    host.chat.says(bob, "One more thing");
    await within(log()).findByText("One more thing");
    expect(document.activeElement).toBe(search);
  });

  it("keeps a message that did not get there, to be sent again or discarded", async () => {
    const { user, host } = await openBob();
    host.chat.broken = { kind: "offline" };
    await user.keyboard("Are you there?{Enter}");
    await within(log()).findByText(/^Not sent/);
    expect(await violations()).toEqual([]);
    host.chat.broken = null;
    await user.click(screen.getByRole("button", { name: "Send again" }));
    await waitFor(() => expect(within(log()).queryByText(/^Not sent/)).toBeNull());
    host.chat.broken = { kind: "offline" };
    await user.click(box());
    await user.keyboard("Never mind{Enter}");
    await user.click(await screen.findByRole("button", { name: "Discard" }));
    await waitFor(() => expect(within(log()).queryByText("Never mind")).toBeNull());
    expect(document.activeElement).toBe(box());
  });

  it("says that somebody who is offline will see it later, while they are", async () => {
    const { user, host } = await openRooms();
    await user.click(within(panel()).getByRole("button", { name: /Amalia/ }));
    await screen.findByText("Amalia O’Connor is offline and will see this later.");
    host.chat.becomes("user-1027", "available");
    await waitFor(() => expect(screen.queryByText(/will see this later/)).toBeNull());
  });

  it("stays unread while nobody looks at the window", async () => {
    const { host } = await openBob();
    await waitFor(() => expect(host.chat.marked).toHaveLength(1));
    vi.spyOn(document, "hasFocus").mockReturnValue(false);
    host.chat.says(bob, "Hello?");
    await within(log()).findByText("Hello?");
    expect(host.chat.marked).toHaveLength(1);
    vi.spyOn(document, "hasFocus").mockReturnValue(true);
    window.dispatchEvent(new Event("focus"));
    await waitFor(() => expect(host.chat.marked).toHaveLength(2));
  });

  it("stays unread behind a dialog, and is read once that is closed", async () => {
    const { user, host } = await openBob();
    await waitFor(() => expect(host.chat.marked).toHaveLength(1));
    await user.click(screen.getByRole("button", { name: "Missed calls" }));
    const dialog = await screen.findByRole("dialog", { name: "Missed calls" });
    host.chat.says(bob, "And?");
    await within(log()).findByText("And?");
    expect(host.chat.marked).toHaveLength(1);
    await user.click(within(dialog).getByRole("button", { name: "Close" }));
    await waitFor(() => expect(host.chat.marked).toHaveLength(2));
  });

  it("is not read out whole by a screen reader", async () => {
    await openBob();
    expect(log().getAttribute("aria-live")).toBe("off");
  });

  it("goes back to the list", async () => {
    const { user } = await openBob();
    await user.click(screen.getByRole("button", { name: "Back" }));
    expect(within(panel()).getAllByRole("listitem")).toHaveLength(3);
  });
});

describe("somebody in the list", () => {
  it("is written to by Ctrl+M", async () => {
    const { user } = await openPeople();
    await user.click(screen.getByRole("gridcell", { name: /Alice Martin/ }));
    await user.keyboard("{Control>}m{/Control}");
    await screen.findByRole("textbox", { name: "Message to Alice Martin" });
  });

  it("who is no colleague cannot be written to, and it is said", async () => {
    const { user } = await openPeople();
    await user.click(screen.getByRole("gridcell", { name: /Centralia/ }));
    await user.keyboard("{Control>}m{/Control}");
    await screen.findByText(/Centralia Supplies cannot be written to/);
    expect(screen.queryByRole("complementary")).toBeNull();
  });

  it("has a card by Alt+Enter, from which they are called and written to", async () => {
    const { user, host } = await openPeople();
    await user.click(screen.getByRole("gridcell", { name: /Bob Barker/ }));
    await user.keyboard("{Alt>}{Enter}{/Alt}");
    const card = within(panel());
    await user.click(await card.findByRole("button", { name: "Call 1002" }));
    expect(host.outside.at(-1)).toEqual({ what: "call", value: "1002" });
    expect(card.getByText("Do not disturb")).toBeTruthy();
    expect(await violations()).toEqual([]);
    await user.click(card.getByRole("button", { name: "Send a message" }));
    await screen.findByRole("textbox", { name: "Message to Bob Barker" });
    await user.click(screen.getByRole("button", { name: "Open card" }));
    await screen.findByRole("button", { name: "Call 1002" });
  });

  it("is passed a call from their card, while one can be passed on", async () => {
    const { user, host } = await openPeople();
    await user.click(screen.getByRole("gridcell", { name: /Bob Barker/ }));
    await user.keyboard("{Alt>}{Enter}{/Alt}");
    const card = within(await screen.findByRole("complementary"));
    await card.findByRole("button", { name: "Send a message" });
    expect(card.queryByRole("button", { name: "Transfer" })).toBeNull();
    host.calling.shows([talkingCall("1", partyOf("John Doe", "555"))]);
    await user.click(await card.findByRole("button", { name: "Transfer" }));
    await user.click(await screen.findByRole("menuitem", { name: /Blind transfer/ }));
    await user.click(await screen.findByRole("menuitem", { name: /\b1002$/ }));
    await waitFor(() => expect(host.calling.asked[0]).toMatch(/^transfer 1 1002 blind \d+$/));
  });

  it("has the focus again when what was opened from their row is closed", async () => {
    const { user } = await openPeople();
    await user.click(screen.getByRole("gridcell", { name: /Bob Barker/ }));
    const row = document.activeElement;
    await user.keyboard("{Alt>}{Enter}{/Alt}");
    await user.click(await within(panel()).findByRole("button", { name: "Send a message" }));
    await waitFor(() => expect(document.activeElement).toBe(box()));
    await user.keyboard("{Escape}");
    expect(screen.queryByRole("complementary")).toBeNull();
    expect(document.activeElement).toBe(row);
  });
});
