import { screen, waitFor } from "@testing-library/svelte";
import { describe, expect, it } from "vitest";
import type { Desk, Own, TrayItem } from "../../host/host";
import { MemoryHost } from "../../host/memory";
import { partyOf, ringingCall, talkingCall } from "../../host/memory/calls";
import { setLocale } from "../../lib/locale.svelte";
import { called, openPeople } from "../../testing/page";
import { trayOf, type TrayFacts } from "./menu";

const desk: Desk = {
  state: "available",
  missed: 2,
  unread: 1,
  favorites: [
    { row: 7, name: "Ada Lovelace", number: "1002", state: "away", phone: "available" },
    { row: 8, name: "Bob Barker", number: "1003", state: "available", phone: "talking" },
    { row: 9, name: "Garage", number: null, state: "unknown", phone: "unknown" },
  ],
};
const own: Own = new MemoryHost().reach.current;
const nothing: TrayFacts = { desk, own, calls: [], task: null };

/** As a person reads the menu: `[x]` holds, `( )` does not, `…` cannot be chosen. */
function lines(items: readonly TrayItem[]): string[] {
  return items.flatMap((item): string[] => {
    if (item.kind === "separator") return ["—"];
    if (item.kind === "group") return [item.label, ...item.entries.map(({ label }) => `  ${label}`)];
    const { label, enabled, checked } = item.entry;
    return [`${checked === null ? "" : checked ? "[x] " : "[ ] "}${label}${enabled ? "" : " …"}`];
  });
}

describe("The menu in the tray", () => {
  it("has the presence, what waits and the favorites with how they are", () => {
    expect(lines(trayOf(nothing).items)).toEqual([
      "Show People",
      "—",
      "[x] Available",
      "[ ] Away",
      "[ ] Appear offline",
      "[ ] Do not disturb",
      "—",
      "2 missed calls",
      "Call a favorite",
      "  Ada Lovelace — Away",
      "  Bob Barker — In a call",
      "  Garage",
      "—",
      "Sign out…",
      "Quit",
    ]);
  });

  it("refuses the call that rings and hangs up the one that is spoken on", () => {
    const calls = [
      ringingCall("1", partyOf("Ada Lovelace", "1002")),
      talkingCall("2", partyOf(null, "+15550100")),
    ];
    const { items } = trayOf({ ...nothing, calls });
    expect(lines(items)).toEqual(expect.arrayContaining(["Refuse: Ada Lovelace", "Hang up: +15550100"]));
    expect(items).toContainEqual({
      kind: "entry",
      entry: { id: "call:hangup:2", label: "Hang up: +15550100", enabled: true, checked: null },
    });
  });

  it("says how far a task is and can stop it", () => {
    const task = {
      kind: "task" as const,
      task: "import" as const,
      done: 450,
      total: 1_000,
      per_minute: null,
      seconds_left: null,
      state: "running" as const,
    };
    const tray = trayOf({ ...nothing, task });
    expect(lines(tray.items).slice(0, 4)).toEqual(["Show People", "—", "Importing 45% …", "Stop the task"]);
    expect(tray.tooltip).toContain("Importing 45%");
  });

  it("while nobody is signed in only shows the window and quits", () => {
    const signedOut: Desk = { state: "signedOut", missed: 0, unread: 0, favorites: [] };
    const tray = trayOf({ ...nothing, desk: signedOut });
    expect(lines(tray.items)).toEqual(["Show People", "—", "Quit"]);
    expect([tray.tooltip, tray.badge]).toEqual(["People — Signed out", false]);
  });

  it("has a favorite that cannot be called as words alone", () => {
    const group = trayOf(nothing).items.find((item) => item.kind === "group");
    expect(group?.entries.map(({ id, enabled }) => [id, enabled])).toEqual([
      ["favorite:7", true],
      ["favorite:8", true],
      ["favorite:9", false],
    ]);
  });

  it("speaks the person's language", () => {
    setLocale("fr");
    expect(trayOf(nothing).tooltip).toBe("People — Disponible · 2 appels manqués · 1 message non lu");
  });
});

it("The icon says how the person stands and what waits", () => {
  const tray = trayOf(nothing);
  expect([tray.state, tray.badge]).toEqual(["available", true]);
  expect(tray.tooltip).toBe("People — Available · 2 missed calls · 1 unread message");
});

describe("What is chosen in the tray", () => {
  it("is done in the page", async () => {
    const { host, user } = await openPeople();
    host.calling.shows([talkingCall("1", partyOf("Ada Lovelace", "1002"))]);
    host.push({ kind: "desk", desk });
    host.desktop.chooses("call:hangup:1");
    host.desktop.chooses("presence:away");
    host.desktop.chooses("favorite:7");
    host.desktop.chooses("favorite:9");
    await waitFor(() => expect(called(host)).toEqual(["1002"]));
    expect(host.calling.asked).toContain("hang up 1");
    await waitFor(() => expect(host.reach.current.presence).toBe("away"));
    host.desktop.chooses("dnd");
    await waitFor(() => expect(host.reach.current.doNotDisturb).toBe(true));
    host.desktop.chooses("missed");
    await screen.findByRole("dialog", { name: "Missed calls" });
    await user.click(screen.getByRole("button", { name: "Close" }));
    host.desktop.chooses("signout");
    await screen.findByRole("alertdialog", { name: "Sign out?" });
  });

  it("that nobody offers is nothing", async () => {
    const { host } = await openPeople();
    for (const id of ["", "presence:gone", "favorite:", "favorite:x", "call:hangup"])
      host.desktop.chooses(id);
    expect([called(host), host.calling.asked]).toEqual([[], []]);
  });

  it("is in the menu in the page's language, told when it changed and not else", async () => {
    const { host, app } = await openPeople();
    const told: string[] = [];
    const { setTray } = host;
    host.setTray = (tray) => {
      told.push(tray.tooltip);
      return setTray(tray);
    };
    host.push({ kind: "desk", desk });
    host.push({ kind: "desk", desk: structuredClone(desk) });
    await waitFor(() => expect(told).toEqual(["People — Available · 2 missed calls · 1 unread message"]));
    await app.preferences.change({ language: "fr" });
    await waitFor(() => expect(host.desktop.tray?.tooltip).toMatch(/^People — Disponible/));
  });

  it("after the sign-out is nothing, and opens nothing for who signs in next", async () => {
    const { host, app } = await openPeople();
    await app.signOut(false);
    await screen.findByLabelText("Server");
    for (const id of ["signout", "missed", "presence:away", "dnd"]) host.desktop.chooses(id);
    host.desktop.answers("missed", null);
    expect(screen.queryByRole("alertdialog")).toBeNull();
    expect([app.calls.missed.open, host.reach.current.presence]).toEqual([false, "available"]);
  });
});
