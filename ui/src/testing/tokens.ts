// Reads the roles of tokens.css and computes their contrast by WCAG.
import { readFileSync } from "node:fs";
import { resolve } from "node:path";

export type Theme = "light" | "dark";
type Oklch = [lightness: number, chroma: number, hue: number];

const css = readFileSync(resolve(import.meta.dirname, "../tokens.css"), "utf8").replace(/\/\*[^]*?\*\//g, "");

function blocks(selector: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const [, of, body] of css.matchAll(/(:root\S*)\s*\{([^}]*)\}/g)) {
    if (of !== selector) continue;
    for (const [, name, value] of (body ?? "").matchAll(/--([\w-]+):\s*([^;]+);/g)) {
      if (name !== undefined && value !== undefined && !found.has(name)) found.set(name, value.trim());
    }
  }
  return found;
}

const light = blocks(":root");
const dark = blocks(':root[data-theme="dark"]');

/** The relative luminance of a role. */
function luminance(role: string, theme: Theme): number {
  const value = (theme === "dark" ? dark.get(role) : undefined) ?? light.get(role);
  if (value === undefined) throw new Error(`no role --${role}`);
  const reference = /^var\(--([\w-]+)\)$/.exec(value)?.[1];
  if (reference !== undefined) return luminance(reference, theme);
  const parts = /^oklch\(([\d.]+) ([\d.]+) ([\d.]+)\)$/.exec(value);
  if (parts === null) throw new Error(`--${role} is no colour: ${value}`);
  return luminanceOf([Number(parts[1]), Number(parts[2]), Number(parts[3])]);
}

function luminanceOf([lightness, chroma, hue]: Oklch): number {
  const a = chroma * Math.cos((hue * Math.PI) / 180);
  const b = chroma * Math.sin((hue * Math.PI) / 180);
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const clamp = (value: number) => Math.min(1, Math.max(0, value));
  const red = clamp(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s);
  const green = clamp(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s);
  const blue = clamp(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

export function contrast(one: string, other: string, theme: Theme): number {
  const [a, b] = [luminance(one, theme), luminance(other, theme)];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}
