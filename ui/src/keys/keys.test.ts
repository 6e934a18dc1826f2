import { describe, expect, it } from "vitest";
import { setLocale } from "../lib/locale.svelte";
import { press } from "../testing/keys";
import { bindings, PLACES, type Place } from "./bindings";
import { chordOf, matches } from "./chord";
import { ariaKeys, helpLines, keyText, places, pressed, pressedIn, shortcut } from "./index";

const here = { mac: false, rtl: false };
const control = { ctrlKey: true };

describe("the table", () => {
  const together: Place[][] = [
    ["window", "call"],
    ...(Object.keys(PLACES) as Place[])
      .filter((place) => !["window", "call"].includes(place))
      .map((one) => [one]),
  ];
  it.each(together)("has no key twice in one place: %s %s", (...place) => {
    for (const system of ["keys", "mac"] as const) {
      const keys = bindings
        .filter((binding) => place.includes(binding.place))
        .flatMap((binding) => binding[system] ?? binding.keys);
      expect(keys.filter((key, at) => keys.indexOf(key) !== at)).toEqual([]);
    }
  });

  it("has every id once", () => {
    const ids = bindings.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it("destroys nothing by a letter alone", () => {
    const alone = bindings.filter(({ keys }) => keys.some((key) => /^[A-Z0-9]$/.test(key)));
    expect(alone).toEqual([]);
  });

  it("says the same only of neighbours", () => {
    for (const { place } of places) {
      const said = helpLines(place).map(({ does }) => does);
      expect(said.filter((one, at) => said.indexOf(one) !== at)).toEqual([]);
    }
  });
});

describe("a key", () => {
  it("counts with exactly what is held beside it", () => {
    const mute = chordOf("Mod+Shift+M");
    expect(matches(mute, press("M", { ctrlKey: true, shiftKey: true }), here)).toBe(true);
    expect(matches(mute, press("m", control), here)).toBe(false);
    expect(matches(mute, press("M", { ctrlKey: true, shiftKey: true, altKey: true }), here)).toBe(false);
  });

  it("is held with Cmd on a Mac, and Ctrl is another one there", () => {
    const mac = { mac: true, rtl: false };
    expect(matches(chordOf("Mod+F"), press("f", { metaKey: true }), mac)).toBe(true);
    expect(matches(chordOf("Mod+F"), press("f", control), mac)).toBe(false);
    expect(matches(chordOf("Ctrl+M"), press("m", control), mac)).toBe(true);
    expect(matches(chordOf("Mod+F"), press("f", { metaKey: true }), here)).toBe(false);
  });

  it("is a digit of a French keyboard, which writes other signs there", () => {
    expect(matches(chordOf("Mod+1"), press("&", { ...control, code: "Digit1" }), here)).toBe(true);
    expect(matches(chordOf("Mod+0"), press("à", { ...control, code: "Digit0" }), here)).toBe(true);
    expect(matches(chordOf("Mod+-"), press("-", { ...control, code: "Digit6" }), here)).toBe(true);
  });

  it("is a letter by its place where the keyboard writes other ones, else by what it writes", () => {
    expect(matches(chordOf("Mod+K"), press("л", { ...control, code: "KeyK" }), here)).toBe(true);
    // A French keyboard has the A where others have the Q.
    expect(matches(chordOf("Mod+A"), press("a", { ...control, code: "KeyQ" }), here)).toBe(true);
    expect(matches(chordOf("Mod+Q"), press("a", { ...control, code: "KeyQ" }), here)).toBe(false);
  });

  it("is a sign with or without Shift, as the keyboard has it", () => {
    expect(pressed(press("?", { shiftKey: true }), "help.open")).toBe(true);
    expect(pressed(press("/", { shiftKey: true }), "search.focus")).toBe(true);
    expect(pressed(press("+", { ...control, shiftKey: true }), "zoom.in")).toBe(true);
    expect(pressed(press("=", control), "zoom.in")).toBe(true);
  });

  it("leads ahead in the direction of the words", () => {
    expect(pressedIn(press("ArrowLeft"), ["list"], true)).toBe("list.ahead");
    expect(pressedIn(press("ArrowLeft"), ["list"], false)).toBe("list.back");
  });

  it("that only makes a sign with others is none", () => {
    expect(pressed(press("Enter", { isComposing: true }), "text.send")).toBe(false);
  });
});

describe("a shortcut of the window", () => {
  const field = document.createElement("input");
  const at = (target: Element, key: string, more = {}) => shortcut({ ...press(key, more), target });
  it("is a sign only where nobody writes", () => {
    expect([at(document.body, "/"), at(document.body, "?")]).toEqual(["search.focus", "help.open"]);
    expect([at(field, "/"), at(field, "?")]).toEqual([null, null]);
  });
  it("holds in a field, where the field does nothing by it", () => {
    expect([at(field, "k", control), at(field, "F1")]).toEqual(["palette.open", "help.open"]);
    expect([at(field, "z", control), at(document.body, "z", control)]).toEqual([null, "undo"]);
  });
});

describe("a shortcut where the page is covered", () => {
  const at = (key: string, more = {}) => shortcut({ ...press(key, more), target: document.body }, true);
  it("is one of those for the size, the help, and what cannot wait of a call", () => {
    const shift = { ...control, shiftKey: true };
    expect([at("-", control), at("0", control), at("F1")]).toEqual(["zoom.out", "zoom.reset", "help.open"]);
    expect([at("A", shift), at("D", shift), at("H", shift)]).toEqual([
      "call.answer",
      "call.refuse",
      "call.hangUp",
    ]);
    expect([at("P", shift), at("M", shift)]).toEqual(["call.hold", "call.mute"]);
  });
  it("is none that would open something over what covers it", () => {
    const others = [at("k", control), at(",", control), at("n", control), at("F6"), at("z", control)];
    expect(others).toEqual([null, null, null, null, null]);
  });
});

describe("the names of keys", () => {
  it("are those on the keyboard, in the language of the page", () => {
    expect([keyText("row.card"), keyText("transfer.complete")]).toEqual(["Alt+Enter", "Ctrl+Shift+Enter"]);
    setLocale("fr");
    expect([keyText("row.card"), keyText("call.mute"), keyText("row.remove")]).toEqual([
      "Alt+Entrée",
      "Ctrl+Maj+M",
      "Suppr",
    ]);
  });
  it("are Apple's signs on a Mac", () => {
    const [mute] = helpLines("call", true).filter(({ does }) => does === "Mute, and speak again");
    expect(mute?.keys).toEqual([["⇧", "⌘", "M"]]);
  });
  it("are told to who asks for the shortcut of a control", () => {
    expect(ariaKeys("search.focus")).toBe("Control+F /");
  });
});
