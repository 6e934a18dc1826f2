import { describe, expect, it } from "vitest";
import { languages, localeOf } from "./locale.svelte";

describe("The language", () => {
  it("is the chosen one, whatever the system speaks", () => {
    expect(localeOf("fr", "en_US")).toBe("fr");
  });
  it("is the system's, without its country and in any spelling", () => {
    for (const system of ["fr", "fr-CA", "fr_CA", "FR-ca"]) expect(localeOf(null, system)).toBe("fr");
  });
  it("is English where the system's, or one that was chosen long ago, is not spoken here", () => {
    for (const system of ["", "C", "tlh-Latn"]) expect(localeOf(null, system)).toBe("en");
    expect(localeOf("tlh", "fr")).toBe("en");
  });
  it("goes by its own name for itself", () => {
    expect(languages()).toEqual(
      expect.arrayContaining([
        { locale: "en", name: "English" },
        { locale: "fr", name: "Français" },
      ]),
    );
  });
});
