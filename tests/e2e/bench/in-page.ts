/// <reference lib="dom" />
/*
 * What runs in the page, each function sent as its own source: it uses nothing but its arguments and the page. What is measured
 * is measured there, so that the way to the driver is in no figure.
 */

export interface Frames {
  /** Milliseconds from each frame to the next. */
  intervals: number[];
  /** Frames at which a row in the window was still on its way. */
  waiting: number;
}

interface Globals {
  bench: { key?: Promise<number>; shown?: Promise<number>; frames?: { stop: () => Frames } };
}

/**
 * Waits in the page for the next key, and from it for other rows: {@link painted} gives the milliseconds until the second frame
 * after them, which begins when the first is painted.
 */
export function awaitKey(patience: number): void {
  const page = globalThis as unknown as Globals;
  page.bench ??= {};
  page.bench.key = new Promise((resolve, reject) => {
    const grid = document.querySelector('[role="grid"]');
    if (grid === null) return reject(new Error("no rows"));
    let pressed = 0;
    const rows = new MutationObserver(() => {
      if (pressed === 0 || grid.querySelector('[role="row"][aria-busy="true"]') !== null) return;
      rows.disconnect();
      requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now() - pressed)));
    });
    addEventListener("keydown", (event) => (pressed = event.timeStamp), { capture: true, once: true });
    rows.observe(grid, { childList: true, characterData: true, subtree: true });
    setTimeout(() => {
      rows.disconnect();
      reject(new Error("no other rows"));
    }, patience);
  });
  // Who asks comes later.
  page.bench.key.catch(() => undefined);
}

/** What {@link awaitKey} waited for. */
export function painted(): Promise<number> {
  const { bench } = globalThis as unknown as Globals;
  return bench.key ?? Promise.reject(new Error("nobody waits for a key"));
}

/** Waits until nothing in the list has changed for a while: what a server answers late comes then. */
export function calm(quiet: number): Promise<void> {
  return new Promise((resolve) => {
    const ended = () => {
      changes.disconnect();
      resolve();
    };
    let timer = setTimeout(ended, quiet);
    const changes = new MutationObserver(() => {
      clearTimeout(timer);
      timer = setTimeout(ended, quiet);
    });
    changes.observe(document.body, { childList: true, characterData: true, subtree: true });
  });
}

/** Begins to record frames. With `scrolling`, only those between the first scrolling and the last one count. */
export function recordFrames(scrolling: boolean): void {
  const page = globalThis as unknown as Globals;
  page.bench ??= {};
  const frames: { at: number; waits: boolean }[] = [];
  let [first, last, recording] = [0, Infinity, true];
  const scrolled = () => {
    const now = performance.now();
    if (first === 0) first = now;
    last = now;
  };
  if (scrolling) addEventListener("scroll", scrolled, { capture: true, passive: true });
  const frame = (at: number) => {
    frames.push({ at, waits: document.querySelector('[role="row"][aria-busy="true"]') !== null });
    if (recording) requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
  page.bench.frames = {
    stop: () => {
      recording = false;
      removeEventListener("scroll", scrolled, { capture: true });
      const counted = frames.filter(({ at }) => at >= first && at <= last);
      return {
        intervals: counted.slice(1).map(({ at }, index) => at - (counted[index]?.at ?? at)),
        waiting: counted.filter(({ waits }) => waits).length,
      };
    },
  };
}

/** Ends {@link recordFrames} and gives what was recorded. */
export function recordedFrames(): Frames {
  const { bench } = globalThis as unknown as Globals;
  if (bench.frames === undefined) throw new Error("nothing is recorded");
  return bench.frames.stop();
}

/** When the page noted that this was painted, in milliseconds since 1970. */
export async function markedAt(mark: string, patience: number): Promise<number> {
  const deadline = performance.now() + patience;
  for (;;) {
    const [entry] = performance.getEntriesByName(mark);
    if (entry !== undefined) return performance.timeOrigin + entry.startTime;
    if (performance.now() > deadline) throw new Error(`${mark} was not painted`);
    await new Promise(requestAnimationFrame);
  }
}

/** Waits in the page for a row that holds this text; {@link shownAt} gives when it was painted. */
export function awaitText(text: string): void {
  const page = globalThis as unknown as Globals;
  page.bench ??= {};
  page.bench.shown = new Promise((resolve, reject) => {
    const grid = document.querySelector('[role="grid"]');
    if (grid === null) return reject(new Error("no rows"));
    const changes = new MutationObserver(() => {
      if (!(grid.textContent ?? "").includes(text)) return;
      changes.disconnect();
      requestAnimationFrame(() =>
        requestAnimationFrame(() => resolve(performance.timeOrigin + performance.now())),
      );
    });
    changes.observe(grid, { childList: true, characterData: true, subtree: true });
  });
  // Who asks comes later.
  page.bench.shown.catch(() => undefined);
}

/** What {@link awaitText} waited for, in milliseconds since 1970. */
export function shownAt(patience: number): Promise<number> {
  const { bench } = globalThis as unknown as Globals;
  const late = new Promise<number>((_, reject) => {
    setTimeout(() => reject(new Error("it is not shown")), patience);
  });
  return Promise.race([bench.shown ?? late, late]);
}

/** How each person in view is said to be: the extension, and all words of the row. */
export function peopleShown(): { number: string; words: string }[] {
  return [...document.querySelectorAll('[role="row"][data-row]')].map((row) => ({
    number: (row.querySelector(".cell.number .figures")?.textContent ?? "").trim(),
    words: (row.textContent ?? "").replace(/\s+/g, " "),
  }));
}
