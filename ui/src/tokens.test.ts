import { describe, expect, it } from "vitest";
import { contrast, type Theme } from "./testing/tokens";

const grounds = ["background", "surface", "raised", "selected"];
/** Text on each ground that it stands on. */
const texts: [text: string, grounds: string[]][] = [
  ["text", [...grounds, "accent-soft"]],
  ["subtle", [...grounds, "accent-soft"]],
  ["faint", grounds],
  ["accent-text", [...grounds, "accent-soft"]],
  ["danger-text", [...grounds, "accent-soft"]],
  ["ringing", ["surface"]],
  ["on-accent", ["accent", "accent-strong"]],
  ["on-danger", ["danger", "danger-strong"]],
];
/** Shapes and the edges of controls. */
const shapes = ["available", "away", "busy", "offline", "ringing", "accent", "control-line", "danger"];

describe.each<Theme>(["light", "dark"])("in the %s theme", (theme) => {
  for (const [text, on] of texts) {
    it.each(on)(`${text} can be read on %s`, (ground) => {
      expect(contrast(text, ground, theme)).toBeGreaterThanOrEqual(4.5);
    });
  }
  for (const shape of shapes) {
    it.each(grounds)(`${shape} can be seen on %s`, (ground) => {
      expect(contrast(shape, ground, theme)).toBeGreaterThanOrEqual(3);
    });
  }
});
