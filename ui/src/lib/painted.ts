/**
 * Notes in the page's timeline, once, that what stands there now is painted: the second frame begins after it. What a start takes
 * is measured by it.
 */
export function notePainted(name: string): void {
  if (noted.has(name)) return;
  noted.add(name);
  requestAnimationFrame(() => requestAnimationFrame(() => performance.mark(name)));
}

const noted = new Set<string>();
