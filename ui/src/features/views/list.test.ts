import { beforeEach, describe, expect, it } from "vitest";
import type { Host, ListHead, Query, Row, Rows } from "../../host/host";
import { Question, settle } from "../../testing/question";
import { PeopleList } from "./list.svelte";

function row(id: number): Row {
  return { id, cells: [], favorite: false, editable: false, number: String(id), callCell: 0, hasMenu: false };
}
function rowsFrom(start: number, count: number): Row[] {
  return Array.from({ length: count }, (_, at) => row(start + at));
}
function head(revision: number, total: number, count = Math.min(60, total)): ListHead {
  return { revision, total, rows: rowsFrom(0, count), dial: null };
}

/** Keeps each question until the test answers it. */
class Asked {
  opens: { query: Query; question: Question<ListHead> }[] = [];
  ranges: { start: number; count: number; anchor: number | null; question: Question<Rows> }[] = [];
  host = {
    open: (query: Query) => {
      const question = new Question<ListHead>();
      this.opens.push({ query, question });
      return question.promise;
    },
    rows: (start: number, count: number, anchor: number | null) => {
      const question = new Question<Rows>();
      this.ranges.push({ start, count, anchor, question });
      return question.promise;
    },
  } as unknown as Host;
}

let asked: Asked;
let list: PeopleList;
const last = <Value>(values: Value[]): Value => {
  const value = values.at(-1);
  if (value === undefined) throw new Error("nothing was asked");
  return value;
};
async function opened(revision: number, total: number) {
  last(asked.opens).question.answer(head(revision, total));
  await settle();
}

beforeEach(async () => {
  asked = new Asked();
  list = new PeopleList(asked.host, () => null);
  void list.show("all");
  await opened(1, 1000);
});

describe("a search", () => {
  it("asks at each key", () => {
    for (const text of ["a", "al", "ali"]) void list.search(text);
    expect(asked.opens.map(({ query }) => query.text)).toEqual(["", "a", "al", "ali"]);
  });

  it("a late answer is dropped", async () => {
    void list.search("a");
    const late = last(asked.opens).question;
    void list.search("al");
    await opened(3, 7);
    late.answer(head(2, 500));
    await settle();
    expect(list.total).toBe(7);
  });

  it("rows of the last answer stay until the next one is there", () => {
    void list.search("ali");
    expect(list.rows.size).toBe(60);
  });

  it("typing in another view finds among everyone, and clearing goes back", () => {
    void list.show("favorites");
    void list.search("b");
    expect([list.view, list.text]).toEqual(["all", "b"]);
    void list.search("");
    expect([list.view, list.text]).toEqual(["favorites", ""]);
  });

  it("a view that is left is found again with its text and place", () => {
    void list.search("ali");
    list.active = 4;
    list.scrolled(80);
    void list.show("personal");
    expect([list.text, list.active, list.top]).toEqual(["", 0, 0]);
    void list.show("all");
    expect([list.text, list.active, list.top]).toEqual(["ali", 4, 80]);
  });

  it("Enter waits for the answer to what was typed last", async () => {
    void list.search("5");
    const first = list.first();
    await opened(2, 1);
    expect((await first)?.id).toBe(0);
  });

  it("a refusal is kept as an error, and the rows stay", async () => {
    void list.search("x");
    last(asked.opens).question.refuse({ kind: "store" });
    await settle();
    expect(list.error).toEqual({ kind: "store" });
    expect(list.rows.size).toBe(60);
  });
});

describe("scrolling", () => {
  it("fetches what is in view and missing, once", () => {
    list.look({ start: 500, end: 530 });
    list.look({ start: 501, end: 531 });
    expect(asked.ranges.map(({ start }) => start)).toEqual([480]);
  });

  it("holds the rows in view and those near, not all that were seen", async () => {
    for (let start = 0; start < 900; start += 60) {
      list.look({ start, end: start + 30 });
      for (const { start, question } of asked.ranges.splice(0)) {
        question.answer({ revision: 1, total: 1000, start, rows: rowsFrom(start, 60), anchor: null });
      }
      await settle();
    }
    expect(list.rows.size).toBeLessThan(400);
    expect(list.rows.get(845)?.id).toBe(845);
  });

  it("rows of an older list are dropped", async () => {
    list.look({ start: 500, end: 530 });
    const late = last(asked.ranges).question;
    void list.search("ali");
    await opened(2, 7);
    late.answer({ revision: 1, total: 1000, start: 480, rows: rowsFrom(480, 60), anchor: null });
    await settle();
    expect(list.rows.has(500)).toBe(false);
    expect(list.total).toBe(7);
  });
});

