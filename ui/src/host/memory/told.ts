// What all of the host in memory stands on: who listens, what was asked of the world outside, what is to fail.
import type { AppError, Update } from "../bindings";
import type { Host } from "../host";

/** Rejections to be given once each, by the method's name; what tests and a developer set. */
export type Failures = Partial<Record<keyof Host, AppError>>;

export interface Deed {
  what: "call" | "copy" | "mail" | "file" | "folder" | "window" | "link";
  value: string;
}

export class Told {
  failures: Failures = {};
  readonly outside: Deed[] = [];
  #listeners: ((update: Update) => void)[] = [];

  /** What the engine would send by itself. */
  push = (update: Update): void => {
    for (const listener of this.#listeners) listener(structuredClone(update));
  };

  listen = async (onUpdate: (update: Update) => void): Promise<void> => {
    this.#listeners.push(onUpdate);
  };

  fail(method: keyof Host): void {
    const failure = this.failures[method];
    this.failures = { ...this.failures, [method]: undefined };
    if (failure !== undefined) throw failure;
  }
}
