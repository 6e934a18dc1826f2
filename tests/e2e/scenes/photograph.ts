import { describe, test } from "vitest";
import { album, type Format } from "../people/album";
import { stage } from "../people/stage";
import { views } from "../people/views";

/** Takes the album in a window of this size, at once and twice the scale. */
export function photograph(size: Omit<Format, "scale">): void {
  describe.each([1, 2] as const)("at scale %s", (scale) => {
    const here = stage({
      signedIn: false,
      trial: true,
      screen: "3000x1900",
      env: { GDK_SCALE: String(scale) },
    });

    test("every view looks as it did", async () => {
      await here.program.resize(size.width, size.height);
      await album(here, { ...size, scale }, views(here));
    });
  });
}
