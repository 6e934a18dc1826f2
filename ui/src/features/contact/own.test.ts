import { beforeEach, describe, expect, it, vi } from "vitest";
import { MemoryHost } from "../../host/memory";
import { Question, settle } from "../../testing/question";
import { Notices } from "../notices";
import { OwnContacts } from "./own.svelte";

let host: MemoryHost;
let notices: Notices;
let own: OwnContacts;

beforeEach(() => {
  host = new MemoryHost();
  notices = new Notices();
  own = new OwnContacts(host, notices);
});

const mine = () => host.people.filter((person) => person.own !== null).map(({ name }) => name);
const rowOf = (name: string) => host.people.find((person) => person.name === name)?.id ?? -1;
const texts = () => notices.shown.map(({ text }) => text());

describe("a contact that was removed", () => {
  it("comes back by what the notice offers", async () => {
    await own.remove(rowOf("John Doe"), "John Doe");
    expect([texts(), mine().includes("John Doe")]).toEqual([["John Doe is removed"], false]);
    notices.shown[0]?.deed?.run();
    await settle();
    expect(mine()).toContain("John Doe");
    expect(texts()).toContain("John Doe is back");
  });

  it("comes back once, however often it is asked for", async () => {
    await own.remove(rowOf("John Doe"), "John Doe");
    const back = vi.spyOn(host, "undoRemove");
    const deed = notices.shown[0]?.deed;
    own.undo();
    deed?.run();
    await settle();
    expect(back).toHaveBeenCalledTimes(1);
    expect(own.undo()).toBe(false);
  });

  it("comes back in turn, the last one first, also when the notice is gone", async () => {
    await own.remove(rowOf("John Doe"), "John Doe");
    await own.remove(rowOf("Marc Roy"), "Marc Roy");
    notices.clear();
    own.undo();
    await settle();
    expect([mine().includes("Marc Roy"), mine().includes("John Doe")]).toEqual([true, false]);
    own.undo();
    await settle();
    expect(mine()).toContain("John Doe");
  });

  it("that the server refuses stays, and nothing is offered", async () => {
    host.failures.remove = { kind: "offline" };
    await own.remove(rowOf("John Doe"), "John Doe");
    expect([mine().includes("John Doe"), notices.shown.map(({ tone }) => tone), own.undo()]).toEqual([
      true,
      ["error"],
      false,
    ]);
  });

  it("is asked for once, however often Delete is pressed", async () => {
    const remove = vi.spyOn(host, "remove");
    const row = rowOf("John Doe");
    await Promise.all([own.remove(row, "John Doe"), own.remove(row, "John Doe")]);
    expect([remove.mock.calls.length, texts()]).toEqual([1, ["John Doe is removed"]]);
  });

  it("belongs to its session", async () => {
    await own.remove(rowOf("John Doe"), "John Doe");
    own.forget();
    expect(own.undo()).toBe(false);
  });
});

describe("a selection that is removed", () => {
  it("comes back whole", async () => {
    const before = mine();
    const rows = before.map(rowOf);
    expect(await own.removeAll(rows)).toEqual(rows);
    expect([mine(), texts()]).toEqual([[], [`${rows.length} contacts removed`]]);
    own.undo();
    await settle();
    expect(mine().sort()).toEqual(before.sort());
  });

  it("stops at a refusal; what is gone by then can come back", async () => {
    const rows = mine().map(rowOf);
    const remove = host.remove.bind(host);
    host.remove = (row) => (row === rows[1] ? Promise.reject({ kind: "offline" }) : remove(row));
    const gone = await own.removeAll(rows);
    expect(gone).not.toContain(rows[1]);
    expect(gone.length).toBeLessThan(rows.length);
    expect(notices.shown.map(({ tone }) => tone)).toEqual(["error", "info"]);
    own.undo();
    await settle();
    expect(mine()).toHaveLength(rows.length);
  });

  it("takes no notice of one that was gone already", async () => {
    const rows = mine().map(rowOf);
    expect(await own.removeAll([...rows, 9_999])).toContain(9_999);
    expect(texts()).toEqual([`${rows.length} contacts removed`]);
  });

  it("says how far it is", async () => {
    const rows = mine().map(rowOf);
    const answer = new Question<void>();
    const remove = host.remove.bind(host);
    host.remove = async (row) => {
      if (row === rows[0]) await answer.promise;
      return remove(row);
    };
    const removal = own.removeAll(rows);
    await vi.waitFor(() => expect(own.removing).toEqual({ done: rows.length - 1, total: rows.length }));
    answer.answer();
    await removal;
    expect(own.removing).toBeNull();
  });
});

describe("everything that was deleted", () => {
  it("can be restored, and nothing single can be brought back any more", async () => {
    const restore = vi.fn();
    await own.remove(rowOf("John Doe"), "John Doe");
    await own.deleteAll(restore);
    expect(own.restorable?.count).toBe(4);
    expect(own.undo()).toBe(false);
    notices.shown.at(-1)?.deed?.run();
    expect(restore).toHaveBeenCalledTimes(1);
  });

  it("is still there when the server refuses", async () => {
    host.failures.deleteAll = { kind: "offline" };
    await own.deleteAll(() => undefined);
    expect([mine().length, own.restorable, notices.shown[0]?.tone]).toEqual([5, null, "error"]);
  });
});
