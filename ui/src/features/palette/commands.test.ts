import { describe, expect, it } from "vitest";
import type { MenuItem } from "../../lib/menu";
import type { Offer } from "../../lib/offers";
import { commandsOf, matching, nameOf, stepsOf } from "./commands";

const entry = (label: string, more: Partial<MenuItem> = {}): MenuItem =>
  ({ kind: "action", label, run: () => undefined, ...more }) as MenuItem;

const offers: Offer[] = [
  {
    about: "subject",
    title: "Émilie Lefèvre",
    items: [
      entry("Mobile", { whole: "Call 0601", hint: "0601" }),
      { kind: "separator" },
      { kind: "submenu", label: "Blind transfer", items: [entry("Mobile", { hint: "0601" })] },
      entry("Nothing to copy", { disabled: true }),
    ],
  },
  { about: "presence", title: "How others see you", items: [entry("Do not disturb"), entry("Away")] },
  { about: "program", title: "People", items: [entry("Settings"), entry("Résumé of the day")] },
];
const commands = commandsOf(offers);
const found = (text: string) => matching(commands, text).map(nameOf);

describe("the commands", () => {
  it("are the entries of every menu and submenu that can be chosen", () => {
    expect(commands.map((command) => [...command.path, nameOf(command)].join(" › "))).toEqual([
      "Call 0601",
      "Blind transfer › Mobile",
      "Do not disturb",
      "Away",
      "Settings",
      "Résumé of the day",
    ]);
  });

  it("name the submenu that they come from, unless they do so themselves", () => {
    const items: MenuItem[] = [
      { kind: "submenu", label: "Copy", items: [entry("Copy 0601")] },
      { kind: "submenu", label: "Pause", items: [entry("Lunch")] },
    ];
    const about = commandsOf([{ about: "agent", title: "Agent", items }]);
    expect(about.map(stepsOf)).toEqual([[], ["Pause"]]);
  });

  it("that stand in two menus come once", () => {
    expect(commandsOf([...offers, ...offers])).toHaveLength(commands.length);
  });

  it("of two calls that are called the same are the commands of each", () => {
    const one = { about: "call", title: "Call with Anonymous", items: [entry("Hang up")] } as const;
    const two = commandsOf([
      { ...one, items: [...one.items], id: "1" },
      { ...one, items: [...one.items], id: "2" },
    ]);
    expect(two.map(({ title }) => title)).toEqual([one.title, one.title]);
    expect(new Set(two.map(({ group }) => group)).size).toBe(2);
  });

  it("are found by the beginnings of their words, in any order, accents and case aside", () => {
    expect(found("dist not")).toEqual(["Do not disturb"]);
    expect(found("RESUME")).toEqual(["Résumé of the day"]);
    expect(found("isturb")).toEqual([]);
  });

  it("are found by whom they are about, and by the menu that they come from", () => {
    expect(found("call emilie")).toEqual(["Call 0601"]);
    expect(found("blind 06")).toEqual(["Mobile"]);
    expect(found("others see away")).toEqual(["Away"]);
  });

  it("that are called so come before those that only belong there", () => {
    const more = commandsOf([
      { about: "columns", title: "Settings of columns", items: [entry("Sort")] },
      ...offers,
    ]);
    expect(matching(more, "set").map(nameOf)).toEqual(["Settings", "Sort"]);
  });

  it("that hold the words in the order typed come before those that hold them in another", () => {
    const items = [entry("Sort A to Z"), entry("Sort Z to A")];
    const column = commandsOf([{ about: "columns", title: "Column Name", items }]);
    expect(matching(column, "column name z to a").map(nameOf)).toEqual(["Sort Z to A", "Sort A to Z"]);
  });

  it("are all there while nothing is typed", () => expect(found(" ")).toHaveLength(commands.length));
});
