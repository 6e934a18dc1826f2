import { expect, it } from "vitest";
import { setLocale } from "../lib/locale.svelte";
import { task } from "../testing/task";
import { progressText, restoreText, restText, taskText } from "./tasks";

it("a task says what it is and how far", () => {
  expect(`${taskText(task.task)} ${progressText(task)}`).toBe("Importing 3,200 of 10,000");
  setLocale("fr");
  expect(progressText(task)).toBe("3\u202F200 sur 10\u202F000");
});

it("nothing is said of how far while nothing is known", () => {
  expect([progressText({ ...task, done: 0, total: 0 }), restText({ ...task, seconds_left: null })]).toEqual([
    "",
    "",
  ]);
});

it("a task that stands still says why in place of the time", () => {
  expect(restText({ ...task, state: "paused" })).toBe("paused");
  expect(restText({ ...task, state: "waiting" })).toBe("waiting for the server");
});

it("what can be restored has its number and day", () => {
  expect(restoreText({ count: 1_107, at: "2026-11-23T12:00:00Z" })).toBe(
    "Restore deleted contacts (1,107, Nov 23)",
  );
});
