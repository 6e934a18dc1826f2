// What a key does in the grid. Pure: the table is the documentation.

export type Step = number | "page" | "pageBack" | "first" | "last";

export type GridCommand =
  | { kind: "rows" | "stretch"; by: Step }
  | { kind: "beside"; step: 1 | -1 }
  | { kind: "edge"; end: boolean }
  | { kind: "call" | "actions" | "copyMenu" | "copyNumber" | "chat" | "card" | "edit" | "remove" | "leave" }
  | { kind: "select" | "selectAll" };

export type HeadCommand =
  | { kind: "beside"; step: 1 | -1 }
  | { kind: "edge"; end: boolean }
  | { kind: "sort" | "menu" | "down" }
  | { kind: "resize" | "move"; step: 1 | -1 };

export interface Key {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  shiftKey: boolean;
  altKey: boolean;
}

export function gridCommand(event: Key, rtl: boolean): GridCommand | null {
  const control = event.ctrlKey || event.metaKey;
  const chord = `${control ? "Ctrl+" : ""}${event.altKey ? "Alt+" : ""}${event.shiftKey ? "Shift+" : ""}${event.key}`;
  switch (chord) {
    case "ArrowDown":
      return { kind: "rows", by: 1 };
    case "ArrowUp":
      return { kind: "rows", by: -1 };
    case "PageDown":
      return { kind: "rows", by: "page" };
    case "PageUp":
      return { kind: "rows", by: "pageBack" };
    case "Ctrl+Home":
      return { kind: "rows", by: "first" };
    case "Ctrl+End":
      return { kind: "rows", by: "last" };
    case "Shift+ArrowDown":
      return { kind: "stretch", by: 1 };
    case "Shift+ArrowUp":
      return { kind: "stretch", by: -1 };
    case "Shift+PageDown":
      return { kind: "stretch", by: "page" };
    case "Shift+PageUp":
      return { kind: "stretch", by: "pageBack" };
    case "Ctrl+Shift+Home":
      return { kind: "stretch", by: "first" };
    case "Ctrl+Shift+End":
      return { kind: "stretch", by: "last" };
    case " ":
      return { kind: "select" };
    case "Ctrl+a":
      return { kind: "selectAll" };
    case "ArrowRight":
      return { kind: "beside", step: rtl ? -1 : 1 };
    case "ArrowLeft":
      return { kind: "beside", step: rtl ? 1 : -1 };
    case "Home":
      return { kind: "edge", end: false };
    case "End":
      return { kind: "edge", end: true };
    case "Enter":
      return { kind: "call" };
    case "Alt+ArrowDown":
      return { kind: "actions" };
    case "Shift+F10":
    case "ContextMenu":
      return { kind: "copyMenu" };
    case "Ctrl+c":
      return { kind: "copyNumber" };
    case "Ctrl+m":
      return { kind: "chat" };
    case "Alt+Enter":
      return { kind: "card" };
    case "F2":
      return { kind: "edit" };
    case "Escape":
      return { kind: "leave" };
    case "Delete":
      return { kind: "remove" };
    default:
      return null;
  }
}

export function headCommand(event: Key, rtl: boolean): HeadCommand | null {
  const forward = rtl ? "ArrowLeft" : "ArrowRight";
  const back = rtl ? "ArrowRight" : "ArrowLeft";
  if (event.key === forward || event.key === back) {
    const step = event.key === forward ? 1 : -1;
    if (event.shiftKey) return { kind: event.ctrlKey || event.metaKey ? "move" : "resize", step };
    return { kind: "beside", step };
  }
  switch (event.key) {
    case "Home":
      return { kind: "edge", end: false };
    case "End":
      return { kind: "edge", end: true };
    case "Enter":
    case " ":
      return { kind: "sort" };
    case "ArrowDown":
      return { kind: event.altKey ? "menu" : "down" };
    case "ContextMenu":
      return { kind: "menu" };
    case "F10":
      return event.shiftKey ? { kind: "menu" } : null;
    default:
      return null;
  }
}
