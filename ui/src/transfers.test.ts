import { beforeEach, describe, expect, it } from "vitest";
import { Notices } from "./features/notices";
import { MemoryHost } from "./host/memory";
import { Question, settle } from "./testing/question";
import { Transfers } from "./transfers.svelte";

let host: MemoryHost;
let notices: Notices;
let transfers: Transfers;

beforeEach(() => {
  host = new MemoryHost();
  notices = new Notices();
  transfers = new Transfers(host, notices);
  void host.subscribe((update) => {
    if (update.kind === "task" || update.kind === "taskEnded") transfers.update(update);
  });
});

const texts = () => notices.shown.map(({ text }) => text());

/** A restoration that stands still until the answer is given. */
function held() {
  const answer = new Question<void>();
  host.importing.pace = () => answer.promise;
  void transfers.restore();
  return answer;
}

describe("what runs", () => {
  it("is known while it runs", async () => {
    await host.deleteAll();
    const answer = held();
    await settle();
    expect([transfers.task?.task, transfers.importing?.busy]).toEqual(["restore", true]);
    answer.answer();
    await expect.poll(() => transfers.importing?.busy).toBe(false);
    expect(transfers.task).toBeNull();
  });

  it("the end of another task is not its end", () => {
    const more = { done: 1, total: 2, per_minute: null, seconds_left: null, state: "running" } as const;
    transfers.update({ kind: "task", task: "import", ...more });
    transfers.update({ kind: "taskEnded", task: "exporting" });
    expect(transfers.task?.task).toBe("import");
  });

  it("goes on with its dialog away; the end is said beside the work", async () => {
    await host.deleteAll();
    const answer = held();
    transfers.putAway();
    expect([transfers.shown, transfers.importing === null]).toEqual([null, false]);
    answer.answer();
    await expect.poll(() => transfers.importing?.busy).toBe(false);
    transfers.ended();
    expect([transfers.shown, texts()]).toEqual([null, ["Restoring the contacts has ended"]]);
    notices.shown[0]?.deed?.run();
    expect(transfers.shown).toBe(transfers.importing);
  });

  it("and has ended unseen is forgotten for the next one", async () => {
    await host.deleteAll();
    const answer = held();
    transfers.putAway();
    answer.answer();
    await expect.poll(() => transfers.importing?.busy).toBe(false);
    transfers.ended();
    transfers.read("next.csv");
    expect(notices.shown).toEqual([]);
    await expect.poll(() => transfers.shown?.phase).toBe("plan");
  });

  it("is shown in place of a second one", async () => {
    await host.deleteAll();
    const answer = held();
    await settle();
    transfers.putAway();
    const running = transfers.importing;
    await transfers.pick();
    expect([transfers.shown === running, notices.shown]).toEqual([true, []]);
    transfers.read("other.csv");
    expect([transfers.shown === running, notices.shown[0]?.tone]).toEqual([true, "error"]);
    answer.answer();
  });
});

describe("at the start", () => {
  it("an import under which the program ended is offered again", async () => {
    host.importing.remember({ end: { kind: "interrupted" }, canResume: true, name: "a.csv" });
    await transfers.offerRest();
    expect(texts()).toEqual(["The import of “a.csv” was interrupted"]);
    notices.shown[0]?.deed?.run();
    await expect.poll(() => transfers.importing?.phase).toBe("report");
  });

  it("one that was stopped on purpose is not", async () => {
    host.importing.remember({ end: { kind: "cancelled" }, canResume: true });
    await transfers.offerRest();
    expect(notices.shown).toEqual([]);
  });
});

it("a file dialog that fails is told, and one that was closed changes nothing", async () => {
  host.desktop.importFile = null;
  await transfers.pick();
  expect([transfers.importing, notices.shown]).toEqual([null, []]);
  host.pickImportFile = () => Promise.reject({ kind: "internal", what: "dialog" });
  await transfers.pick();
  expect(notices.shown[0]?.tone).toBe("error");
});
