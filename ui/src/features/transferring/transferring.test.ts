import { screen, waitFor, within } from "@testing-library/svelte";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { MemoryHost } from "../../host/memory";
import { partyOf, talkingCall } from "../../host/memory/calls";
import { called, openPeople } from "../../testing/page";
import { Question } from "../../testing/question";

const john = partyOf("John Doe", "+1 555 555 1111");
const asked = (host: MemoryHost) => host.calling.asked;
const form = () => screen.getByRole("form", { name: "Transfer John Doe to" });
const go = () => within(form()).getByRole("button", { name: "Transfer" });
const radio = (name: string) => within(form()).getByRole<HTMLInputElement>("radio", { name });
const says = (text: string) => waitFor(() => expect(form().textContent).toContain(text));

/** In a call, with the form open. */
async function openForm() {
  const page = await openPeople();
  page.host.calling.shows([talkingCall("1", john)]);
  await page.user.click(await screen.findByRole("button", { name: "Transfer" }));
  const field = await screen.findByRole("textbox", { name: "Name or number to transfer to" });
  return { ...page, field };
}

/** With a mailbox as the target. */
async function openMailbox() {
  const page = await openForm();
  await page.user.type(page.field, "bob");
  await waitFor(() => expect(radio("Voicemail").disabled).toBe(false));
  await page.user.click(radio("Voicemail"));
  await says("To Voicemail of Bob Barker");
  return page;
}

afterEach(() => vi.restoreAllMocks());

describe("a transfer", () => {
  it("goes to the first person found, and the list shows again what it showed", async () => {
    const { user, host, app, field } = await openForm();
    expect(document.activeElement).toBe(field);
    await user.type(field, "bob");
    await says("To Bob Barker · 1002");
    await user.keyboard("{Enter}");
    await waitFor(() => expect(asked(host)[0]).toMatch(/^transfer 1 1002 attended \d+$/));
    await waitFor(() => expect(screen.queryByRole("form")).toBeNull());
    expect(app.list.text).toBe("");
    expect(called(host)).toEqual([]);
  });

  it("goes to a number that was typed, in the way that was chosen", async () => {
    const { user, host, field } = await openForm();
    await user.type(field, "555 9999");
    await says("To 5559999");
    await user.click(radio("Blind"));
    await user.click(go());
    await waitFor(() => expect(asked(host)).toEqual(["transfer 1 5559999 blind null"]));
  });

  it("goes to the mailbox of who has one", async () => {
    const { user, host } = await openMailbox();
    await user.click(go());
    await waitFor(() => expect(asked(host)[0]).toMatch(/^transfer 1 \*971002 voicemail/));
  });

  it("keeps the way and the keyboard while the person found changes their status", async () => {
    const { host, app } = await openMailbox();
    radio("Voicemail").focus();
    const menu = vi.spyOn(host, "menu");
    const row = app.list.rows.get(0);
    if (row === undefined) throw new Error("nobody was found");
    app.list.replace(row.id, (now) => ({ ...now, favorite: now.favorite !== true }));
    await waitFor(() => expect(app.list.rows.get(0)).not.toBe(row));
    expect([menu.mock.calls.length, radio("Voicemail").disabled]).toEqual([0, false]);
    expect(document.activeElement).toBe(radio("Voicemail"));
    expect(go().hasAttribute("disabled")).toBe(false);
  });

  it("to a mailbox goes nowhere else when there is none", async () => {
    const { user, host, field } = await openMailbox();
    const menu = host.menu.bind(host);
    host.menu = async (row) => ({ ...(await menu(row)), voicemail: null });
    await user.clear(field);
    await user.type(field, "alice{Enter}");
    await says("Alice Martin: no mailbox is known");
    expect([radio("Voicemail").checked, go().hasAttribute("disabled")]).toEqual([true, true]);
    expect(asked(host)).toEqual([]);
  });

  it("to a mailbox stays one when it cannot be asked for", async () => {
    const { user, host, field } = await openMailbox();
    vi.spyOn(host, "menu").mockRejectedValue({ kind: "notAllowed" });
    await user.clear(field);
    await user.type(field, "alice{Enter}");
    await says("Alice Martin: no mailbox is known");
    expect([radio("Voicemail").checked, asked(host)]).toEqual([true, []]);
  });

  it("to a mailbox goes to no number that was typed", async () => {
    const { user, host, field } = await openMailbox();
    await user.clear(field);
    await user.type(field, "555 9999{Enter}");
    await says("5559999: no mailbox is known");
    expect(asked(host)).toEqual([]);
  });

  it("to a mailbox by Enter waits until it is known", async () => {
    const { user, host, field } = await openMailbox();
    const wait = new Question<void>();
    const menu = host.menu.bind(host);
    host.menu = async (row) => {
      await wait.promise;
      return menu(row);
    };
    await user.clear(field);
    await user.type(field, "alice m{Enter}");
    expect(asked(host)).toEqual([]);
    wait.answer();
    await waitFor(() => expect(asked(host)[0]).toMatch(/^transfer 1 \*971001 voicemail/));
  });

  it("keeps the name and the number apart, whichever way they are written", async () => {
    const { user, field } = await openForm();
    await user.type(field, "bob");
    await says("To Bob Barker · 1002");
    expect([...form().querySelectorAll("bdi")].map(({ textContent }) => textContent)).toEqual([
      "Bob Barker",
      "1002",
    ]);
  });

  it("is called off by Escape", async () => {
    const { user, host, field } = await openForm();
    await user.type(field, "bob{Escape}");
    await waitFor(() => expect(screen.queryByRole("form")).toBeNull());
    expect(document.activeElement).toBe(screen.getByRole("button", { name: "Transfer" }));
    expect(asked(host)).toEqual([]);
  });
});
