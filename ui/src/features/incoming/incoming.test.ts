import { fireEvent, screen, waitFor, within } from "@testing-library/svelte";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { MemoryHost } from "../../host/memory";
import { partyOf, ringingCall } from "../../host/memory/calls";
import { copied, openPeople } from "../../testing/page";

const john = partyOf("John Doe", "+1 555 555 1111", { company: "Centralia" });
const bob = partyOf("Bob Barker", "1002");
const asked = (host: MemoryHost) => host.calling.asked;

afterEach(() => vi.restoreAllMocks());

describe("somebody who calls", () => {
  it("never takes the keyboard, and is told to a screen reader", async () => {
    const { host, app } = await openPeople();
    const before = document.activeElement;
    host.calling.rings(ringingCall("1", { ...john, favorite: true }));
    const group = await screen.findByRole("group", { name: "John Doe is calling" });
    expect(group.textContent).toMatch(/Favorite.*Centralia.*Calls you/);
    expect(document.activeElement).toBe(before);
    expect(app.announcer.text).toBe("John Doe is calling");
  });

  it("is answered and refused, and answered only where the phone can", async () => {
    const { user, host } = await openPeople();
    host.calling.rings(ringingCall("1", john));
    await user.click(await screen.findByRole("button", { name: "Answer" }));
    await user.click(screen.getByRole("button", { name: "Refuse" }));
    expect(asked(host)).toEqual(["answer 1", "hang up 1"]);
    host.calling.rings({ ...ringingCall("2", bob), canAnswer: false });
    await screen.findByRole("button", { name: "Refuse" });
    expect(screen.queryByRole("button", { name: "Answer" })).toBeNull();
  });

  it("has a number to copy", async () => {
    const { user, host } = await openPeople();
    host.calling.rings(ringingCall("1", john));
    await user.click(await screen.findByRole("button", { name: "More for this call" }));
    await user.click(await screen.findByRole("menuitem", { name: "Copy +1 555 555 1111" }));
    await waitFor(() => expect(copied(host)).toEqual(["+1 555 555 1111"]));
  });

  it("is shown by the system while the window has not the focus, until it rings no more", async () => {
    const { host } = await openPeople();
    vi.spyOn(document, "hasFocus").mockReturnValue(false);
    host.calling.rings(ringingCall("1", john));
    const shown = () => host.desktop.notifications.get("call:1");
    await waitFor(() => expect(shown()?.title).toBe("John Doe is calling"));
    expect(shown()?.actions.map(({ label }) => label)).toEqual(["Answer", "Refuse"]);
    host.calling.shows([]);
    await waitFor(() => expect(shown()).toBeUndefined());
  });

  it.each([null, "answer", "refuse"])(
    "is no longer shown by the system after a press: %s",
    async (action) => {
      const { host } = await openPeople();
      vi.spyOn(document, "hasFocus").mockReturnValue(false);
      host.calling.rings(ringingCall("1", john));
      await waitFor(() => expect(host.desktop.notifications.size).toBe(1));
      host.desktop.answers("call:1", action);
      await waitFor(() => expect(host.desktop.notifications.size).toBe(0));
    },
  );

  it("is shown by the system once the person looks elsewhere, and answered there", async () => {
    const { host } = await openPeople();
    vi.spyOn(document, "hasFocus").mockReturnValue(true);
    host.calling.rings(ringingCall("1", john));
    await screen.findByRole("button", { name: "Answer" });
    expect(host.desktop.notifications.size).toBe(0);
    vi.spyOn(document, "hasFocus").mockReturnValue(false);
    await fireEvent.blur(window);
    await waitFor(() => expect(host.desktop.notifications.size).toBe(1));
    host.desktop.answers("call:1", "answer");
    await waitFor(() => expect(asked(host)).toEqual(["answer 1"]));
    host.calling.shows([]);
    host.desktop.answers("call:1", "refuse");
    expect(asked(host)).toEqual(["answer 1"]);
  });

  it("is shown by the system while a dialog hides the window", async () => {
    const { user, host } = await openPeople();
    vi.spyOn(document, "hasFocus").mockReturnValue(true);
    host.calling.rings(ringingCall("1", john));
    await screen.findByRole("button", { name: "Answer" });
    expect(host.desktop.notifications.size).toBe(0);
    await user.click(screen.getByRole("button", { name: "Settings" }));
    await waitFor(() => expect(host.desktop.notifications.size).toBe(1));
  });

  it("has a card where the directory knows them, else is searched for", async () => {
    const { user, host, app } = await openPeople();
    const [row] = app.list.rows.values();
    host.calling.rings(ringingCall("1", { ...bob, row: row?.id ?? null }));
    await user.click(await screen.findByRole("button", { name: "More for this call" }));
    await user.click(await screen.findByRole("menuitem", { name: "Open card" }));
    expect(within(await screen.findByRole("complementary")).getByText("Bob Barker")).toBeTruthy();
    host.calling.shows([ringingCall("2", john)]);
    await screen.findByRole("group", { name: "John Doe is calling" });
    await user.click(screen.getByRole("button", { name: "More for this call" }));
    await user.click(await screen.findByRole("menuitem", { name: "Show in the list" }));
    await waitFor(() => expect(app.list.text).toBe("John Doe"));
  });

  it("and says neither name nor number can only be answered or refused", async () => {
    const { user, host } = await openPeople();
    host.calling.rings(ringingCall("1", partyOf(null, null)));
    await user.click(await screen.findByRole("button", { name: "Refuse" }));
    expect(asked(host)).toEqual(["hang up 1"]);
    expect(screen.queryByRole("button", { name: "More for this call" })).toBeNull();
  });

  it("asks once whether to open the page about callers", async () => {
    const { user, host, app } = await openPeople();
    const { calls } = app.preferences.current;
    await app.preferences.change({ calls: { ...calls, callerPage: "https://crm.example/?n={number}" } });
    host.calling.rings(ringingCall("1", john));
    await screen.findByText("Open crm.example each time somebody calls?");
    await user.click(screen.getByRole("button", { name: "Yes, open it" }));
    await waitFor(() => expect(asked(host)).toEqual(["page 1"]));
    host.calling.rings(ringingCall("2", bob));
    await waitFor(() => expect(asked(host)).toEqual(["page 1", "page 2"]));
    expect(screen.queryByText(/each time somebody calls/)).toBeNull();
  });
});