describe("rows on their way", () => {
  it("are asked for again when a change overtook them", async () => {
    list.look({ start: 500, end: 530 });
    const late = last(asked.ranges).question;
    list.update({ kind: "rows", revision: 2, rows: [] });
    late.answer({ revision: 1, total: 1000, start: 480, rows: rowsFrom(480, 60), anchor: null });
    await settle();
    expect(asked.ranges.map(({ start }) => start)).toEqual([480, 480]);
    last(asked.ranges).question.answer({
      revision: 2,
      total: 1000,
      start: 480,
      rows: rowsFrom(480, 60),
      anchor: null,
    });
    await settle();
    expect(list.rows.get(500)?.id).toBe(500);
  });

  it("leave the active row, wherever it is", async () => {
    list.active = 3;
    list.look({ start: 800, end: 830 });
    for (const { start, question } of asked.ranges.splice(0)) {
      question.answer({ revision: 1, total: 1000, start, rows: rowsFrom(start, 60), anchor: null });
    }
    await settle();
    expect([list.rows.has(3), list.rows.has(4), list.rows.has(800)]).toEqual([true, false, true]);
  });
});

describe("a change by the engine", () => {
  it("of rows in place changes those rows only", () => {
    const before = list.rows.get(2);
    list.update({ kind: "rows", revision: 2, rows: [{ index: 1, row: { ...row(1), favorite: true } }] });
    expect(list.rows.get(1)?.favorite).toBe(true);
    expect(list.rows.get(2)).toBe(before);
    expect(asked.ranges).toEqual([]);
  });

  it("of an older list is ignored", () => {
    list.update({ kind: "list", revision: 1, total: 3 });
    expect([list.total, asked.ranges.length]).toEqual([1000, 0]);
  });

  it("after a gap asks for the range in view again", () => {
    list.update({ kind: "rows", revision: 5, rows: [] });
    expect(asked.ranges.map(({ start, anchor }) => [start, anchor])).toEqual([[0, 0]]);
  });

  it("that moves rows keeps the active one and tells by how much", async () => {
    list.active = 3;
    list.update({ kind: "list", revision: 2, total: 1002 });
    const { anchor, question } = last(asked.ranges);
    expect(anchor).toBe(3);
    question.answer({ revision: 2, total: 1002, start: 0, rows: rowsFrom(1, 60), anchor: 5 });
    await settle();
    expect([list.active, list.moved.by]).toEqual([5, 2]);
  });

  it("that removes the last rows moves the keyboard to what is left", async () => {
    list.active = 999;
    list.update({ kind: "list", revision: 2, total: 2 });
    last(asked.ranges).question.answer({
      revision: 2,
      total: 2,
      start: 0,
      rows: rowsFrom(0, 2),
      anchor: null,
    });
    await settle();
    expect(list.active).toBe(1);
  });

  it("while a search is on its way waits for its answer", async () => {
    void list.search("ali");
    list.update({ kind: "list", revision: 2, total: 1001 });
    expect(asked.ranges).toEqual([]);
    await opened(3, 7);
    expect(list.total).toBe(7);
    expect(asked.ranges).toEqual([]);
  });

  it("that overtakes the answer to a search is asked for once that is there", async () => {
    void list.search("ali");
    list.update({ kind: "list", revision: 3, total: 8 });
    await opened(2, 0);
    last(asked.ranges).question.answer({
      revision: 3,
      total: 8,
      start: 0,
      rows: rowsFrom(0, 8),
      anchor: null,
    });
    await settle();
    expect([list.total, list.rows.size]).toEqual([8, 8]);
  });
});

describe("the handles of rows", () => {
  const answer = (at: number, start: number, count: number) => {
    asked.ranges[at]?.question.answer({
      revision: 1,
      total: 1000,
      start,
      rows: rowsFrom(start, count),
      anchor: null,
    });
    return settle();
  };

  it("are those on screen, and the rest is asked for", async () => {
    const found = list.handles({ start: 58, end: 64 });
    await settle();
    expect(asked.ranges.map(({ start, count }) => [start, count])).toEqual([[60, 4]]);
    await answer(0, 60, 4);
    await answer(1, 0, 60);
    expect(await found).toEqual([58, 59, 60, 61, 62, 63]);
  });

  it("leave the rows in view as those that the engine follows", async () => {
    const found = list.handles({ start: 0, end: 61 });
    await settle();
    await answer(0, 60, 1);
    expect(asked.ranges.at(-1)).toMatchObject({ start: 0, count: 60 });
    await answer(1, 0, 60);
    await found;
  });

  it("are none where another list was opened meanwhile", async () => {
    const found = list.handles({ start: 100, end: 101 });
    await settle();
    void list.show("favorites");
    await answer(0, 100, 1);
    expect(await found).toBeNull();
  });
});
