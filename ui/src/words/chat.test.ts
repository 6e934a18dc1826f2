import { expect, it } from "vitest";
import type { ChatUser, Message, Room } from "../host/host";
import { setLocale } from "../lib/locale.svelte";
import { dayText, lastText, lastWords, roomName } from "./chat";

const now = new Date(2026, 5, 3, 12, 0);
const at = (...time: [month: number, day: number, hour?: number]) => new Date(2026, ...time).toISOString();
const user = (name: string | null): ChatUser => ({ uuid: "u", name, row: null, state: "available" });
const message: Message = {
  id: "m",
  room: "r",
  from: user("Bob"),
  text: "Two\n  lines ",
  links: [],
  at: at(5, 3),
  state: { kind: "sent" },
};
const room: Room = { id: "r", name: null, users: [user("Bob")], last: message, unread: 0 };

it("a conversation is called as somebody named it, else after those in it", () => {
  expect(roomName({ ...room, name: "Front desk" })).toBe("Front desk");
  expect(roomName({ ...room, name: " ", users: [user("Bob"), user("Alice")] })).toBe("Bob, Alice");
  expect(roomName({ ...room, users: [user(null)] })).toBe("Somebody");
  expect(roomName({ ...room, users: [] })).toBe("Only you");
});

it("the last words stand on one line, and the own ones say so", () => {
  expect(lastWords(room)).toBe("Two lines");
  expect(lastWords({ ...room, last: { ...message, from: null } })).toBe("You: Two lines");
  expect(lastWords({ ...room, last: null })).toBe("");
});

it("days are named as people do", () => {
  const days = [at(5, 3, 9), at(5, 2, 23), at(4, 30), new Date(2025, 11, 31).toISOString(), "?"];
  expect(days.map((day) => dayText(day, now))).toEqual([
    "Today",
    "Yesterday",
    "Saturday, May 30",
    "Wednesday, December 31, 2025",
    "",
  ]);
  setLocale("fr");
  expect(dayText(at(4, 30), now)).toBe("samedi 30 mai");
});

it("a conversation shows the time of today, and the day of another one", () => {
  expect(lastText(at(5, 3, 9), now)).toMatch(/^09:00\sAM$/);
  expect(lastText(at(5, 1, 9), now)).toBe("Jun 1");
  expect(lastText("?", now)).toBe("");
});
