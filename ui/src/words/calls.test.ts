import { beforeEach, describe, expect, it } from "vitest";
import type { CallPhase, TransferFailure, TransferPhase } from "../host/host";
import { partyOf, ringingCall, talkingCall, transferTo } from "../host/memory/calls";
import { setLocale } from "../lib/locale.svelte";
import { changeOf, partyInitials, partyRest, phaseText, timeText, transferText } from "./calls";

const alice = partyOf("Alice Martin", "1001", { company: "Acme" });
const since = "2026-06-03T12:00:00Z";
const phases: { [Kind in CallPhase["kind"]]: Extract<CallPhase, { kind: Kind }> } = {
  ownPhone: { kind: "ownPhone" },
  calling: { kind: "calling" },
  ringing: { kind: "ringing" },
  connected: { kind: "connected", since, onHold: false, muted: false },
  alone: { kind: "alone" },
  left: { kind: "left" },
};
const steps: { [Kind in TransferPhase["kind"]]: Extract<TransferPhase, { kind: Kind }> } = {
  starting: { kind: "starting" },
  ringing: { kind: "ringing" },
  answered: { kind: "answered" },
  completing: { kind: "completing" },
  completed: { kind: "completed" },
  cancelling: { kind: "cancelling" },
  cancelled: { kind: "cancelled", why: null },
  abandoned: { kind: "abandoned" },
  lost: { kind: "lost" },
};
const failures = {
  refused: true,
  noAnswer: true,
  wrongNumber: true,
  unknown: true,
} satisfies Record<TransferFailure, true>;

describe.each(["en", "fr"] as const)("in %s", (locale) => {
  beforeEach(() => setLocale(locale));

  it("each phase of a call has words of its own", () => {
    const words = Object.values(phases).map((phase) => phaseText({ ...ringingCall("1", alice), phase }));
    expect(new Set(words).size).toBe(words.length);
  });

  it("each step of a transfer has words of its own, and each failure says why", () => {
    const why = Object.keys(failures) as TransferFailure[];
    const all: TransferPhase[] = [
      ...Object.values(steps),
      ...why.map((why): TransferPhase => ({ kind: "cancelled", why })),
    ];
    const words = all.map((phase) => transferText(transferTo(alice, { phase })));
    expect(new Set(words).size).toBe(words.length);
  });

  it("a safe transfer says what it waits for", () => {
    const blind = transferTo(alice, { kind: "blind", safe: true });
    expect(transferText(blind)).not.toBe(transferText(transferTo(alice)));
  });
});

it("a time has hours only where there are any", () => {
  expect([0, 42, 61, 3_605].map(timeText)).toEqual(["0:00", "0:42", "1:01", "1:00:05"]);
});

it("letters come from the first and last name, and from none of a number", () => {
  const of = (name: string | null) => partyInitials(partyOf(name, "1001"));
  expect([of("Alice Martin"), of("Ana María de la Vega"), of("王"), of("+1 555"), of(null)]).toEqual([
    "AM",
    "AV",
    "王",
    "",
    "",
  ]);
});

it("a number stands beside a name, not beside itself", () => {
  expect(partyRest(alice)).toEqual(["1001", "Acme"]);
  expect(partyRest(partyOf(null, "1001"))).toEqual([]);
});

describe("what a screen reader is told", () => {
  const talking = talkingCall("1", alice, since);

  it("who calls", () => {
    expect(changeOf(null, ringingCall("1", alice))).toBe("Alice Martin is calling");
  });

  it("nothing while nothing changes but the caller's name", () => {
    const named = { ...ringingCall("1", alice), party: partyOf("Alice", "1001") };
    expect(changeOf(ringingCall("1", alice), named)).toBe("");
  });

  it("a change of phase, of hold and of a transfer", () => {
    const held = { ...talking, phase: { ...phases.connected, onHold: true } };
    expect(changeOf(talking, held)).toBe("Alice Martin: On hold");
    const passed = { ...talking, transfer: transferTo(partyOf("Bob Barker", "1002")) };
    expect(changeOf(talking, passed)).toBe("Bob Barker: Ringing…");
    expect(changeOf(passed, passed)).toBe("");
  });
});
