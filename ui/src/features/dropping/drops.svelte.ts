// Files that are dragged onto the window.
import type { Drop } from "../../host/host";

export interface DropDeeds {
  /** Whether a file could be taken now. */
  may: () => boolean;
  one: (path: string) => void;
  several: () => void;
}

export class Drops {
  /** Something is held over the window that could be dropped. */
  over = $state(false);
  readonly #deeds: DropDeeds;

  constructor(deeds: DropDeeds) {
    this.#deeds = deeds;
  }

  update(drop: Drop): void {
    this.over = drop.kind === "over" && this.#deeds.may();
    if (drop.kind !== "files" || !this.#deeds.may()) return;
    const [path, ...others] = drop.paths;
    if (others.length > 0) this.#deeds.several();
    else if (path !== undefined) this.#deeds.one(path);
  }
}
