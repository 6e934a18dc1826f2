// The languages of the page: each is one file in src/messages. The list that the compiler of messages wants is made from what is
// there.
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { pseudoLanguages, pseudoMessages } from "./pseudo.js";

/** @param {string} path */
const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const messages = here("../src/messages");
const cache = here("../../node_modules/.cache/people");

/** Where the page of the tests finds its messages; the usual one has them in `src/messages/generated`. */
export const trialMessages = join(cache, "trial/generated");

/** What the compiler needs for the page as people get it. */
export function usual() {
  return options(join(cache, "usual"), languagesIn(messages), here("../src/messages/generated"), messages);
}

/** What it needs for the page of the tests, which speaks two languages more. */
export function trial() {
  const folder = join(cache, "trial/messages");
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const language of languagesIn(messages)) cpSync(fileOf(messages, language), fileOf(folder, language));
  const english = JSON.parse(readFileSync(fileOf(messages, "en"), "utf8"));
  for (const language of pseudoLanguages)
    writeFileSync(fileOf(folder, language), JSON.stringify(pseudoMessages(language, english)));
  return options(join(cache, "trial"), languagesIn(folder), trialMessages, folder);
}

/**
 * @param {string} folder
 * @param {string} language
 */
function fileOf(folder, language) {
  return join(folder, `${language}.json`);
}

/** @param {string} folder */
function languagesIn(folder) {
  return readdirSync(folder)
    .filter((name) => name.endsWith(".json"))
    .map((name) => basename(name, ".json"))
    .sort();
}

/**
 * Writes the project, and says how it is to be compiled.
 * @param {string} root
 * @param {string[]} languages
 * @param {string} outdir
 * @param {string} folder
 */
function options(root, languages, outdir, folder) {
  const project = join(root, "project.inlang");
  const settings = {
    baseLocale: "en",
    locales: languages,
    modules: [here("../../node_modules/@inlang/plugin-message-format/dist/index.js")],
    telemetry: "off",
    "plugin.inlang.messageFormat": { pathPattern: fileOf(folder, "{locale}") },
  };
  mkdirSync(project, { recursive: true });
  writeFileSync(join(project, "settings.json"), JSON.stringify(settings));
  return {
    project,
    outdir,
    /** @type {("globalVariable" | "baseLocale")[]} */
    strategy: ["globalVariable", "baseLocale"],
    emitTsDeclarations: true,
  };
}
