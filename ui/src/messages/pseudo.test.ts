import { describe, expect, it } from "vitest";
import { pseudoLanguages, pseudoMessages } from "../../languages/pseudo.js";
import en from "./en.json";

const found = [
  {
    declarations: ["input count", "local shown = count: number", "local plural = count: plural"],
    selectors: ["plural"],
    match: { "plural=one": "{shown} person", "plural=*": "{shown} people" },
  },
];
const said = (language: string, message: unknown) => pseudoMessages(language, { message })["message"];

describe("A language that nobody speaks", () => {
  it("has every message of English", () => {
    for (const language of pseudoLanguages)
      expect(Object.keys(pseudoMessages(language, en))).toEqual(Object.keys(en));
  });
  it("leaves no letter of English but in places", () => {
    for (const message of Object.values(pseudoMessages("en-XA", { a: "Call {name} now", b: "Quit" })))
      expect(String(message).replaceAll(/\{\w+\}/g, "")).not.toMatch(/[a-z]/i);
    expect(said("en-XA", "Call {name}")).toContain("{name}");
  });
  it("is two fifths longer", () => {
    const text = "Nobody is called that.";
    expect(String(said("en-XA", text)).length).toBeGreaterThanOrEqual(text.length * 1.4);
  });
  it("turns the words between the places", () => {
    expect(said("ar-XB", "Call {name} now")).toBe("⟦\u202eCall \u202c{name}\u202e now\u202c⟧");
  });
  it("has each form of the number that its speakers would have", () => {
    const [forms] = said("ar-XB", found) as typeof found;
    expect(Object.keys(forms?.match ?? {}).sort()).toEqual(
      ["*", "few", "many", "one", "other", "two", "zero"].map((form) => `plural=${form}`),
    );
  });
});
