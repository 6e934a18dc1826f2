import { describe, expect, it } from "vitest";
import type { PolicyFaultKind, UpdateFault, UpdateState } from "../host/host";
import { setLocale } from "../lib/locale.svelte";
import { policyFaultText } from "./policy";
import { updateText } from "./updates";

/** One example of each kind; a kind without one does not compile. */
type Examples<Union extends { kind: string }> = { [Kind in Union["kind"]]: Extract<Union, { kind: Kind }> };

const faults = {
  unreadable: { kind: "unreadable" },
  syntax: { kind: "syntax" },
  unknownKey: { kind: "unknownKey" },
  wrongType: { kind: "wrongType", wanted: "boolean" },
  badValue: { kind: "badValue" },
  badFile: { kind: "badFile" },
} satisfies Examples<PolicyFaultKind>;
const failures = {
  unreachable: true,
  badAnswer: true,
  badSignature: true,
  badFile: true,
  notWritable: true,
  unexpected: true,
} satisfies Record<UpdateFault, true>;
const updates = {
  off: { kind: "off", why: "packaged" },
  checking: { kind: "checking" },
  current: { kind: "current" },
  available: { kind: "available", version: "2.0.0", notes: null },
  loading: { kind: "loading", done: 1_000, total: 4_000 },
  ready: { kind: "ready", version: "2.0.0" },
  failed: { kind: "failed", why: "unreachable" },
} satisfies Examples<UpdateState>;
const every: UpdateState[] = [
  ...Object.values(updates),
  { kind: "off", why: "notSet" },
  { kind: "loading", done: 1_000, total: null },
  ...Object.keys(failures).map((why): UpdateState => ({ kind: "failed", why: why as UpdateFault })),
];

describe.each(["en", "fr"] as const)("in %s", (locale) => {
  it("each fault of the administrator's file has its own words", () => {
    setLocale(locale);
    const texts = Object.values(faults).map((why) =>
      policyFaultText({ line: null, column: null, key: null, why }),
    );
    expect(new Set(texts).size).toBe(texts.length);
    expect(texts.join(" ")).not.toMatch(/undefined|\{|null/);
  });

  it("each state of an update has its own words", () => {
    setLocale(locale);
    const texts = every.map(updateText);
    expect(new Set(texts).size).toBe(new Set(every.map((state) => JSON.stringify(state))).size);
    expect(texts.join(" ")).not.toMatch(/undefined|\{|null/);
  });
});

it("a fault is told with its place, as far as that is known", () => {
  const why = faults.unknownKey;
  const key = "settings.colour";
  expect(policyFaultText({ line: 3, column: 1, key, why })).toBe(
    "Line 3, column 1 · settings.colour: there is no such setting",
  );
  expect(policyFaultText({ line: null, column: null, key, why })).toBe(
    "settings.colour: there is no such setting",
  );
});

it("a part of an update is told in percent", () => {
  expect(updateText(updates.loading)).toBe("Fetching the new version: 25%");
});
