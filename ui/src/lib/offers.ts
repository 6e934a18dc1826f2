// What can be done in the page as it stands. Each menu offers its entries here: the command palette lists them, and a key of the
// window does the entry that bears it.
import { onMount } from "svelte";
import { SvelteSet } from "svelte/reactivity";
import type { BindingId } from "../keys";
import type { MenuAction, MenuItem } from "./menu";

/** What an offer is about, in the order in which the palette lists them. */
const kinds = [
  "call",
  "subject",
  "typed",
  "go",
  "presence",
  "agent",
  "contacts",
  "program",
  "columns",
] as const;

export interface Offer {
  about: (typeof kinds)[number];
  /** Which one, where several are called the same. */
  id?: string;
  /** What the entries are about, as the menu is called. */
  title: string;
  items: MenuItem[];
}

const sources = new SvelteSet<() => Offer[]>();

/** Offers what this component can do as long as it is there. To be called while it is set up. */
export function offer(source: () => Offer[]): void {
  onMount(() => {
    sources.add(source);
    return () => sources.delete(source);
  });
}

/** Everything that is offered now; in an effect or a derived value it follows what changes. */
export function offers(): Offer[] {
  return [...sources]
    .flatMap((source) => source())
    .sort((one, other) => kinds.indexOf(one.about) - kinds.indexOf(other.about));
}

/** Does once, however long the key is held, what this press of it means. */
export function runOnce(event: KeyboardEvent, run: () => void): void {
  event.preventDefault();
  if (!event.repeat) run();
}

/** What a key does now; null where there is nothing to do. */
export function offered(id: BindingId): MenuAction | null {
  const bears = (item: MenuItem): item is MenuAction =>
    item.kind === "action" && item.binding === id && item.disabled !== true;
  return (
    offers()
      .flatMap(({ items }) => items)
      .find(bears) ?? null
  );
}
