// A sentence cut where names stand in it.

export interface Part {
  text: string;
  name: boolean;
}

/** Names in the order in which they stand; one that is not there is left out. */
export function partsOf(text: string, names: readonly string[]): Part[] {
  const parts: Part[] = [];
  let at = 0;
  for (const name of names) {
    const from = name === "" ? -1 : text.indexOf(name, at);
    if (from === -1) continue;
    if (from > at) parts.push({ text: text.slice(at, from), name: false });
    at = from + name.length;
    parts.push({ text: name, name: true });
  }
  if (at < text.length) parts.push({ text: text.slice(at), name: false });
  return parts;
}
