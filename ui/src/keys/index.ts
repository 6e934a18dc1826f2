// Which binding a key is, and how its keys are called.
import { bindings, PLACES, type Binding, type BindingId, type Place } from "./bindings";
import { arrowOf, chordOf, matches, type Chord, type KeyPress } from "./chord";
import { isMac, keyName, shownOrder } from "./names";

export { type BindingId, type Place };
export type { KeyPress };

/** A line of the help: keys that do the same in one place. */
export interface HelpLine {
  /** Each key as the names that are pressed together. */
  keys: string[][];
  does: string;
}

const chords = new Map<BindingId, Chord[]>(
  bindings.map((binding) => [binding.id, keysOf(binding, isMac).map(chordOf)]),
);

/** Whether this press is that binding; `rtl` where the words at its place run from right to left. */
export function pressed(event: KeyPress, id: BindingId, rtl = isRtl()): boolean {
  return chords.get(id)?.some((chord) => matches(chord, event, { mac: isMac, rtl })) === true;
}

/** The binding of a place that this press is; null for none. */
export function pressedIn(event: KeyPress, places: readonly Place[], rtl = isRtl()): BindingId | null {
  return bindings.find(({ id, place }) => places.includes(place) && pressed(event, id, rtl))?.id ?? null;
}

/**
 * The binding that holds in the whole window; what writes something belongs to the field that has the focus. Where the page is
 * `covered`, by a dialog or the form to sign in, only some hold.
 */
export function shortcut(event: KeyPress & Pick<Event, "target">, covered = false): BindingId | null {
  const writes = isField(event.target);
  if (writes && pressed(event, "list.type")) return null;
  const found = bindings.find(({ id, place }) => ["window", "call"].includes(place) && pressed(event, id));
  if (found === undefined || (writes && found.notInFields === true)) return null;
  return covered && found.always !== true ? null : found.id;
}

/** What a key writes or is called: to be handed on, not to be compared. */
export function typed(event: KeyPress): string {
  return event.key;
}

/** Whether it is only held beside another key. */
export function isModifier(event: KeyPress): boolean {
  return ["Shift", "Control", "Alt", "AltGraph", "Meta"].includes(event.key);
}

/** Whether somebody writes there. */
export function isField(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest("input, textarea, select") !== null;
}

/** The first key of a binding, for beside a command: "Ctrl+K", "⌘K". */
export function keyText(id: BindingId): string {
  const [first] = chords.get(id) ?? [];
  return first === undefined ? "" : namesOf(first, isMac).join(isMac ? "" : "+");
}

/** The keys of a binding for `aria-keyshortcuts`. */
export function ariaKeys(id: BindingId): string {
  const names = { Mod: isMac ? "Meta" : "Control", Ctrl: "Control", Alt: "Alt", Shift: "Shift" };
  const ariaName = ({ held, key }: Chord) => [...[...held].map((one) => names[one]), key].join("+");
  return (chords.get(id) ?? []).map(ariaName).join(" ");
}

/** Where keys hold, in the order of the help. */
export const places = (Object.keys(PLACES) as Place[]).map((place) => ({ place, title: PLACES[place] }));

/** Everything that keys do in a place, as the help lists it. */
export function helpLines(place: Place, mac = isMac): HelpLine[] {
  const lines: (HelpLine & { of: () => string })[] = [];
  for (const binding of bindings) {
    if (binding.place !== place) continue;
    const keys = keysOf(binding, mac).map((text) => namesOf(chordOf(text), mac));
    const last = lines.at(-1);
    if (last?.of === binding.does) last.keys.push(...keys);
    else lines.push({ keys, does: binding.does(), of: binding.does });
  }
  return lines.map(({ keys, does }) => ({ keys, does }));
}

function keysOf({ keys, mac }: Binding, onMac: boolean): readonly string[] {
  return (onMac ? mac : undefined) ?? keys;
}

function namesOf({ held, key }: Chord, mac: boolean): string[] {
  return [...shownOrder(held, mac), arrowOf(key, isRtl())].map((name) => keyName(name, mac));
}

function isRtl(): boolean {
  return document.documentElement.dir === "rtl";
}
