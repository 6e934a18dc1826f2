// Short messages beside the work; none of them takes the focus.
import type { AppError } from "../../host/host";
import { errorText } from "../../words/errors";

export interface Notice {
  id: number;
  tone: "info" | "error";
  /** Asked at each painting, so that it follows the language. */
  text: () => string;
}

/** How long an information stays; an error stays until it is dismissed. */
export const infoStays = 5_000;
const shownAtOnce = 3;

export class Notices {
  shown = $state.raw<readonly Notice[]>([]);
  #nextId = 1;

  info(text: () => string): void {
    const id = this.#add("info", text);
    setTimeout(() => this.dismiss(id), infoStays);
  }

  /** An information that is too long to be read in passing: it stays until it is dismissed. */
  keep(text: () => string): void {
    this.#add("info", text);
  }

  error(error: AppError): void {
    this.refused(() => errorText(error));
  }

  /** An error in words of its own; the same one twice is shown once. */
  refused(text: () => string): void {
    const same = this.shown.find((notice) => notice.tone === "error" && notice.text() === text());
    if (same !== undefined) this.dismiss(same.id);
    this.#add("error", text);
  }

  dismiss(id: number): void {
    this.shown = this.shown.filter((notice) => notice.id !== id);
  }

  clear(): void {
    this.shown = [];
  }

  #add(tone: Notice["tone"], text: () => string): number {
    const id = this.#nextId++;
    this.shown = [...this.shown, { id, tone, text }].slice(-shownAtOnce);
    return id;
  }
}
