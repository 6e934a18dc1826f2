// docs/keys.md is the table, for people; `npm run keys` writes it anew.
import { expect, it } from "vitest";
import { helpLines, places, type Place } from "./index";

const head = `# Keys

Every key that does something in the window, place by place. The program shows the same list, in your language and for your
keyboard, when you press \`F1\`. What has the keyboard is asked first: the keys that hold everywhere come after it.

This file is written by \`npm run keys\` from \`ui/src/keys/bindings.ts\`; a test fails when it is stale.
`;

function written(keys: readonly string[][], between: string): string {
  return keys.map((names) => `\`${names.join(between)}\``).join(", ");
}

function table(place: Place): string {
  const onMac = helpLines(place, true);
  const lines = helpLines(place, false).map(
    ({ keys, does }, at) => `| ${does} | ${written(keys, "+")} | ${written(onMac[at]?.keys ?? [], "")} |`,
  );
  return ["| | keys | on a Mac |", "|---|---|---|", ...lines].join("\n");
}

it("docs/keys.md says what the table says", async () => {
  const parts = places.map(({ place, title }) => `## ${title()}\n\n${table(place)}\n`);
  await expect([head, ...parts].join("\n")).toMatchFileSnapshot("../../../docs/keys.md");
});
