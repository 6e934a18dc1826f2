import { screen, waitFor, within } from "@testing-library/svelte";
import { afterEach, describe, expect, it, vi } from "vitest";
import { callRests } from "../../app.svelte";
import type { CallView } from "../../host/host";
import { MemoryHost } from "../../host/memory";
import { partyOf, ringingCall, talkingCall, transferTo } from "../../host/memory/calls";
import { violations } from "../../testing/axe";
import { called, openPeople } from "../../testing/page";
import { Question } from "../../testing/question";

const john = partyOf("John Doe", "+1 555 555 1111", { company: "Centralia" });
const bob = partyOf("Bob Barker", "1002");
const bar = () => screen.getByRole("region", { name: "Calls" });
const line = (name: string) => screen.getByRole("group", { name: `Call with ${name}` });
const button = (name: string | RegExp, of = bar()) => within(of).getByRole("button", { name });
const asked = (host: MemoryHost) => host.calling.asked;

async function withCall(call = talkingCall("1", john)) {
  const page = await openPeople();
  page.host.calling.shows([call]);
  await screen.findByRole("region", { name: "Calls" });
  return page;
}

afterEach(() => vi.restoreAllMocks());

describe("a number that was just called", () => {
  /** A page whose steady time goes on by hand. */
  async function atRest() {
    const page = await openPeople();
    const steady = vi.spyOn(performance, "now").mockReturnValue(0);
    return { ...page, later: (milliseconds: number) => steady.mockReturnValue(milliseconds) };
  }

  it("is not called by a second press", async () => {
    const { app, host, later } = await atRest();
    await app.call("1002");
    later(callRests - 1);
    await app.call("1002");
    await app.call("1003");
    expect(called(host)).toEqual(["1002", "1003"]);
  });

  it("is called again a moment later", async () => {
    const { app, host, later } = await atRest();
    await app.call("1002");
    later(callRests);
    await app.call("1002");
    expect(called(host)).toEqual(["1002", "1002"]);
  });

  it("is called again at once when the call is over", async () => {
    const { app, host } = await atRest();
    await app.call("1002");
    host.calling.shows([talkingCall("1", bob)]);
    await app.call("1002");
    expect(called(host)).toEqual(["1002"]);
    host.calling.shows([]);
    await app.call("1002");
    expect(called(host)).toEqual(["1002", "1002"]);
  });
});

