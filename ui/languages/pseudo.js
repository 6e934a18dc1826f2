// Languages that nobody speaks, made from English for the tests: what they leave as it is in English stands in the code, and what
// they break has no room in German or no place in Hebrew.

/**
 * A message as it stands in its file: a text, or texts by form.
 * @typedef {{ declarations: string[], selectors: string[], match: Record<string, string> }} Forms
 * @typedef {string | Forms[]} Message
 */

/**
 * How each of them writes a text. The accented one is as long as a long language; the other is written from right to left, with
 * each letter turned by the marks of Unicode that do so.
 * @type {Record<string, (text: string) => string>}
 */
const writers = {
  "en-XA": (text) => `⟦${betweenPlaces(text, accented)}${padding(text)}⟧`,
  "ar-XB": (text) => `⟦${betweenPlaces(text, (words) => (words === "" ? "" : `\u202e${words}\u202c`))}⟧`,
};

/** Their tags. */
export const pseudoLanguages = Object.keys(writers);

/**
 * A whole file of messages in one of them.
 * @param {string} language
 * @param {Record<string, unknown>} english
 * @returns {Record<string, unknown>}
 */
export function pseudoMessages(language, english) {
  const write = writers[language];
  if (write === undefined) throw new Error(`nobody made up ${language}`);
  return Object.fromEntries(
    Object.entries(english).map(([key, message]) => [
      key,
      key.startsWith("$") ? message : inLanguage(/** @type {Message} */ (message), language, write),
    ]),
  );
}

/**
 * @param {Message} message
 * @param {string} language
 * @param {(text: string) => string} write
 * @returns {Message}
 */
function inLanguage(message, language, write) {
  if (typeof message === "string") return write(message);
  const { pluralCategories } = new Intl.PluralRules(language).resolvedOptions();
  return message.map(({ declarations, selectors, match }) => {
    const texts = Object.entries(match).map(([form, text]) => [form, write(text)]);
    const usual = match["plural=*"];
    const plurals =
      usual === undefined ? [] : pluralCategories.map((category) => [`plural=${category}`, write(usual)]);
    return { declarations, selectors, match: Object.fromEntries([...plurals, ...texts]) };
  });
}

/**
 * @param {string} text
 * @param {(words: string) => string} write
 */
function betweenPlaces(text, write) {
  return text
    .split(/(\{\w+\})/)
    .map((part, at) => (at % 2 === 1 ? part : write(part)))
    .join("");
}

const accents = {
  a: "á",
  b: "ƀ",
  c: "ç",
  d: "ð",
  e: "é",
  f: "ƒ",
  g: "ĝ",
  h: "ĥ",
  i: "î",
  j: "ĵ",
  k: "ķ",
  l: "ļ",
  m: "ɱ",
};
const more = {
  n: "ñ",
  o: "ö",
  p: "þ",
  q: "ǫ",
  r: "ŕ",
  s: "š",
  t: "ţ",
  u: "û",
  v: "ṽ",
  w: "ŵ",
  x: "ẋ",
  y: "ý",
  z: "ž",
};
/** @type {Record<string, string>} */
const letters = { ...accents, ...more };

/** @param {string} words */
function accented(words) {
  return words.replaceAll(/[a-z]/gi, (letter) => {
    const accent = letters[letter.toLowerCase()] ?? letter;
    return letter === letter.toLowerCase() ? accent : accent.toUpperCase();
  });
}

/**
 * Two fifths more, in words that may stand on another line.
 * @param {string} text
 */
function padding(text) {
  const missing = Math.ceil(text.replaceAll(/\{\w+\}/g, "").length * 0.4);
  return missing < 3
    ? "~".repeat(missing)
    : ` ${"ļöñĝéŕ "
        .repeat(missing)
        .slice(0, missing - 1)
        .trimEnd()}`;
}
