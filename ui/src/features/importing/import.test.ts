import { beforeEach, describe, expect, it } from "vitest";
import type { ImportPlan } from "../../host/host";
import { MemoryHost } from "../../host/memory";
import { Question, settle } from "../../testing/question";
import { reasonText } from "../../words/transfer";
import { Importing } from "./import.svelte";

let host: MemoryHost;
let importing: Importing;

beforeEach(() => {
  host = new MemoryHost();
  importing = new Importing(host);
  host.subscribe((update) => {
    if (update.kind === "task" || update.kind === "taskEnded") importing.tasked(update);
  });
});

/** Holds a task before each step; the answer lets it go on to the end. */
function held() {
  const step = new Question<void>();
  host.importing.pace = () => step.promise;
  return step;
}

describe("a plan", () => {
  beforeEach(() => importing.read("a.csv"));

  it("counts what would be sent, and sends nothing", () => {
    expect([importing.phase, importing.planning.sends]).toEqual(["plan", 1199]);
    expect(host.importing.reports()).toEqual([]);
  });
  it("shows the rows of one kind", async () => {
    const { planning } = importing;
    planning.show("skipped");
    await planning.pages.look({ start: 0, end: 3 });
    expect([...planning.pages.rows.values()].map(({ kind }) => kind)).toEqual([
      "skipped",
      "skipped",
      "skipped",
    ]);
  });
  it("is read again in another encoding, and the rows stay until the new ones are there", async () => {
    const { planning } = importing;
    await planning.pages.look({ start: 0, end: 20 });
    await planning.readAs({ encoding: "utf-8" });
    expect(planning.plan?.summary.reading.encoding).toBe("utf-8");
    expect(planning.pages.rows.size).toBe(100);
  });
  it("stays as it was where another reading fails", async () => {
    host.failures.replan = { kind: "plan", name: "a.csv", fault: { kind: "binary" } };
    await importing.planning.readAs({ encoding: "utf-16le" });
    expect([importing.phase, importing.error?.kind]).toEqual(["plan", "plan"]);
    expect(importing.planning.plan?.summary.reading.encoding).toBe("windows-1252");
  });
  it("is not sent while the file is read another way", async () => {
    const answer = new Question<ImportPlan>();
    host.replan = () => answer.promise;
    const reading = importing.planning.readAs({ encoding: "utf-8" });
    await importing.run();
    expect([importing.phase, importing.planning.replanning]).toEqual(["plan", true]);
    answer.refuse({ kind: "noSuchPlan" });
    await reading;
    expect(importing.planning.replanning).toBe(false);
  });
  it("read another way twice at once is what was wished last", async () => {
    const { planning } = importing;
    await Promise.all([planning.readAs({ encoding: "utf-8" }), planning.readAs({ delimiter: "tab" })]);
    expect(planning.plan?.summary.reading).toMatchObject({ encoding: "utf-8", delimiter: "tab" });
  });
  it("leaves out the changes that a person does not want", async () => {
    await importing.planning.choose(9, "skip");
    expect(importing.planning.sends).toBe(1198);
    await importing.planning.choose(null, "keepBoth");
    expect(importing.planning.sends).toBe(1199);
    await importing.planning.choose(null, "skip");
    expect(importing.planning.sends).toBe(1198);
    await importing.planning.choose(9, "update");
    expect(importing.planning.sends).toBe(1199);
  });
  it("shows a choice in the rows that are there", async () => {
    const { planning } = importing;
    planning.show("changes");
    await planning.pages.look({ start: 0, end: 1 });
    await planning.choose(9, "skip");
    expect(planning.pages.rows.get(0)?.change?.choice).toBe("skip");
  });
  it("goes with a choice that is refused back to what it was", async () => {
    host.failures.choose = { kind: "noSuchPlan" };
    await importing.planning.choose(null, "skip");
    expect([importing.planning.sends, importing.error?.kind]).toEqual([1199, "noSuchPlan"]);
  });
});

