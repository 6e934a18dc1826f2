// What the palette lists: every entry of every menu, and which of them a text finds. Pure.
import type { MenuAction, MenuItem } from "../../lib/menu";
import type { Offer } from "../../lib/offers";

export interface Command {
  /** The same as long as the entry is there. */
  id: string;
  /** What the menu that it comes from is called. */
  title: string;
  /** The commands that stand together under that title: two calls may be called the same. */
  group: string;
  /** The submenus on the way to it. */
  path: readonly string[];
  item: MenuAction;
}

/** The entries that can be chosen now, in the order of the offers; one that stands in two menus comes once. */
export function commandsOf(offers: readonly Offer[]): Command[] {
  const found = new Map<string, Command>();
  for (const { id, title, items } of offers) {
    for (const command of entries({ title, group: joined([id ?? "", title]) }, [], items)) {
      if (!found.has(command.id)) found.set(command.id, command);
    }
  }
  return [...found.values()];
}

/** Those whose words begin as each typed word does, accents and case aside; the likeliest first. */
export function matching(commands: readonly Command[], text: string): Command[] {
  const typed = wordsOf(text);
  if (typed.length === 0) return [...commands];
  const rated = commands.flatMap((command) => {
    const rate = rateOf(command, typed);
    return rate === null ? [] : [{ command, rate }];
  });
  return rated.sort((one, other) => one.rate - other.rate).map(({ command }) => command);
}

/** What it is called: in full where the palette has to say more than the menu. */
export function nameOf({ item: { whole, label } }: Command): string {
  return whole ?? label;
}

/** The submenus that its own words do not name. */
export function stepsOf(command: Command): string[] {
  return command.path.filter((step) => !nameOf(command).startsWith(step));
}

function* entries(
  of: Pick<Command, "title" | "group">,
  path: readonly string[],
  items: readonly MenuItem[],
): Generator<Command> {
  for (const item of items) {
    if (item.kind === "submenu") yield* entries(of, [...path, item.label], item.items);
    if (item.kind !== "action" || item.disabled === true) continue;
    const id = joined([of.group, ...path, item.whole ?? item.label, item.hint ?? ""]);
    yield { ...of, id, path, item };
  }
}

function joined(parts: readonly string[]): string {
  return parts.join("\n");
}

/** The less the better: begins so, is called so, is found so, in the order typed or in another; null where a word is not in it. */
function rateOf(command: Command, typed: readonly string[]): number | null {
  const name = wordsOf(nameOf(command));
  if (typed.every((word, at) => name[at]?.startsWith(word) === true)) return 0;
  if (holds(name, typed)) return 1;
  const { title, path, item } = command;
  const around = wordsOf([title, ...path].join(" "));
  if (!holds([...around, ...name, ...wordsOf([item.label, item.hint ?? ""].join(" "))], typed)) return null;
  return follow([...around, ...name], typed) ? 2 : 3;
}

/** Whether the words typed come one after the other, others between them aside. */
function follow(words: readonly string[], typed: readonly string[]): boolean {
  let next = 0;
  for (const word of words) if (word.startsWith(typed[next] ?? "\0")) next += 1;
  return next === typed.length;
}

function holds(words: readonly string[], typed: readonly string[]): boolean {
  return typed.every((begin) => words.some((word) => word.startsWith(begin)));
}

function wordsOf(text: string): string[] {
  const plain = text.normalize("NFKD").replace(/\p{M}/gu, "").toLocaleLowerCase();
  return plain.split(/[^\p{L}\p{N}*#+]+/u).filter((word) => word !== "");
}
