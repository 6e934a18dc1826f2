// A message in pieces: plain text and web addresses.
import type { Message } from "../../host/host";

export interface Piece {
  text: string;
  link: boolean;
}

/** In order and whole: joined they are the message again, whatever the engine says of its links. */
export function piecesOf({ text, links }: Pick<Message, "text" | "links">): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  for (const [start, end] of links) {
    if (start < at || end <= start || end > text.length) continue;
    if (start > at) pieces.push({ text: text.slice(at, start), link: false });
    pieces.push({ text: text.slice(start, end), link: true });
    at = end;
  }
  if (at < text.length) pieces.push({ text: text.slice(at), link: false });
  return pieces;
}
