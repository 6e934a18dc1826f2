import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import type { Message } from "../../languages/pseudo.js";

/** Each language, by its tag. */
const languages = Object.fromEntries(
  Object.entries(
    import.meta.glob<Record<string, Message>>("./*.json", { eager: true, import: "default" }),
  ).map(([path, messages]) => [path.slice("./".length, -".json".length), messages]),
);
const { en = {}, fr = {} } = languages;
const keys = Object.keys(en).filter((key) => key !== "$schema");

function textsOf(message: Message | undefined): string[] {
  if (message === undefined) return [];
  return typeof message === "string" ? [message] : message.flatMap(({ match }) => Object.values(match));
}

// Keys, places and forms are held by `cargo xtask check`, which says which file lacks what.
describe.each(Object.keys(languages))("The language %s", (language) => {
  const messages = languages[language] ?? {};
  it("says something in each sentence", () => {
    expect(keys.filter((key) => textsOf(messages[key]).some((text) => text.trim() === ""))).toEqual([]);
  });
  it("writes no straight quotation mark and no three dots", () => {
    const typed = keys.filter((key) => textsOf(messages[key]).some((text) => /["']|\.\.\./.test(text)));
    expect(typed).toEqual([]);
  });
});

it("French punctuation stays together with its word, by a narrow space", () => {
  for (const key of keys) {
    for (const text of textsOf(fr[key])) expect(text).not.toMatch(/[ \u00a0][:;?!»]|«[ \u00a0]/);
  }
});

it("every sentence is said somewhere", () => {
  const root = resolve(import.meta.dirname, "..");
  const files = readdirSync(root, { recursive: true, encoding: "utf8" }).filter(
    (path) => /\.(ts|svelte)$/.test(path) && !path.includes("generated"),
  );
  const source = files.map((path) => readFileSync(join(root, path), "utf8")).join("\n");
  expect(keys.filter((key) => !new RegExp(`\\bm\\.${key}\\b`).test(source))).toEqual([]);
});
