// Theme, density, language and direction on the document.
import type { Settings, Theme } from "../host/host";
import { getLocale, getTextDirection } from "../messages/generated/runtime";

/** Keeps the document as the settings say. To be called while a component is set up. */
export function showPreferences(settings: () => Settings): void {
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  let systemDark = $state(dark.matches);

  $effect(() => {
    const follow = () => (systemDark = dark.matches);
    dark.addEventListener("change", follow);
    return () => dark.removeEventListener("change", follow);
  });
  // Before the page is painted, so that what measures itself finds the new measures.
  $effect.pre(() => {
    const root = document.documentElement;
    root.dataset["theme"] = themeShown(settings().theme, systemDark);
    root.dataset["density"] = settings().density;
    root.lang = getLocale();
    root.dir = getTextDirection();
  });
}

export function themeShown(chosen: Theme, systemDark: boolean): "light" | "dark" {
  return chosen === "system" ? (systemDark ? "dark" : "light") : chosen;
}
