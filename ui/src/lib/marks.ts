// A text cut where typed words were found.

export interface Piece {
  text: string;
  marked: boolean;
}

/** A cell shows no more than this; what is clipped anyway need not be painted. */
export const mostPainted = 400;

/** Marks are pairs of UTF-16 offsets; they may overlap, touch, be out of order or beyond the text. */
export function piecesOf(text: string, marks: readonly (readonly [number, number])[]): Piece[] {
  const painted = text.length > mostPainted ? `${text.slice(0, mostPainted)}…` : text;
  const pieces: Piece[] = [];
  let at = 0;
  for (const [start, end] of [...marks].sort((a, b) => a[0] - b[0])) {
    const from = Math.max(at, start);
    const to = Math.min(end, painted.length);
    if (to <= from) continue;
    if (from > at) pieces.push({ text: painted.slice(at, from), marked: false });
    pieces.push({ text: painted.slice(from, to), marked: true });
    at = to;
  }
  if (at < painted.length) pieces.push({ text: painted.slice(at), marked: false });
  return pieces;
}
