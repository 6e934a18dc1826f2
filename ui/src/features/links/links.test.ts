import { screen, waitFor, within } from "@testing-library/svelte";
import { describe, expect, it } from "vitest";
import type { Link, Wish } from "../../host/host";
import { partyOf } from "../../host/memory/calls";
import { violations } from "../../testing/axe";
import { called, focusOn, names, openPage, openPeople } from "../../testing/page";

const plain: Link = {
  number: "+15550100",
  shown: "+1 555 0100",
  extension: null,
  context: null,
  name: null,
  plain: true,
};
const wish = (link: Partial<Link> = {}): Wish => ({ kind: "link", link: { ...plain, ...link } });
const question = (number = "+1 555 0100") => screen.findByRole("alertdialog", { name: `Call ${number}?` });
const button = (name: string) => screen.getByRole("button", { name });

describe("A link to a number", () => {
  it("is asked about, and called with a yes", async () => {
    const { host, user } = await openPeople();
    host.desktop.wishes(wish());
    await question();
    expect(await violations()).toEqual([]);
    expect(called(host)).toEqual([]);
    await user.click(within(await question()).getByRole("button", { name: "Call" }));
    await waitFor(() => expect(called(host)).toEqual(["+15550100"]));
  });

  it("is not called with a no", async () => {
    const { host, user } = await openPeople();
    host.desktop.wishes(wish());
    await question();
    await user.click(button("Cancel"));
    expect(screen.queryByRole("alertdialog")).toBeNull();
    expect(called(host)).toEqual([]);
  });

  it("says who that is, where the directory knows the number", async () => {
    const { host } = await openPeople();
    host.calling.known.set("1001", partyOf("Alice Martin", "1001"));
    host.desktop.wishes(wish({ number: "1001", shown: "1001" }));
    await within(await question("1001")).findByText("Alice Martin");
  });

  it("says what is dialled where it is another number, and what is not dialled", async () => {
    const { host } = await openPeople();
    host.desktop.wishes(wish({ shown: "555 0100", extension: "123" }));
    const dialog = await question("555 0100");
    expect(dialog.textContent).toContain("+15550100 is dialled.");
    expect(dialog.textContent).toContain("dial 123 yourself");
  });

  it("keeps each number in its own direction, in any language", async () => {
    const { host } = await openPeople();
    host.desktop.wishes(wish({ shown: "+1-555-0100", extension: "123" }));
    const dialog = await question("+1-555-0100");
    const apart = [...dialog.querySelectorAll("bdi")].map((number) => number.textContent);
    expect(apart).toEqual(["+1-555-0100", "123"]);
  });

  it("is called at once after the person said so", async () => {
    const { host, user } = await openPeople();
    host.desktop.wishes(wish());
    await question();
    await user.click(screen.getByRole("checkbox"));
    await user.click(within(await question()).getByRole("button", { name: "Call" }));
    await waitFor(async () => expect((await host.settings()).desktop.callLinks).toBe("always"));
    host.desktop.wishes(wish({ number: "1002", shown: "1002" }));
    await waitFor(() => expect(called(host)).toEqual(["+15550100", "1002"]));
    expect(screen.queryByRole("alertdialog")).toBeNull();
  });

  it("to a code is asked about whatever was chosen, with the safe answer first", async () => {
    const { host, app } = await openPeople();
    await app.preferences.change({ desktop: { ...app.preferences.current.desktop, callLinks: "always" } });
    host.desktop.wishes(wish({ number: "*21*1002#", shown: "*21*1002#", plain: false }));
    const dialog = await question("*21*1002#");
    within(dialog).getByText(/This is a code of the phone system/);
    expect(screen.queryByRole("checkbox", { name: /without asking/ })).toBeNull();
    await focusOn(/Cancel/);
    expect(called(host)).toEqual([]);
  });

  it("has the safe answer first, unless the person pressed keys of this program for it", async () => {
    const { host, user } = await openPeople();
    host.desktop.wishes(wish());
    await question();
    await focusOn(/Cancel/);
    await user.keyboard("{Enter}");
    expect(called(host)).toEqual([]);
    host.desktop.wishes({ kind: "dial", link: plain });
    await question();
    await focusOn(/^\s*Call\s*$/);
  });

  it("waits while another one is asked about, and then has a question of its own", async () => {
    const { host, user } = await openPeople();
    host.desktop.wishes(wish());
    await question();
    host.desktop.wishes(wish({ number: "1002", shown: "1002" }));
    await user.click(screen.getByRole("checkbox"));
    expect(screen.queryByRole("alertdialog", { name: "Call 1002?" })).toBeNull();
    await user.click(button("Cancel"));
    await question("1002");
    expect(screen.getByRole<HTMLInputElement>("checkbox").checked).toBe(false);
    expect(called(host)).toEqual([]);
  });

  it("is asked about when one was just called unasked, whatever was chosen", async () => {
    const { host, app } = await openPeople();
    await app.preferences.change({ desktop: { ...app.preferences.current.desktop, callLinks: "always" } });
    host.desktop.wishes(wish());
    await waitFor(() => expect(called(host)).toEqual(["+15550100"]));
    host.desktop.wishes(wish({ number: "1002", shown: "1002" }));
    await question("1002");
    expect(called(host)).toEqual(["+15550100"]);
  });

  it("that waited for the sign-in is asked about, whatever was chosen", async () => {
    const { host, app, user } = openPage();
    await screen.findByLabelText("Server");
    await app.preferences.change({ desktop: { ...app.preferences.current.desktop, callLinks: "always" } });
    host.desktop.wishes(wish());
    await user.click(button("Try it without a server"));
    await question();
    expect(called(host)).toEqual([]);
  });

  it("that an administrator set to be asked about has no way out of the question", async () => {
    const { host, app } = await openPeople();
    app.desktop.policy = { ...app.desktop.policy, locked: ["desktop.callLinks"] };
    host.desktop.wishes(wish());
    expect(within(await question()).queryByRole("checkbox")).toBeNull();
  });

  it("waits for the sign-in, and says so", async () => {
    const { host, user } = openPage();
    await screen.findByLabelText("Server");
    host.desktop.wishes(wish());
    await screen.findByText("Sign in to call +1 555 0100: you are asked about it then.");
    await user.click(button("Try it without a server"));
    await question();
  });
});

describe("From outside the window", () => {
  it("a link that is none is told with what is wrong", async () => {
    const { host } = await openPeople();
    host.desktop.wishes({ kind: "badLink", text: "tel:", fault: { kind: "noNumber" } });
    await screen.findByText("The link “tel:” has no number to call.");
    host.desktop.wishes({ kind: "badLink", text: "sip:al@x", fault: { kind: "notANumber", text: "al" } });
    await screen.findByText("“al” in the link is not a number that a phone can dial.");
  });

  it("somebody is searched for", async () => {
    const { host } = await openPeople();
    host.desktop.wishes({ kind: "search", text: "bob barker" });
    await waitFor(() => expect(names()).toEqual(["Bob Barker"]));
    await focusOn(/Search a name/);
  });

  it("keys to call without a number say so", async () => {
    const { host } = await openPeople();
    host.desktop.wishes({ kind: "noNumber" });
    await screen.findByText("There is no phone number in what you selected or copied.");
  });
});