describe("the call bar", () => {
  it("is there with the first call, and gone with the last", async () => {
    const { host } = await withCall();
    expect(line("John Doe").textContent).toMatch(
      /John Doe.*\+1 555 555 1111.*Centralia.*Called you\s· \d:\d\d/,
    );
    host.calling.shows([]);
    await waitFor(() => expect(screen.queryByRole("region", { name: "Calls" })).toBeNull());
  });

  it("shows the calls that were there before the page was", async () => {
    const host = new MemoryHost();
    host.calling.current = { calls: [talkingCall("1", john)], transferable: true };
    await openPeople(host);
    await waitFor(() => expect(line("John Doe")).toBeTruthy());
  });

  it("what changes while the page reads does not hide the rest", async () => {
    const host = new MemoryHost();
    host.calling.current = { calls: [talkingCall("1", john)], transferable: true };
    const read = new Question<typeof host.calling.current>();
    const asks = vi.spyOn(host, "calls").mockReturnValueOnce(read.promise);
    const { app } = await openPeople(host);
    await waitFor(() => expect(asks).toHaveBeenCalled());
    host.calling.misses([]);
    read.answer(host.calling.current);
    await waitFor(() => expect(app.calls.current).toHaveLength(1));
  });

  it("mutes and holds, and shows that it did", async () => {
    const { user, host } = await withCall();
    await user.click(button("Mute"));
    await waitFor(() => expect(button("Mute").getAttribute("aria-pressed")).toBe("true"));
    await user.click(button("Hold"));
    await waitFor(() => expect(line("John Doe").textContent).toMatch(/On hold · You are muted/));
    await user.click(button("Mute"));
    expect(asked(host)).toEqual(["mute 1 on", "hold 1 on", "mute 1 off"]);
  });

  it("a phone that cannot be held from here is not asked to", async () => {
    const { user, host } = await withCall({ ...talkingCall("1", john), canHold: false });
    expect(button("Hold").title).toBe("Hold (use the key on your phone)");
    await user.click(button("Hold"));
    expect(asked(host)).toEqual([]);
  });

  it("a phone that refuses says what to do", async () => {
    const { user, host } = await withCall();
    host.failures = { hold: { kind: "phoneCannot" } };
    await user.click(button("Hold"));
    expect((await screen.findByText(/press the key on the phone itself/)).textContent).toBeTruthy();
  });

  it("hangs up once, however often it is pressed, and the keyboard goes to the search", async () => {
    const { user, host } = await withCall();
    const wait = new Question<void>();
    const hangUp = host.hangUp;
    host.hangUp = async (call) => {
      await wait.promise;
      return hangUp(call);
    };
    await user.dblClick(button("Hang up"));
    wait.answer();
    await waitFor(() => expect(screen.queryByRole("region", { name: "Calls" })).toBeNull());
    expect(asked(host)).toEqual(["hang up 1"]);
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole("textbox")));
  });

  it("sends tones by the keys on screen and by the keyboard", async () => {
    const { user, host } = await withCall();
    await user.click(button("Keypad"));
    const pad = await screen.findByRole("dialog", { name: "Keypad" });
    await user.click(button("Send 4", pad));
    await user.keyboard("2#");
    expect(asked(host)).toEqual(["digits 1 4", "digits 1 2", "digits 1 #"]);
    await user.keyboard("{Escape}");
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    expect(document.activeElement).toBe(button("Keypad"));
  });

  it("sends digits in the order of the keys, however long the first one takes", async () => {
    const { user, host } = await withCall();
    const wait = new Question<void>();
    const sendDigits = host.sendDigits;
    vi.spyOn(host, "sendDigits").mockImplementationOnce(async (...first) => {
      await wait.promise;
      return sendDigits(...first);
    });
    await user.click(button("Keypad"));
    await screen.findByRole("dialog", { name: "Keypad" });
    await user.keyboard("1234");
    expect(asked(host)).toEqual([]);
    wait.answer();
    await waitFor(() => expect(asked(host)).toEqual(["digits 1 1", "digits 1 234"]));
  });

  it("digits that failed do not keep those pressed afterwards", async () => {
    const { user, host } = await withCall();
    host.failures = { sendDigits: { kind: "noSuchCall" } };
    await user.click(button("Keypad"));
    await screen.findByRole("dialog", { name: "Keypad" });
    await user.keyboard("1");
    await screen.findByRole("alert");
    host.failures = {};
    await user.keyboard("2");
    await waitFor(() => expect(asked(host)).toEqual(["digits 1 2"]));
  });

  it("F6 goes to it and back to the search", async () => {
    const { user } = await withCall();
    await user.keyboard("{F6}");
    expect(bar().contains(document.activeElement)).toBe(true);
    await user.keyboard("{F6}");
    expect(document.activeElement).toBe(screen.getByRole("textbox"));
  });

  it("each call stands on its own line", async () => {
    const { host } = await withCall();
    host.calling.shows([talkingCall("1", john), { ...talkingCall("2", bob), incoming: false }]);
    await waitFor(() => expect(line("Bob Barker").textContent).toMatch(/Connected/));
    expect(line("John Doe")).toBeTruthy();
  });

  it("has nothing that axe finds wrong", async () => {
    const { host } = await withCall();
    host.calling.rings(ringingCall("2", bob));
    await screen.findByRole("button", { name: "Answer" });
    expect(await violations()).toEqual([]);
  });
});

