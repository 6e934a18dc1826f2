// Short messages beside the work; none of them takes the focus.
import type { AppError } from "../../host/host";
import { errorText } from "../../words/errors";

export interface Notice {
  id: number;
  tone: "info" | "error";
  /** Asked at each painting, so that it follows the language. */
  text: () => string;
  /** What can be done about it, once. */
  deed: Deed | null;
}

export interface Deed {
  label: () => string;
  run: () => void;
}

/** How long an information stays; an error stays until it is dismissed. */
export const infoStays = 5_000;
/** How long something is offered at least; longer while it is pointed at or has the focus. */
export const offerStays = 20_000;
const shownAtOnce = 3;

export class Notices {
  shown = $state.raw<readonly Notice[]>([]);
  #nextId = 1;
  #leaving = new Map<number, { stays: number; timer: ReturnType<typeof setTimeout> | undefined }>();

  info(text: () => string): void {
    this.#leave(this.#add("info", text), infoStays);
  }

  /** An information with something that can be done about it for a while. */
  offer(text: () => string, deed: Deed): number {
    const id = this.#add("info", text, deed);
    this.#leave(id, offerStays);
    return id;
  }

  /** An information that is too long to be read in passing, or too dear to be missed: it stays until it is dismissed. */
  keep(text: () => string, deed: Deed | null = null): number {
    return this.#add("info", text, deed);
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

  /** Somebody is at it: it stays. */
  hold(id: number): void {
    clearTimeout(this.#leaving.get(id)?.timer);
  }

  /** Nobody is at it any more: its time begins again. */
  release(id: number): void {
    const leaving = this.#leaving.get(id);
    if (leaving !== undefined) this.#leave(id, leaving.stays);
  }

  dismiss(id: number): void {
    this.hold(id);
    this.#leaving.delete(id);
    this.shown = this.shown.filter((notice) => notice.id !== id);
  }

  clear(): void {
    for (const { id } of this.shown) this.dismiss(id);
  }

  #leave(id: number, stays: number): void {
    this.hold(id);
    this.#leaving.set(id, { stays, timer: setTimeout(() => this.dismiss(id), stays) });
  }

  #add(tone: Notice["tone"], text: () => string, deed: Deed | null = null): number {
    const id = this.#nextId++;
    const room = shownAtOnce - 1;
    for (const { id } of this.shown.slice(0, Math.max(0, this.shown.length - room))) this.dismiss(id);
    this.shown = [...this.shown, { id, tone, text, deed }];
    return id;
  }
}
