import { expect, it } from "vitest";
import { CallTimes } from "./times";

const noon = Date.parse("2026-06-03T12:00:00Z");
const at = (wall: number) => new Date(wall).toISOString();
const begun = (since: string, witnessed: boolean) => {
  const times = new CallTimes();
  times.begin("1", since, witnessed, noon, 5_000);
  return (passed: number) => times.seconds("1", 5_000 + passed);
};

it("a call that began before the program did counts from its beginning", () => {
  expect(begun(at(noon - 600_000), false)(1_000)).toBe(601);
});

it("a delay between server and window is part of the time", () => {
  expect(begun(at(noon - 2_000), true)(0)).toBe(2);
});

it("a server whose clock is ahead never makes a time negative", () => {
  const seconds = begun(at(noon + 7_200_000), true);
  expect([seconds(0), seconds(999), seconds(1_000)]).toEqual([0, 0, 1]);
});

it("a server whose clock is far behind does not make a call old that has just begun", () => {
  expect(begun(at(noon - 3_600_000), true)(0)).toBe(0);
});

it("the same beginning told again leaves the time alone, when the clock here has jumped too", () => {
  const times = new CallTimes();
  const since = at(noon);
  times.begin("1", since, true, noon, 0);
  times.begin("1", since, true, noon + 86_400_000, 3_000);
  expect(times.seconds("1", 3_000)).toBe(3);
});

it("a time that is no time begins now", () => {
  expect(begun("yesterday", false)(4_000)).toBe(4);
});

it("a call that is over has no time", () => {
  const times = new CallTimes();
  times.begin("1", at(noon), true, noon, 0);
  times.keep([]);
  expect(times.seconds("1", 1_000)).toBeNull();
});