describe("a transfer", () => {
  const passing = (more = {}) => ({
    ...talkingCall("1", john),
    canTransfer: false,
    transfer: transferTo(bob, more),
  });

  it("under way can be completed and taken back", async () => {
    const { user, host } = await withCall(passing());
    expect(bar().textContent).toMatch(/On hold while you ask Bob Barker.*Ringing…/);
    await user.click(button("Complete transfer"));
    await user.click(button("Back to caller"));
    expect(asked(host)).toEqual(["complete t", "cancel t"]);
  });

  it("that completes by itself says what it waits for, and has no Complete", async () => {
    await withCall(passing({ kind: "blind", safe: true }));
    expect(bar().textContent).toMatch(/Blind transfer: waiting for an answer/);
    expect(screen.queryByRole("button", { name: "Complete transfer" })).toBeNull();
    expect(button("Back to caller")).toBeTruthy();
  });

  it("that completes by itself once it is sure can be completed sooner by who hears somebody", async () => {
    const { user, host } = await withCall(
      passing({ kind: "blind", safe: true, phase: { kind: "answered" } }),
    );
    await user.click(button("Complete transfer"));
    expect(asked(host)).toEqual(["complete t"]);
  });

  it("that gives the caller back is not left by the button that is pressed out of habit", async () => {
    const { user, host } = await withCall(passing({ kind: "blind", safe: true }));
    expect(within(bar()).queryByRole("button", { name: "Hang up" })).toBeNull();
    await user.click(button("More for this call"));
    await user.click(await screen.findByRole("menuitem", { name: "Leave: the transfer becomes blind" }));
    await waitFor(() => expect(asked(host)).toEqual(["hang up 1"]));
  });

  it("that I ask about is left as any call", async () => {
    const { user, host } = await withCall(passing());
    await user.click(button("More for this call"));
    await screen.findByRole("menu");
    expect(screen.queryByRole("menuitem", { name: /Leave/ })).toBeNull();
    await user.keyboard("{Escape}");
    await user.click(button("Hang up"));
    await waitFor(() => expect(asked(host)).toEqual(["hang up 1"]));
  });

  it("keeps a name that is written the other way from turning the words around it", async () => {
    await withCall(passing({ kind: "blind", safe: true, target: partyOf("שלום", "1002") }));
    const names = [...bar().querySelectorAll(".state bdi")].map(({ textContent }) => textContent);
    expect(names).toEqual(["שלום"]);
  });

  it("that failed says why, with the caller's buttons back", async () => {
    await withCall({ ...passing({ phase: { kind: "cancelled", why: "noAnswer" } }), canTransfer: true });
    expect(bar().textContent).toMatch(/Bob Barker did not answer/);
    expect(button("Transfer")).toBeTruthy();
  });

  it("of a call that is over for me leaves only what became of it", async () => {
    await withCall({ ...passing({ phase: { kind: "completed" } }), phase: { kind: "left" } });
    expect(bar().textContent).toMatch(/Has the caller now/);
    expect(within(bar()).queryByRole("button")).toBeNull();
  });

  it("that still rings after I left shows no time", async () => {
    const { host } = await withCall();
    host.calling.shows([{ ...passing({ kind: "blind" }), phase: { kind: "left" } }]);
    await waitFor(() => expect(bar().textContent).toMatch(/Waits for Bob Barker/));
    expect(screen.queryByRole("timer")).toBeNull();
  });

  it("of a row's menu is that of the call which was spoken on when it opened", async () => {
    const { user, host } = await withCall();
    const talks = talkingCall("2", bob);
    const held = (call: CallView): CallView =>
      call.phase.kind === "connected" ? { ...call, phase: { ...call.phase, onHold: true } } : call;
    host.calling.shows([held(talkingCall("1", john)), talks]);
    await waitFor(() => expect(line("Bob Barker")).toBeTruthy());
    await user.click(screen.getByRole("button", { name: "More ways to reach Alice Martin" }));
    await user.click(await screen.findByRole("menuitem", { name: /Blind transfer/ }));
    const [item] = await screen.findAllByRole("menuitem", { name: /1001/ });
    host.calling.shows([talkingCall("1", john), held(talks)]);
    if (item !== undefined) await user.click(item);
    await waitFor(() => expect(asked(host)[0]).toMatch(/^transfer 2 1001 blind/));
  });

  it("goes to a number typed in the search, beside calling it, only while a call can be transferred", async () => {
    const { user, host } = await withCall();
    const search = screen.getByRole("textbox");
    await user.type(search, "555 9999");
    await screen.findByRole("button", { name: "Call 5559999" });
    await user.tab();
    await user.tab();
    expect(document.activeElement).toBe(screen.getByRole("button", { name: "Transfer to 5559999" }));
    await user.keyboard("{Enter}");
    await user.click(await screen.findByRole("menuitem", { name: /Attended transfer/ }));
    await waitFor(() => expect(asked(host)).toEqual(["transfer 1 5559999 attended null"]));
    expect(called(host)).toEqual([]);
    host.calling.shows([]);
    await waitFor(() => expect(screen.queryByRole("button", { name: /^Transfer/ })).toBeNull());
  });

  it("stands in the menu of a row only while a call can be transferred", async () => {
    const { user, host } = await withCall();
    const more = () => screen.getByRole("button", { name: "More ways to reach Bob Barker" });
    await user.click(more());
    await user.click(await screen.findByRole("menuitem", { name: /Attended transfer/ }));
    await user.click(await screen.findByRole("menuitem", { name: /Voicemail/ }));
    await waitFor(() => expect(asked(host)[0]).toMatch(/^transfer 1 \*971002 voicemail \d+$/));
    host.calling.shows([]);
    await user.click(more());
    await screen.findByRole("menu");
    expect(screen.queryByRole("menuitem", { name: /transfer/ })).toBeNull();
  });
});

