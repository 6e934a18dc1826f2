import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import en from "./en.json";
import fr from "./fr.json";

type Message = string | { declarations: string[]; selectors: string[]; match: Record<string, string> }[];
const languages = { en: en as Record<string, Message>, fr: fr as Record<string, Message> };
const keys = Object.keys(en).filter((key) => key !== "$schema");

function textsOf(message: Message | undefined): string[] {
  if (message === undefined) return [];
  return typeof message === "string" ? [message] : message.flatMap(({ match }) => Object.values(match));
}

function placeholders(text: string): string[] {
  return [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? "").sort();
}

describe("the two languages", () => {
  it("have the same keys", () => {
    expect(Object.keys(fr).sort()).toEqual(Object.keys(en).sort());
  });
  it.each(keys)("say %s with the same placeholders and the same forms", (key) => {
    const [english, french] = [languages.en[key], languages.fr[key]];
    expect(textsOf(french).map(placeholders)).toEqual(textsOf(english).map(placeholders));
    if (typeof english !== "string" && typeof french !== "string") {
      expect(french?.map(({ declarations, selectors }) => ({ declarations, selectors }))).toEqual(
        english?.map(({ declarations, selectors }) => ({ declarations, selectors })),
      );
    }
  });
  it.each(keys)("leave nothing empty in %s", (key) => {
    for (const language of Object.values(languages)) {
      for (const text of textsOf(language[key])) expect(text.trim()).not.toBe("");
    }
  });
  it("keep French punctuation together with its word", () => {
    for (const key of keys) {
      for (const text of textsOf(languages.fr[key])) expect(text).not.toMatch(/ [:;?!»]|« /);
    }
  });
});

it("every sentence is said somewhere", () => {
  const root = resolve(import.meta.dirname, "..");
  const files = readdirSync(root, { recursive: true, encoding: "utf8" }).filter(
    (path) => /\.(ts|svelte)$/.test(path) && !path.includes("generated"),
  );
  const source = files.map((path) => readFileSync(join(root, path), "utf8")).join("\n");
  expect(keys.filter((key) => !new RegExp(`\\bm\\.${key}\\b`).test(source))).toEqual([]);
});
