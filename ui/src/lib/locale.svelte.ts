// The language of the page, as state: what is on screen follows at once.
import { baseLocale, locales, overwriteGetLocale, type Locale } from "../messages/generated/runtime";

class Language {
  current = $state<Locale>(baseLocale);
}

const language = new Language();
overwriteGetLocale(() => language.current);

/** The chosen language, else the system's where it is spoken here, else English. */
export function localeOf(chosen: string | null, system: string): Locale {
  const wanted = (chosen ?? system).replaceAll("_", "-").toLowerCase();
  const spoken = (tag: string) => locales.find((locale) => locale.toLowerCase() === tag);
  return spoken(wanted) ?? spoken(wanted.split("-")[0] ?? "") ?? baseLocale;
}

export function setLocale(locale: Locale): void {
  language.current = locale;
}

/** Every language that is spoken here, each by its own name for itself, in the order of the alphabet. */
export function languages(): { locale: Locale; name: string }[] {
  return locales
    .map((locale) => ({ locale, name: ownName(locale) }))
    .sort((one, other) => one.name.localeCompare(other.name));
}

function ownName(locale: Locale): string {
  const name = new Intl.DisplayNames([locale], { type: "language" }).of(locale) ?? locale;
  // Inside of a sentence French writes it small.
  const [first = ""] = name;
  return first.toLocaleUpperCase(locale) + name.slice(first.length);
}