describe("missed calls", () => {
  const missed = (id: number, seen: boolean) => ({
    id,
    party: john,
    at: "2026-06-03T10:42:00+02:00",
    times: 2,
    seen,
  });

  it("are counted until they are looked at, and called back", async () => {
    const { user, host } = await openPeople();
    host.calling.misses([missed(2, false), missed(1, true)]);
    await user.click(await screen.findByRole("button", { name: "1 new missed call" }));
    const dialog = await screen.findByRole("dialog", { name: "Missed calls" });
    expect(asked(host)).toEqual(["see missed"]);
    const [entry] = within(dialog).getAllByRole("listitem");
    expect(entry?.textContent).toMatch(/John Doe.*2 times/);
    expect(entry?.querySelector(".rest bdi:last-child")?.textContent).toBe("Centralia");
    expect(await violations()).toEqual([]);
    const [first] = within(dialog).getAllByRole("button", { name: "Call back John Doe" });
    if (first !== undefined) await user.click(first);
    await waitFor(() => expect(called(host)).toEqual(["+1 555 555 1111"]));
    expect(screen.getByRole("button", { name: "Missed calls" })).toBeTruthy();
  });

  it("that come while the list is looked at are seen, without a notification", async () => {
    const { user, host } = await openPeople();
    vi.spyOn(document, "hasFocus").mockReturnValue(true);
    await user.click(screen.getByRole("button", { name: "Missed calls" }));
    await screen.findByText("No call was missed.");
    host.calling.misses([missed(1, false)]);
    await waitFor(() => expect(asked(host)).toEqual(["see missed"]));
    expect(host.desktop.notifications.size).toBe(0);
  });

  it("are cleared", async () => {
    const { user, host } = await openPeople();
    host.calling.misses([missed(1, true)]);
    await user.click(screen.getByRole("button", { name: "Missed calls" }));
    await user.click(await screen.findByRole("button", { name: "Clear the list" }));
    await screen.findByText("No call was missed.");
  });

  it("are told by the system while the person looks elsewhere, and called back from there", async () => {
    const { host } = await openPeople();
    vi.spyOn(document, "hasFocus").mockReturnValue(false);
    host.calling.misses([missed(1, false)]);
    await waitFor(() =>
      expect(host.desktop.notifications.get("missed")?.title).toBe("Missed call: John Doe"),
    );
    host.desktop.answers("missed", "call");
    await waitFor(() => expect(called(host)).toEqual(["+1 555 555 1111"]));
  });
});