describe("the columns", () => {
  beforeEach(() => importing.read("a.csv"));
  const fields = () => importing.planning.plan?.summary.fields;

  it("are mapped one by one, and the others stay", async () => {
    await importing.planning.map(5, { kind: "drop" });
    await importing.planning.map(4, { kind: "field", field: "room" });
    expect(fields()).toEqual(["firstname", "lastname", "number", "email", "room"]);
  });
  it("stay mapped in another encoding, and not with another header", async () => {
    await importing.planning.map(5, { kind: "drop" });
    await importing.planning.readAs({ encoding: "utf-8" });
    expect(fields()).toHaveLength(5);
    await importing.planning.readAs({ header: 2, columns: null });
    expect(fields()).toHaveLength(6);
  });
  it("are remembered for the next file, until they go by the titles again", async () => {
    await importing.planning.map(5, { kind: "drop" });
    await importing.run();
    const next = new Importing(host);
    await next.read("b.csv");
    expect([next.planning.plan?.remembered, next.planning.plan?.summary.fields.length]).toEqual([true, 5]);
    await next.planning.readAs({ encoding: "utf-8" });
    expect(next.planning.plan?.summary.fields).toHaveLength(5);
    await next.planning.readAs({ columns: null });
    expect([next.planning.plan?.remembered, next.planning.plan?.summary.fields.length]).toEqual([false, 6]);
  });
});

describe("a file", () => {
  it("that cannot be planned is told, and nothing is open", async () => {
    host.failures.plan = { kind: "plan", name: "a.csv", fault: { kind: "empty" } };
    await importing.read("a.csv");
    expect([importing.phase, importing.planning.plan]).toEqual(["failed", null]);
  });
  it("without a known column is planned to be mapped by hand", async () => {
    host.failures.plan = { kind: "plan", name: "a.csv", fault: { kind: "noKnownColumn", titles: ["A"] } };
    await importing.read("a.csv");
    expect([importing.phase, importing.error]).toEqual(["plan", null]);
    expect(importing.planning.plan?.summary.reading.header).toBe(1);
  });
});

describe("a remembered mapping", () => {
  it("is let go of for titles that nobody knows, which are mapped by hand again", async () => {
    await importing.read("a.csv");
    await importing.planning.map(5, { kind: "drop" });
    host.failures.replan = { kind: "plan", name: "a.csv", fault: { kind: "noKnownColumn", titles: ["A"] } };
    await importing.planning.readAs({ columns: null });
    expect([importing.error, importing.planning.plan?.summary.fields.length]).toEqual([null, 6]);
  });
});

describe("a run", () => {
  beforeEach(() => importing.read("a.csv"));

  it("ends in a report with counts that add up, open where a person has to look", async () => {
    await importing.run();
    expect(importing.phase).toBe("report");
    expect(importing.reporting.report?.counts).toEqual({
      created: 1198,
      updated: 1,
      duplicates: 2,
      skipped: 3,
      failed: 0,
      unsent: 0,
    });
    expect(importing.reporting.list).toBe("skipped");
  });
  it("says how far it is", async () => {
    const step = held();
    const run = importing.run();
    await settle();
    expect([importing.busy, importing.progress?.done, importing.progress?.total]).toEqual([true, 100, 1199]);
    step.answer();
    await run;
    expect(importing.busy).toBe(false);
  });
  it("does not take another task's progress for its own", async () => {
    const step = held();
    const run = importing.run();
    await settle();
    const other = { task: "exporting", done: 1, total: 2, per_minute: null, seconds_left: null } as const;
    host.push({ kind: "task", ...other, state: "running" });
    expect(importing.progress?.total).toBe(1199);
    step.answer();
    await run;
  });
  it("rests and goes on", async () => {
    const step = held();
    const run = importing.run();
    await settle();
    await importing.pause(true);
    step.answer();
    await settle();
    expect([importing.paused, importing.progress?.state, importing.progress?.done]).toEqual([
      true,
      "paused",
      100,
    ]);
    await importing.pause(false);
    await run;
    expect([importing.paused, importing.phase]).toEqual([false, "report"]);
  });
  it("that does not rest says so", async () => {
    host.failures.pauseImport = { kind: "store" };
    await importing.pause(true);
    expect([importing.paused, importing.error?.kind]).toEqual([false, "store"]);
  });
  it("is stopped, and says what was not sent; it can be gone on with", async () => {
    const step = held();
    const run = importing.run();
    await settle();
    await importing.stop();
    step.answer();
    await run;
    const { report } = importing.reporting;
    expect([report?.end.kind, report?.counts.unsent, report?.canResume]).toEqual(["cancelled", 1099, true]);
    await importing.resume(report?.import ?? 0);
    expect(importing.reporting.report?.counts).toMatchObject({ created: 1198, unsent: 0 });
  });
  it("that is refused goes back to the plan", async () => {
    host.failures.import = { kind: "importRuns" };
    await importing.run();
    expect([importing.phase, importing.error]).toEqual(["plan", { kind: "importRuns" }]);
  });
});

