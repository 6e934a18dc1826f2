import { beforeEach, describe, expect, it } from "vitest";
import type { AppError, Own } from "../../host/host";
import { MemoryHost } from "../../host/memory";
import type { MenuItem } from "../../lib/menu";
import { presenceItems, type PresenceDeeds } from "./items";
import { Presence } from "./presence.svelte";

let host: MemoryHost;
let presence: Presence;
let errors: AppError[];

beforeEach(async () => {
  host = new MemoryHost();
  errors = [];
  presence = new Presence(host, (error) => errors.push(error));
  await host.subscribe((update) => {
    if (update.kind === "own") presence.update(update.own);
  });
  await presence.load();
});

it("how I am seen changes and my words stay", async () => {
  await presence.choose("away");
  expect(host.reach.current).toMatchObject({ presence: "away", status: "at the front desk" });
});

it("my words change and how I am seen stays", async () => {
  await presence.choose("away");
  await presence.say("  back at 3 ");
  expect(host.reach.current).toMatchObject({ presence: "away", status: "back at 3" });
  await presence.say(" ");
  expect(host.reach.current.status).toBeNull();
});

it("the same words are not sent again", async () => {
  host.failures = { setPresence: { kind: "offline" } };
  await presence.say("at the front desk");
  expect(errors).toEqual([]);
});

it("a refusal is said", async () => {
  host.failures = { setDoNotDisturb: { kind: "notAllowed" } };
  await presence.setDoNotDisturb(true);
  expect(errors).toEqual([{ kind: "notAllowed" }]);
});

it("an answer that an update overtook is old", async () => {
  const own = host.own;
  host.own = async () => {
    const old = await own();
    host.reach.becomes({ doNotDisturb: true });
    return old;
  };
  await presence.load();
  expect(presence.own?.doNotDisturb).toBe(true);
});

it("only the forwards that changed are set, and a refusal stops there", async () => {
  const asked: string[] = [];
  const set = host.setForward;
  host.setForward = async (...given) => {
    asked.push(given[0]);
    await set(...given);
  };
  const forwards = presence.own?.forwards.map((one) => ({ ...one, on: true, to: one.to ?? "1005" })) ?? [];
  expect(await presence.setForwards(forwards)).toBeNull();
  expect(asked).toEqual(["always", "busy"]);
  host.failures = { setForward: { kind: "offline" } };
  expect(await presence.setForwards(forwards.map((one) => ({ ...one, on: false })))).toEqual({
    kind: "offline",
  });
});

it("reasons for a pause are offered again, the last one first and each once", async () => {
  for (const reason of ["Lunch", "Training", "Lunch"]) await presence.pause(reason);
  host.reach.becomes({
    agent: { ...(host.reach.current.agent as NonNullable<Own["agent"]>), reason: "Fire drill" },
  });
  expect(presence.reasons).toEqual(["Fire drill", "Lunch", "Training"]);
});

it("nothing of it is left for the next person", async () => {
  await presence.pause("Lunch");
  presence.forget();
  expect([presence.own, presence.reasons]).toEqual([null, []]);
});

describe("the menu", () => {
  const deeds: PresenceDeeds = {
    choose: () => undefined,
    doNotDisturb: () => undefined,
    write: () => undefined,
    clear: () => undefined,
    forwards: () => undefined,
  };
  const labels = (own: Partial<Own>) =>
    presenceItems({ ...host.reach.current, ...own }, deeds).map((item: MenuItem) =>
      item.kind === "separator" ? "-" : item.label,
    );

  it("has what a receptionist chooses from", () => {
    expect(labels({})).toEqual([
      "Available",
      "Away",
      "Appear offline",
      "-",
      "Do not disturb",
      "-",
      "Status text…",
      "Clear status text",
      "-",
      "Calls and forwards…",
    ]);
  });
  it("has a choice of another program too while it holds", () => {
    expect(labels({ presence: "unavailable" })).toContain("Unavailable");
  });
  it("leaves out what the server does not say", () => {
    expect(labels({ presence: null, forwards: [] })).toEqual(["Do not disturb"]);
    expect(labels({ doNotDisturb: null, status: null, forwards: [] })).not.toContain("Do not disturb");
  });
});
