// Words of what runs for a while: what it is, how far it is, how long it will take.
import type { Restorable, TaskKind, Update } from "../host/host";
import { m } from "../messages/generated/messages";
import { getLocale } from "../messages/generated/runtime";
import { timeLeftText } from "./transfer";

/** How far a task is. */
export type Task = Extract<Update, { kind: "task" }>;

const doing = {
  import: m.task_import,
  undo: m.task_undo,
  restore: m.task_restore,
  removing: m.task_removing,
  exporting: m.task_exporting,
} satisfies Record<TaskKind, () => string>;

/** "Importing", … */
export function taskText(task: TaskKind): string {
  return doing[task]();
}

/** "3,200 of 10,000"; empty while nothing is known of it. */
export function progressText({ done, total }: Task): string {
  if (total === 0) return "";
  const number = new Intl.NumberFormat(getLocale());
  return m.task_progress({ done: number.format(done), total: number.format(total) });
}

/** "45 %"; empty while nothing is known of it. */
export function percentText({ done, total }: Task): string {
  if (total === 0) return "";
  return new Intl.NumberFormat(getLocale(), { style: "percent" }).format(done / total);
}

/** Paused, waiting, or how long it will take; empty where that is not known. */
export function restText({ state, seconds_left: seconds }: Task): string {
  if (state === "paused") return m.task_paused();
  if (state === "waiting") return m.task_waiting();
  return seconds === null ? "" : timeLeftText(seconds);
}

/** "Restore deleted contacts (107, 23 Nov)" */
export function restoreText({ count, at }: Restorable): string {
  const day = new Intl.DateTimeFormat(getLocale(), { day: "numeric", month: "short" });
  return m.restore_deleted({
    count: new Intl.NumberFormat(getLocale()).format(count),
    day: day.format(new Date(at)),
  });
}
