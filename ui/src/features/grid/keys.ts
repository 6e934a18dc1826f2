// What a key of the table does in the grid.
import { pressedIn, type BindingId, type KeyPress } from "../../keys";

export type Step = number | "page" | "pageBack" | "first" | "last";

export type GridCommand =
  | { kind: "rows" | "stretch"; by: Step }
  | { kind: "beside"; step: 1 | -1 }
  | { kind: "edge"; end: boolean }
  | { kind: "call" | "actions" | "copyMenu" | "copyNumber" | "chat" | "card" | "edit" | "remove" | "leave" }
  | { kind: "select" | "selectAll" | "type" };

export type HeadCommand =
  | { kind: "beside"; step: 1 | -1 }
  | { kind: "edge"; end: boolean }
  | { kind: "sort" | "menu" | "down" }
  | { kind: "resize" | "move"; step: 1 | -1 };

const ofRows: Partial<Record<BindingId, GridCommand>> = {
  "list.down": { kind: "rows", by: 1 },
  "list.up": { kind: "rows", by: -1 },
  "list.pageDown": { kind: "rows", by: "page" },
  "list.pageUp": { kind: "rows", by: "pageBack" },
  "list.first": { kind: "rows", by: "first" },
  "list.last": { kind: "rows", by: "last" },
  "select.down": { kind: "stretch", by: 1 },
  "select.up": { kind: "stretch", by: -1 },
  "select.pageDown": { kind: "stretch", by: "page" },
  "select.pageUp": { kind: "stretch", by: "pageBack" },
  "select.first": { kind: "stretch", by: "first" },
  "select.last": { kind: "stretch", by: "last" },
  "select.one": { kind: "select" },
  "select.all": { kind: "selectAll" },
  "list.ahead": { kind: "beside", step: 1 },
  "list.back": { kind: "beside", step: -1 },
  "list.start": { kind: "edge", end: false },
  "list.end": { kind: "edge", end: true },
  "row.call": { kind: "call" },
  "row.actions": { kind: "actions" },
  "row.copyMenu": { kind: "copyMenu" },
  "row.copyNumber": { kind: "copyNumber" },
  "row.chat": { kind: "chat" },
  "row.card": { kind: "card" },
  "row.edit": { kind: "edit" },
  "row.remove": { kind: "remove" },
  "list.leave": { kind: "leave" },
  "list.type": { kind: "type" },
};

const ofTitles: Partial<Record<BindingId, HeadCommand>> = {
  "title.sort": { kind: "sort" },
  "title.ahead": { kind: "beside", step: 1 },
  "title.back": { kind: "beside", step: -1 },
  "title.first": { kind: "edge", end: false },
  "title.last": { kind: "edge", end: true },
  "title.down": { kind: "down" },
  "title.wider": { kind: "resize", step: 1 },
  "title.narrower": { kind: "resize", step: -1 },
  "title.later": { kind: "move", step: 1 },
  "title.earlier": { kind: "move", step: -1 },
  "title.menu": { kind: "menu" },
};

/** Nothing for a sign that is a shortcut of the window: it is not searched for. */
export function gridCommand(event: KeyPress, rtl: boolean): GridCommand | null {
  const id = pressedIn(event, ["list"], rtl);
  if (id === null || (id === "list.type" && pressedIn(event, ["window"]) !== null)) return null;
  return ofRows[id] ?? null;
}

export function headCommand(event: KeyPress, rtl: boolean): HeadCommand | null {
  const id = pressedIn(event, ["titles"], rtl);
  return id === null ? null : (ofTitles[id] ?? null);
}
