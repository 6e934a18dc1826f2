// How long people have been talking. The server says since when, by its clock; what passes is measured by ours.

/** A minute of difference between two clocks is more than a delay. */
const trusted = 60_000;

interface Beginning {
  since: string;
  /** The steady time at which it began. */
  at: number;
}

export class CallTimes {
  #begun = new Map<string, Beginning>();

  /**
   * Two people talk on a call since `since`, RFC 3339. `wall` is the time of day and `steady` a time that never jumps, both
   * in milliseconds, at which that was heard. Where the call was there before, it has only just begun: a clock that says
   * something else is wrong.
   */
  begin(call: string, since: string, witnessed: boolean, wall: number, steady: number): void {
    if (this.#begun.get(call)?.since === since) return;
    const passed = wall - Date.parse(since);
    const wrong = Number.isNaN(passed) || passed < 0 || (witnessed && passed > trusted);
    this.#begun.set(call, { since, at: wrong ? steady : steady - passed });
  }

  /** Forgets the calls that are not among these. */
  keep(calls: readonly { id: string }[]): void {
    for (const call of this.#begun.keys()) {
      if (!calls.some(({ id }) => id === call)) this.#begun.delete(call);
    }
  }

  /** Whole seconds; null for a call on which nobody has talked. */
  seconds(call: string, steady: number): number | null {
    const begun = this.#begun.get(call);
    return begun === undefined ? null : Math.max(0, Math.floor((steady - begun.at) / 1000));
  }
}
