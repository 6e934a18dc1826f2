import { beforeEach, describe, expect, it } from "vitest";
import type { Range } from "../../lib/virtual";
import { Question } from "../../testing/question";
import { Selection } from "./selection.svelte";

/** Row 0 has the handle 100, and so on. */
const handles = ({ start, end }: Range) =>
  Promise.resolve(Array.from({ length: end - start }, (_, at) => 100 + start + at));
let selection: Selection;
const rows = () => [...selection.rows].sort();

beforeEach(() => {
  selection = new Selection(handles);
});

describe("a selection", () => {
  it("takes a row and lets it go again", () => {
    selection.toggle(103, 3);
    selection.toggle(105, 5);
    selection.toggle(103, 3);
    expect([rows(), selection.has(105), selection.count]).toEqual([[105], true, 1]);
  });

  it("stretches from where it began, in either direction, and shrinks again", async () => {
    await selection.stretch(3, 5);
    expect(rows()).toEqual([103, 104, 105]);
    await selection.stretch(5, 4);
    expect(rows()).toEqual([103, 104]);
    await selection.stretch(4, 1);
    expect(rows()).toEqual([101, 102, 103]);
  });

  it("keeps what was selected besides a stretch", async () => {
    selection.toggle(100, 0);
    selection.toggle(104, 4);
    await selection.stretch(4, 6);
    await selection.stretch(6, 5);
    expect(rows()).toEqual([100, 104, 105]);
  });

  it("takes the whole list", async () => {
    await selection.all(3);
    expect(rows()).toEqual([100, 101, 102]);
  });

  it("begins a stretch anew after it was cleared, and in another order", async () => {
    selection.toggle(101, 1);
    selection.clear();
    await selection.stretch(5, 6);
    expect(rows()).toEqual([105, 106]);
    selection.reordered();
    await selection.stretch(0, 0);
    expect(rows()).toEqual([100, 105, 106]);
  });

  it("lets go of what is not there any more", async () => {
    await selection.all(3);
    selection.drop([101, 555]);
    expect(rows()).toEqual([100, 102]);
  });
});

describe("handles that arrive late", () => {
  it("are dropped where something else was wished meanwhile", async () => {
    const answer = new Question<number[]>();
    const late = new Selection(() => answer.promise);
    const all = late.all(2);
    late.clear();
    answer.answer([1, 2]);
    await all;
    expect(late.count).toBe(0);
  });

  it("of another list change nothing", async () => {
    const other = new Selection(() => Promise.resolve(null));
    other.toggle(7, 0);
    await other.all(2);
    expect([...other.rows]).toEqual([7]);
  });
});
