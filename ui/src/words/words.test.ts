import { describe, expect, it } from "vitest";
import type {
  AppError,
  CertificateFault,
  ColumnKind,
  Connection,
  FileFault,
  PlanError,
  ReportRow,
  SkipReason,
} from "../host/host";
import { setLocale } from "../lib/locale.svelte";
import { errorText } from "./errors";
import { columnText, connectionText, momentText, refusal } from "./statuses";
import { changeText, fieldText, ignoredText, reasonText, sameText, skipText, timeLeftText } from "./transfer";

/** One example of each kind; a kind without one does not compile. */
type Examples<Union extends { kind: string }> = { [Kind in Union["kind"]]: Extract<Union, { kind: Kind }> };

const host = "wazo.example.com";
const faults = {
  unknownIssuer: { kind: "unknownIssuer" },
  wrongHost: { kind: "wrongHost" },
  expired: { kind: "expired" },
  notYetValid: { kind: "notYetValid" },
  changed: { kind: "changed", expected: "00" },
  invalid: { kind: "invalid" },
} satisfies Examples<CertificateFault>;
const plans = {
  empty: { kind: "empty" },
  headerOnly: { kind: "headerOnly" },
  noKnownColumn: { kind: "noKnownColumn", titles: Array.from({ length: 90 }, (_, at) => `Column ${at}`) },
  binary: { kind: "binary" },
  unknownEncoding: { kind: "unknownEncoding", label: "klingon" },
  notInEncoding: { kind: "notInEncoding", encoding: "UTF-8", line: 12 },
} satisfies Examples<PlanError>;
const files = {
  missing: true,
  denied: true,
  directory: true,
  full: true,
  unreadable: true,
} satisfies Record<FileFault, true>;
const errors = {
  badAddress: { kind: "badAddress", address: "://" },
  plainHttp: { kind: "plainHttp", host },
  unknownHost: { kind: "unknownHost", host },
  connectionRefused: { kind: "connectionRefused", host },
  unreachable: { kind: "unreachable", host },
  timedOut: { kind: "timedOut", host },
  certificate: { kind: "certificate", host, fingerprint: "00", fault: faults.invalid },
  notWazo: { kind: "notWazo", host },
  wrongPassword: { kind: "wrongPassword" },
  tooManyRequests: { kind: "tooManyRequests", retry_after: null },
  serverUnavailable: { kind: "serverUnavailable", status: 503 },
  serverRefused: { kind: "serverRefused", status: 400, reasons: [] },
  badAnswer: { kind: "badAnswer", what: "lookup" },
  notAllowed: { kind: "notAllowed" },
  signedOut: { kind: "signedOut" },
  offline: { kind: "offline" },
  noSuchContact: { kind: "noSuchContact" },
  duplicateContact: { kind: "duplicateContact" },
  badProfile: { kind: "badProfile", profile: "sales" },
  notAddressable: { kind: "notAddressable" },
  notANumber: { kind: "notANumber", text: "abc" },
  callRefused: { kind: "callRefused", reason: "other" },
  phoneCannot: { kind: "phoneCannot" },
  noSuchCall: { kind: "noSuchCall" },
  noSuchTransfer: { kind: "noSuchTransfer" },
  transferRefused: { kind: "transferRefused", reason: "other" },
  agentRefused: { kind: "agentRefused", reason: "other" },
  noSuchRoom: { kind: "noSuchRoom" },
  badPageAddress: { kind: "badPageAddress", fault: "notWeb" },
  locked: { kind: "locked", setting: "theme" },
  shortcut: { kind: "shortcut", keys: "Ctrl+Alt+P", fault: "taken" },
  autostart: { kind: "autostart" },
  file: { kind: "file", name: "a.csv", fault: "missing" },
  plan: { kind: "plan", name: "a.csv", fault: plans.empty },
  noSuchPlan: { kind: "noSuchPlan" },
  importRuns: { kind: "importRuns" },
  noSuchImport: { kind: "noSuchImport" },
  nothingToUndo: { kind: "nothingToUndo" },
  nothingToRestore: { kind: "nothingToRestore" },
  nothingToExport: { kind: "nothingToExport" },
  store: { kind: "store" },
  internal: { kind: "internal", what: "x" },
} satisfies Examples<AppError>;
const every: AppError[] = [
  ...Object.values(errors),
  ...Object.values(faults).map((fault): AppError => ({ ...errors.certificate, fault })),
  ...Object.values(plans).map((fault): AppError => ({ kind: "plan", name: "a.csv", fault })),
  ...Object.keys(files).map((fault): AppError => ({
    kind: "file",
    name: "a.csv",
    fault: fault as FileFault,
  })),
  { kind: "tooManyRequests", retry_after: 30 },
  { kind: "serverRefused", status: 409, reasons: ["no", "never"] },
  { kind: "callRefused", reason: "invalid-extension" },
  { kind: "callRefused", reason: "call-origin-unavailable" },
  { kind: "callRefused", reason: "user-missing-main-line" },
  { kind: "callRefused", reason: "invalid-user-line" },
  { kind: "callRefused", reason: "call-creation" },
  { kind: "transferRefused", reason: "invalid-extension" },
  { kind: "transferRefused", reason: "transfer-already-started" },
  { kind: "transferRefused", reason: "transfer-creation-error" },
  { kind: "transferRefused", reason: "too-many-transferred-candidates" },
  { kind: "agentRefused", reason: "already logged" },
  { kind: "agentRefused", reason: "not logged in" },
  { kind: "agentRefused", reason: "extension and context already in use" },
  { kind: "badPageAddress", fault: "unknownWord" },
  { kind: "shortcut", keys: "P", fault: "noKeys" },
  { kind: "shortcut", keys: "Ctrl+P", fault: "unsupported" },
];
const skips = {
  tooManyValues: { kind: "tooManyValues", expected: 3, found: 5 },
  tooFewValues: { kind: "tooFewValues", expected: 3, found: 1 },
  blank: { kind: "blank" },
  nul: { kind: "nul", column: 2 },
  tooLong: { kind: "tooLong", column: 2, length: 200_000, limit: 100_000 },
  unclosedQuote: { kind: "unclosedQuote" },
  roundedNumber: { kind: "roundedNumber", column: 3, value: "5.55E+09" },
  repeatedId: { kind: "repeatedId", line: 7 },
  chosen: { kind: "chosen" },
  group: { kind: "group" },
  badCard: { kind: "badCard", property: null },
} satisfies Examples<SkipReason>;

