import { beforeEach, expect, it } from "vitest";
import { Question, settle } from "../testing/question";
import { Pages } from "./pages.svelte";

let asked: number[];
let failures: unknown[];
let pages: Pages<string>;

beforeEach(() => {
  asked = [];
  failures = [];
  pages = new Pages(
    async (start, count) => {
      asked.push(start);
      return { start, rows: Array.from({ length: count }, (_, at) => `row ${start + at}`) };
    },
    (thrown) => failures.push(thrown),
  );
});

it("what is in view is fetched once", async () => {
  await pages.look({ start: 90, end: 120 });
  await pages.look({ start: 95, end: 125 });
  expect(asked).toEqual([0, 100]);
  expect(pages.rows.get(119)).toBe("row 119");
});

it("what is far off is let go, and fetched again on the way back", async () => {
  await pages.look({ start: 0, end: 20 });
  await pages.look({ start: 500_000, end: 500_020 });
  expect([...pages.rows.keys()].every((at) => at >= 500_000)).toBe(true);
  await pages.look({ start: 0, end: 20 });
  expect(asked).toEqual([0, 500_000, 0]);
});

it("another list is empty until its rows are there", async () => {
  await pages.look({ start: 0, end: 20 });
  pages.begin();
  expect(pages.rows.size).toBe(0);
});

it("a list that is read again shows its old rows until the new ones are there", async () => {
  await pages.look({ start: 0, end: 20 });
  await pages.look({ start: 100, end: 120 });
  pages.renew();
  expect(pages.rows.size).toBe(200);
  await pages.look({ start: 0, end: 20 });
  expect(pages.rows.size).toBe(100);
});

it("a late answer about another list is dropped", async () => {
  const answer = new Question<{ start: number; rows: string[] }>();
  const slow = new Pages<string>(
    () => answer.promise,
    () => undefined,
  );
  const look = slow.look({ start: 0, end: 20 });
  slow.begin();
  answer.answer({ start: 0, rows: ["late"] });
  await look;
  expect(slow.rows.size).toBe(0);
});

it("a range that could not be fetched is told, and asked for again at the next look", async () => {
  const answers = [Promise.reject(new Error("gone")), Promise.resolve({ start: 0, rows: ["here"] })];
  const shaky = new Pages<string>(
    () => answers.shift() ?? Promise.reject(new Error("too often")),
    (thrown) => failures.push(thrown),
  );
  await shaky.look({ start: 0, end: 1 });
  await settle();
  await shaky.look({ start: 0, end: 1 });
  expect([failures.length, shaky.rows.get(0)]).toEqual([1, "here"]);
});
