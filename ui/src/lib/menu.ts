// What a menu holds.
import type { Component } from "svelte";
import type { BindingId } from "../keys";
import type { Box } from "./place";

type Icon = Component<{ size?: string | number; "aria-hidden"?: "true" }>;

export interface MenuAction {
  kind: "action";
  icon?: Icon;
  label: string;
  /** What is done, in full, where the label says it only beside its menu. */
  whole?: string;
  hint?: string;
  /** The key that does it without the menu. */
  binding?: BindingId;
  danger?: boolean;
  disabled?: boolean;
  /** One of several that are chosen from, or something that is on or off. */
  choice?: { kind: "one" | "any"; chosen: boolean };
  run: () => void;
}

export type MenuItem =
  MenuAction | { kind: "submenu"; icon?: Icon; label: string; items: MenuItem[] } | { kind: "separator" };

/** A menu that is open. */
export interface OpenMenu {
  label: string;
  items: MenuItem[];
  /** What it belongs to, or the point that was clicked. */
  anchor: Box;
}

/** A point as an anchor. */
export function pointBox(left: number, top: number): Box {
  return { left, top, width: 0, height: 0 };
}

/** The next index of an item that can have the focus, going round; -1 when there is none. */
export function nextItem(items: readonly MenuItem[], from: number, step: 1 | -1): number {
  for (let count = 1; count <= items.length; count += 1) {
    const at = (from + step * count + items.length * (count + 1)) % items.length;
    if (items[at]?.kind !== "separator") return at;
  }
  return -1;
}

/** The next item whose label begins with what was typed. */
export function itemStarting(items: readonly MenuItem[], from: number, typed: string): number {
  const wanted = typed.toLocaleLowerCase();
  for (let count = 1; count <= items.length; count += 1) {
    const at = (from + count) % items.length;
    const item = items[at];
    if (
      item !== undefined &&
      item.kind !== "separator" &&
      item.label.toLocaleLowerCase().startsWith(wanted)
    ) {
      return at;
    }
  }
  return -1;
}
