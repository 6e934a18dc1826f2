// What stands in the tray: the icon's state and words, and its menu. Pure.
import type { CallView, Desk, DeskFavorite, Own, Tray, TrayEntry, TrayItem } from "../../host/host";
import { m } from "../../messages/generated/messages";
import { offeredPresences } from "../presence";
import { partyName } from "../../words/calls";
import { deskText } from "../../words/desk";
import { clientText, phoneText, presenceText } from "../../words/statuses";
import { percentText, taskText, type Task } from "../../words/tasks";

export interface TrayFacts {
  desk: Desk;
  /** Null until it is known, and while nobody is signed in. */
  own: Own | null;
  calls: readonly CallView[];
  task: Task | null;
}

/** What of a favorite is worth a word beside "available". */
const busyPhones: readonly DeskFavorite["phone"][] = ["talking", "ringing", "holding", "progressing"];

export function trayOf(facts: TrayFacts): Tray {
  const { desk } = facts;
  return {
    state: desk.state,
    badge: desk.missed + desk.unread > 0,
    tooltip: m.tray_tooltip({ words: factWords(facts).join(" · ") }),
    items: joined([
      [entry("open", m.tray_show())],
      taskItems(facts),
      callItems(facts),
      presenceItems(facts),
      desk.state === "signedOut" ? [] : waitingItems(facts),
      [
        ...(desk.state === "signedOut" ? [] : [entry("signout", m.tray_sign_out())]),
        entry("quit", m.tray_quit()),
      ],
    ]),
  };
}

/** The other end of the id of an entry that has one: `call:hangup:` and a call. */
export function idAfter(prefix: string, id: string): string | null {
  return id.startsWith(prefix) ? id.slice(prefix.length) : null;
}

function factWords({ desk, task }: TrayFacts): string[] {
  return [
    deskText[desk.state](),
    ...(task === null ? [] : [doingText(task)]),
    ...(desk.missed > 0 ? [m.missed_several({ count: desk.missed })] : []),
    ...(desk.unread > 0 ? [m.tray_unread({ count: desk.unread })] : []),
  ];
}

function taskItems({ task }: TrayFacts): TrayItem[] {
  if (task === null) return [];
  return [entry("task", doingText(task), { enabled: false }), entry("stop", m.tray_stop())];
}

function callItems({ calls }: TrayFacts): TrayItem[] {
  return calls
    .filter(({ phase }) => phase.kind !== "left")
    .map(({ id, party, phase }) => {
      const name = partyName(party);
      const label = phase.kind === "ringing" ? m.tray_refuse({ name }) : m.tray_hang_up({ name });
      return entry(`call:hangup:${id}`, label);
    });
}

function presenceItems({ desk, own }: TrayFacts): TrayItem[] {
  if (own === null || desk.state === "signedOut") return [];
  const { presence, doNotDisturb } = own;
  const items =
    presence === null
      ? []
      : offeredPresences(presence).map((one) =>
          choice(`presence:${one}`, presenceText[one](), one === presence),
        );
  if (doNotDisturb !== null) items.push(choice("dnd", m.client_do_not_disturb(), doNotDisturb));
  return items;
}

function waitingItems({ desk }: TrayFacts): TrayItem[] {
  const missed = desk.missed === 0 ? m.missed_open() : m.missed_several({ count: desk.missed });
  const favorites = desk.favorites.map((favorite) => favoriteEntry(favorite));
  return [
    entry("missed", missed),
    ...(favorites.length === 0
      ? []
      : [{ kind: "group" as const, label: m.tray_call_favorite(), entries: favorites }]),
  ];
}

function favoriteEntry({ row, name, number, state, phone }: DeskFavorite): TrayEntry {
  const how = busyPhones.includes(phone) ? phoneText[phone]() : clientText[state]();
  const label =
    state === "unknown" && !busyPhones.includes(phone) ? name : m.tray_favorite({ name, state: how });
  return { id: `favorite:${row}`, label, enabled: number !== null, checked: null };
}

function doingText(task: Task): string {
  return [taskText(task.task), percentText(task)].filter((words) => words !== "").join(" ");
}

function entry(id: string, label: string, { enabled = true } = {}): TrayItem {
  return { kind: "entry", entry: { id, label, enabled, checked: null } };
}

function choice(id: string, label: string, checked: boolean): TrayItem {
  return { kind: "entry", entry: { id, label, enabled: true, checked } };
}

/** With a line between what belongs together. */
function joined(groups: readonly TrayItem[][]): TrayItem[] {
  const filled = groups.filter((items) => items.length > 0);
  return filled.flatMap((items, at): TrayItem[] => (at === 0 ? items : [{ kind: "separator" }, ...items]));
}
