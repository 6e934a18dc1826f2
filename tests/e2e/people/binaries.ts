import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

const VARIABLES = {
  people: "PEOPLE_BIN",
  "people-cli": "PEOPLE_CLI_BIN",
  "wazo-sandbox": "SANDBOX_BIN",
} as const;

/** The root of the repository. */
export const ROOT = fileURLToPath(new URL("../../..", import.meta.url));

/** Where a built program is: as the environment says, else in the debug build's folder. */
export function binary(name: keyof typeof VARIABLES): string {
  const path = process.env[VARIABLES[name]] ?? `${ROOT}target/debug/${name}`;
  if (!existsSync(path)) throw new Error(`${name} is not built: run these tests by \`cargo xtask e2e\``);
  return path;
}

/** The page that speaks the languages of the tests too. */
export function trialPage(): string {
  const path = `${ROOT}target/page-trial`;
  if (!existsSync(path))
    throw new Error("the page of the tests is not built: run these tests by `cargo xtask e2e`");
  return path;
}