describe("an import of before", () => {
  it("is gone on with", async () => {
    host.importing.remember({ name: "old.csv" });
    const [last] = await host.imports();
    await importing.resume(last?.import ?? 0);
    expect([importing.phase, importing.name]).toEqual(["report", "old.csv"]);
  });
  it("that brings contacts back says how far it is", async () => {
    const step = held();
    host.importing.remember({ name: "", of: "restore" });
    const [last] = await host.imports();
    const run = importing.resume(last?.import ?? 0);
    await settle();
    const rest = { done: 7, total: 900, per_minute: null, seconds_left: null } as const;
    host.push({ kind: "task", task: "restore", ...rest, state: "running" });
    expect([importing.restores, importing.progress?.done]).toEqual([true, 7]);
    step.answer();
    await run;
  });
  it("that cannot be gone on with is told", async () => {
    host.failures.resumeImport = { kind: "noSuchImport" };
    await importing.resume(7);
    expect([importing.phase, importing.error?.kind]).toEqual(["failed", "noSuchImport"]);
  });
  it("shows its report", async () => {
    host.importing.remember({ name: "old.csv" });
    const [last] = await host.imports();
    if (last !== undefined) importing.open(last);
    expect([importing.phase, importing.reporting.list]).toEqual(["report", "unsent"]);
  });
});

describe("a report", () => {
  beforeEach(async () => {
    host.importing.refused = [{ line: 40, words: "number is too long" }];
    await importing.read("a.csv");
    await importing.run();
  });
  const reasonOf = (row: Parameters<typeof reasonText>[0]) => reasonText(row, importing.reporting.list);

  it("writes a list with the reasons in words", async () => {
    importing.reporting.show("skipped");
    await importing.reporting.save("skipped.csv", reasonOf);
    expect(importing.reporting.saved).toEqual({ count: 3, name: "skipped.csv" });
    expect(host.outside.at(-1)?.value).toMatch(/column 3: 5.55E\+09 — the spreadsheet rounded this number/);
  });
  it("copies a list, the server's words beside our line", async () => {
    expect(importing.reporting.list).toBe("failed");
    await importing.reporting.copy(reasonOf);
    expect(importing.reporting.copied).toBe(true);
    expect(host.outside.at(-1)).toEqual({ what: "copy", value: "line,reason (1)\nnumber is too long" });
  });
  it("gives what went well no reasons", async () => {
    importing.reporting.show("created");
    await importing.reporting.copy(reasonOf);
    expect(host.outside.at(-1)?.value).toBe("line,reason (1197)");
  });
  it("tells what cannot be written, and can be asked again", async () => {
    host.failures.saveReport = { kind: "file", name: "a.csv", fault: "full" };
    await importing.reporting.save("a.csv", reasonOf);
    expect([importing.error?.kind, importing.reporting.busy]).toEqual(["file", false]);
  });
  it("is taken back, and lists what was left as it is", async () => {
    host.importing.edited = [{ line: 2, name: "John Doe", why: { kind: "edited" } }];
    await importing.undo();
    const { report } = importing.reporting;
    expect(importing.phase).toBe("report");
    expect(report?.undone).toMatchObject({ removed: 1196, restored: 1, kept: [{ name: "John Doe" }] });
    expect([report?.canUndo, report?.canResume]).toEqual([false, false]);
  });
  it("that cannot be taken back stays, and says why", async () => {
    host.failures.undoImport = { kind: "nothingToUndo" };
    await importing.undo();
    expect([importing.phase, importing.error?.kind, importing.reporting.report?.undone]).toEqual([
      "report",
      "nothingToUndo",
      null,
    ]);
  });
});

it("deleted contacts are brought back, and reported", async () => {
  await host.deleteAll();
  await importing.restore();
  expect([importing.phase, importing.restores, importing.reporting.report?.counts.created]).toEqual([
    "report",
    true,
    5,
  ]);
});
