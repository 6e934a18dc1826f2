import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parse, type AST } from "svelte/compiler";
import { expect, it } from "vitest";

const root = resolve(import.meta.dirname, "..");
const components = readdirSync(root, { recursive: true, encoding: "utf8" }).filter((path) =>
  path.endsWith(".svelte"),
);
/** What is written alike in every language. */
const codes = ["https://"];
const spoken = new Set([
  "aria-label",
  "aria-description",
  "aria-roledescription",
  "alt",
  "placeholder",
  "title",
]);

/** Texts of the markup that a person would read or hear. */
function textsIn(source: string): string[] {
  const found: string[] = [];
  function walk(node: unknown): void {
    if (Array.isArray(node)) node.forEach(walk);
    if (typeof node !== "object" || node === null || !("type" in node)) return;
    if (node.type === "StyleDirective") return;
    if (node.type === "Attribute" && !spoken.has((node as AST.Attribute).name)) return;
    if (node.type === "Text" && /\p{L}/u.test((node as AST.Text).data))
      found.push((node as AST.Text).data.trim());
    for (const part of Object.values(node)) if (typeof part === "object") walk(part);
  }
  walk(parse(source, { modern: true }).fragment);
  return found.filter((text) => !codes.includes(text));
}

it("finds what is written in a component instead of the messages", () => {
  expect(textsIn('<p class="a" title="Late">{m.early()} <b>soon</b> · </p>')).toEqual(["Late", "soon"]);
});

it.each(components)("no sentence is written in %s", (path) => {
  expect(textsIn(readFileSync(join(root, path), "utf8"))).toEqual([]);
});
