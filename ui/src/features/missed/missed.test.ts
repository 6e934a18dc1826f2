import { beforeEach, expect, it } from "vitest";
import type { MissedCall } from "../../host/host";
import { MemoryHost } from "../../host/memory";
import { partyOf } from "../../host/memory/calls";
import { settle } from "../../testing/question";
import { MissedCalls } from "./missed.svelte";

let host: MemoryHost;
let missed: MissedCalls;
let called: string[];

function call(id: number, name: string | null, number: string | null): MissedCall {
  return { id, party: partyOf(name, number), at: "2026-06-03T10:42:00+02:00", times: 1, seen: false };
}

const shown = async () => {
  await settle();
  return host.desktop.notifications.get("missed");
};

beforeEach(async () => {
  host = new MemoryHost();
  called = [];
  missed = new MissedCalls(
    host,
    () => undefined,
    (number) => called.push(number),
  );
  await host.subscribe((update) => update.kind === "missed" && missed.update(update.missed));
});

it("one missed call is told with who it was, and called back from there", async () => {
  host.calling.misses([call(1, "Ada Lovelace", "1002")]);
  expect(await shown()).toMatchObject({
    title: "Missed call: Ada Lovelace",
    body: "1002",
    discreet: { title: "1 missed call", body: "" },
    actions: [{ id: "call", label: "Call back" }],
  });
  missed.answered({ id: "missed", action: "call" });
  expect(called).toEqual(["1002"]);
});

it("several are one notification that counts them and opens the list", async () => {
  const calls = [
    call(4, "Ada Lovelace", "1002"),
    call(3, null, "+15550100"),
    call(2, "Ada Lovelace", "1002"),
    call(1, "Bob Barker", "1003"),
  ];
  host.calling.misses(calls.slice(3));
  host.calling.misses(calls);
  expect(await shown()).toMatchObject({
    title: "4 missed calls",
    body: "Ada Lovelace · +15550100 · Bob Barker",
    actions: [{ id: "show", label: "Show", raises: true }],
  });
  expect(host.desktop.notifications.size).toBe(1);
  missed.answered({ id: "missed", action: "show" });
  expect([missed.open, called]).toEqual([true, []]);
});

it("several of one caller are called back from there, too", async () => {
  host.calling.misses([{ ...call(1, "Ada Lovelace", "1002"), times: 1 }]);
  missed.update({ calls: [{ ...call(1, "Ada Lovelace", "1002"), times: 2 }], unseen: 2 });
  expect(await shown()).toMatchObject({
    title: "2 missed calls",
    body: "Ada Lovelace",
    actions: [{ id: "call" }],
  });
});

it("what is discreet has neither names nor numbers", async () => {
  host.calling.misses([call(2, "Ada Lovelace", "1002"), call(1, null, "+15550100")]);
  expect((await shown())?.discreet).toEqual({ title: "2 missed calls", body: "" });
});