describe.each(["en", "fr"] as const)("in %s", (locale) => {
  it.each(every.map((error) => [JSON.stringify(error), error] as const))(
    "%s has its own sentence",
    (_, error) => {
      setLocale(locale);
      const text = errorText(error);
      expect(text.length).toBeGreaterThan(20);
      expect(text).toMatch(/[.)]$/);
      expect(text).not.toMatch(/undefined|\{|null/);
    },
  );
  it("no two errors share a sentence", () => {
    setLocale(locale);
    const texts = [
      ...Object.values(errors).filter(({ kind }) => !["certificate", "file", "plan"].includes(kind)),
    ].map(errorText);
    expect(new Set(texts).size).toBe(texts.length);
  });
  it.each(Object.values(skips))("$kind says why a line is left out", (reason) => {
    setLocale(locale);
    expect(skipText(reason)).not.toMatch(/undefined|\{/);
  });
});

it("the two languages differ", () => {
  const said = (locale: "en" | "fr") => {
    setLocale(locale);
    return every.map(errorText);
  };
  const french = said("fr");
  expect(said("en").filter((text, at) => text === french[at])).toEqual([]);
});

it("a header of ninety columns does not fill the sentence", () => {
  expect(errorText({ kind: "plan", name: "a.csv", fault: plans.noKnownColumn }).length).toBeLessThan(320);
});

it("a row that is there already says where, and whom it is the same as", () => {
  expect(sameText({ kind: "line", line: 4 })).toBe("line 4");
  expect(sameText({ kind: "contact", id: "x", name: "Bob Barker" })).toBe("you have Bob Barker");
});

it("a reason names column and value, so that it stands in a file by itself", () => {
  expect(skipText(skips.roundedNumber)).toBe("column 3: 5.55E+09 — the spreadsheet rounded this number");
  expect(skipText(skips.nul)).toMatch(/^column 2: holds/);
  expect(skipText({ kind: "badCard", property: "TEL" })).toMatch(/TEL/);
});

it("a row of a report says why it is not there: the server's words before ours", () => {
  const row: ReportRow = {
    line: 9,
    name: "",
    contact: null,
    values: [],
    reason: null,
    words: null,
    sameAs: null,
  };
  expect(reasonText({ ...row, words: "too long" }, "failed")).toBe("too long");
  expect(reasonText({ ...row, reason: skips.blank }, "skipped")).toBe("the line is blank");
  expect(reasonText({ ...row, sameAs: { kind: "line", line: 4 } }, "duplicates")).toBe("line 4");
  expect([reasonText(row, "unsent"), reasonText(row, "created")]).toEqual(["it was not sent", ""]);
});

it("a change says what comes, what goes and what becomes of what", () => {
  const field = "email";
  expect(changeText({ field, before: "", after: "a@b" })).toBe("Email: “a@b” is added");
  expect(changeText({ field, before: "a@b", after: "" })).toBe("Email: “a@b” is taken away");
  expect(changeText({ field, before: "a@b", after: "c@d" })).toBe("Email: “a@b” becomes “c@d”");
});

it("what is left out of cards is counted", () => {
  expect(
    ignoredText([
      { what: "PHOTO", count: 3 },
      { what: "KEY", count: 1 },
    ]),
  ).toBe("3 photos and KEY (1 time)");
});

it.each([
  [3, "less than a minute left"],
  [61, "about 2 minutes left"],
  [3_000, "about 50 minutes left"],
  [7_300, "about 2 hours left"],
])("%d seconds are %s", (seconds, text) => expect(timeLeftText(seconds)).toBe(text));

it("a field that nobody knows keeps its own name, even one of an object's", () => {
  expect(fieldText("firstname")).toBe("First name");
  expect([fieldText("constructor"), fieldText("room2")]).toEqual(["constructor", "room2"]);
});

it("a further number is named after its kind", () => {
  expect([fieldText("mobile2"), fieldText("number12")]).toEqual(["Mobile number 2", "Phone number 12"]);
});

it("a column without a title gets one", () => {
  const kinds = {
    name: "Name",
    number: "Number",
    callable: "Number",
    voicemail: "Number",
    email: "Email",
    agent: "Agent",
    favorite: "Favorite",
    personal: "Edit",
    text: "Column 3",
  } satisfies Record<ColumnKind, string>;
  for (const [kind, text] of Object.entries(kinds)) {
    expect(columnText({ column: 2, title: " ", kind: kind as ColumnKind }, 2)).toBe(text);
  }
});

describe("the state of the connection", () => {
  const now = new Date(2026, 5, 3, 12, 0);
  const since = new Date(2026, 5, 3, 10, 42).toISOString();
  const states = {
    online: { kind: "online" },
    connecting: { kind: "connecting", since: null },
    behind: { kind: "behind", since },
    offline: { kind: "offline", since, reason: null },
    signedOut: { kind: "signedOut" },
  } satisfies Examples<Connection>;
  it("says nothing while all is well", () => expect(connectionText(states.online, now)).toBe(""));
  it("says that statuses may be old while nothing arrives by itself", () => {
    expect(connectionText(states.behind, now)).toBe("Live updates are interrupted — statuses may be old");
  });
  it("says since when it is offline", () => {
    expect(connectionText(states.offline, now)).toMatch(/Offline — showing people as of 10:42/);
  });
  it("says the day where it is not today", () => {
    expect(momentText(since, new Date(2026, 5, 4))).toMatch(/Jun/);
  });
  it("says why, where it is more than being out of reach", () => {
    const changed: AppError = { kind: "certificate", host, fingerprint: "00", fault: faults.changed };
    const offline = (reason: AppError | null) => refusal({ ...states.offline, reason });
    expect(offline(changed)).toEqual(changed);
    expect([offline({ kind: "timedOut", host }), offline(null), refusal(states.online)]).toEqual([
      null,
      null,
      null,
    ]);
  });
  it("shows a time that it cannot read as it came", () => expect(momentText("soon", now)).toBe("soon"));
});
