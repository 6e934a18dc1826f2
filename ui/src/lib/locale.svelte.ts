// The language of the page, as state: what is on screen follows at once.
import { isLocale, overwriteGetLocale, type Locale } from "../messages/generated/runtime";

class Language {
  current = $state<Locale>("en");
}

const language = new Language();
overwriteGetLocale(() => language.current);

/** The chosen language, else the system's where it is spoken here, else English. */
export function localeOf(chosen: string | null, system: string): Locale {
  const wanted = chosen ?? system.split(/[-_]/)[0]?.toLowerCase() ?? "";
  return isLocale(wanted) ? wanted : "en";
}

export function setLocale(locale: Locale): void {
  language.current = locale;
}
