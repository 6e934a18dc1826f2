import { beforeEach, describe, expect, it } from "vitest";
import type { ImportPlan } from "../../host/host";
import { MemoryHost } from "../../host/memory";
import { Question } from "../../testing/question";
import { rowNote } from "../../words/transfer";
import { Importing } from "./import.svelte";

let host: MemoryHost;
let importing: Importing;

beforeEach(() => {
  host = new MemoryHost();
  importing = new Importing(host);
  host.subscribe((update) => {
    if (update.kind === "import") importing.progressed(update.done, update.total);
  });
});

describe("a plan", () => {
  it("counts what would be sent, and sends nothing", async () => {
    await importing.read("a.csv");
    expect([importing.phase, importing.sends, importing.report]).toEqual(["plan", 1199, null]);
  });
  it("fetches the rows in view only, of the kind that is shown", async () => {
    await importing.read("a.csv");
    await importing.look({ start: 0, end: 20 });
    expect(importing.rows.size).toBe(100);
    importing.show("skipped");
    await importing.look({ start: 0, end: 3 });
    expect([...importing.rows.values()].map(({ kind }) => kind)).toEqual(["skipped", "skipped", "skipped"]);
  });
  it("rows that arrive for another kind are dropped", async () => {
    await importing.read("a.csv");
    const late = importing.look({ start: 0, end: 20 });
    importing.show("same");
    await late;
    expect(importing.rows.size).toBe(0);
  });
  it("is read again in another encoding", async () => {
    await importing.read("a.csv");
    await importing.readAs({ encoding: "utf-8" });
    expect(importing.plan?.summary.reading.encoding).toBe("utf-8");
  });
  it("stays as it was where another reading fails", async () => {
    await importing.read("a.csv");
    host.failures.replan = { kind: "plan", name: "a.csv", fault: { kind: "binary" } };
    await importing.readAs({ encoding: "utf-16le" });
    expect([importing.phase, importing.error?.kind]).toEqual(["plan", "plan"]);
    expect(importing.plan?.summary.reading.encoding).toBe("windows-1252");
  });
  it("is not sent while the file is read another way", async () => {
    await importing.read("a.csv");
    const answer = new Question<ImportPlan>();
    host.replan = () => answer.promise;
    const reading = importing.readAs({ encoding: "utf-8" });
    await importing.run();
    expect([importing.phase, importing.replanning, importing.report]).toEqual(["plan", true, null]);
    answer.refuse({ kind: "noSuchPlan" });
    await reading;
    expect(importing.replanning).toBe(false);
  });
  it("read another way twice at once is what was wished last", async () => {
    await importing.read("a.csv");
    await Promise.all([importing.readAs({ encoding: "utf-8" }), importing.readAs({ delimiter: "tab" })]);
    expect(importing.plan?.summary.reading).toMatchObject({ encoding: "utf-8", delimiter: "tab" });
  });
  it("that cannot be made is told, and nothing is open", async () => {
    host.failures.plan = { kind: "plan", name: "a.csv", fault: { kind: "empty" } };
    await importing.read("a.csv");
    expect([importing.phase, importing.plan]).toEqual(["failed", null]);
  });
});

describe("a run", () => {
  it("ends in a report with counts that add up", async () => {
    await importing.read("a.csv");
    await importing.run();
    const { report } = importing;
    expect(importing.phase).toBe("report");
    expect([report?.created, report?.updated, report?.skipped.length]).toEqual([1198, 1, 3]);
    expect(importing.progress).toEqual({ done: 1199, total: 1199 });
  });
  it("is stopped, and says what was not sent", async () => {
    await importing.read("a.csv");
    const run = importing.run();
    await importing.stop();
    await run;
    expect([importing.report?.end.kind, importing.report?.unsent]).toEqual(["cancelled", 1099]);
  });
  it("that is refused goes back to the plan", async () => {
    await importing.read("a.csv");
    host.failures.import = { kind: "importRuns" };
    await importing.run();
    expect([importing.phase, importing.error]).toEqual(["plan", { kind: "importRuns" }]);
  });
  it("writes its skipped lines with the reasons in words", async () => {
    await importing.read("a.csv");
    await importing.run();
    await importing.saveSkipped("skipped.csv", rowNote);
    expect(importing.saved).toEqual({ count: 3, name: "skipped.csv" });
    expect(host.outside.at(-1)?.value).toMatch(/the spreadsheet rounded this number/);
  });
});
