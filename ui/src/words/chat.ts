// Words of conversations.
import type { Message, Room } from "../host/host";
import { m } from "../messages/generated/messages";
import { getLocale } from "../messages/generated/runtime";

/** The name that somebody gave a conversation, else who is in it. */
export function roomName({ name, users }: Room): string {
  if (name !== null && name.trim() !== "") return name;
  const names = users.map((user) => user.name ?? m.chat_somebody());
  return new Intl.ListFormat(getLocale(), { style: "short", type: "unit" }).format(names) || m.chat_alone();
}

export function whoWrote({ from }: Message): string {
  return from === null ? m.chat_me() : (from.name ?? m.chat_somebody());
}

/** The last words of a conversation on one line. */
export function lastWords({ last }: Room): string {
  if (last === null) return "";
  const text = last.text.replace(/\s+/g, " ").trim();
  return last.from === null ? m.chat_mine({ text }) : text;
}

/** The time of day alone: the day stands over it. */
export function timeText(rfc3339: string): string {
  const moment = new Date(rfc3339);
  if (Number.isNaN(moment.getTime())) return "";
  return new Intl.DateTimeFormat(getLocale(), { hour: "2-digit", minute: "2-digit" }).format(moment);
}

/** Today and yesterday by name, else the date, with the year where it is another one. */
export function dayText(rfc3339: string, now: Date): string {
  const moment = new Date(rfc3339);
  if (Number.isNaN(moment.getTime())) return "";
  const yesterday = new Date(now.getFullYear(), now.getMonth(), now.getDate() - 1);
  if (moment.toDateString() === now.toDateString()) return m.day_today();
  if (moment.toDateString() === yesterday.toDateString()) return m.day_yesterday();
  return new Intl.DateTimeFormat(getLocale(), {
    weekday: "long",
    day: "numeric",
    month: "long",
    ...(moment.getFullYear() === now.getFullYear() ? {} : { year: "numeric" }),
  }).format(moment);
}

/** When a conversation was last written in: the time today, else the day. */
export function lastText(rfc3339: string, now: Date): string {
  const moment = new Date(rfc3339);
  if (moment.toDateString() === now.toDateString()) return timeText(rfc3339);
  if (Number.isNaN(moment.getTime())) return "";
  return new Intl.DateTimeFormat(getLocale(), { day: "numeric", month: "short" }).format(moment);
}
