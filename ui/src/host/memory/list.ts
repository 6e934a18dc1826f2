// The list of people in memory: which of them a view and a text show, and how a row looks.
import type { Cell, GridColumn, Query, Row, RowMenu, Titled, View } from "../bindings";
import { userOf } from "./chat";
import type { Person } from "./people";

export const columns: GridColumn[] = [
  { column: 0, title: "Name", kind: "name" },
  { column: 1, title: "Number", kind: "number" },
  { column: 2, title: "Mobile", kind: "text" },
  { column: 3, title: "Email", kind: "email" },
  { column: 4, title: "Agent", kind: "agent" },
  { column: 5, title: "", kind: "favorite" },
  { column: null, title: "", kind: "personal" },
];

export function inView(person: Person, view: View): boolean {
  return view === "all" || (view === "favorites" ? person.favorite === true : person.own !== null);
}

export function listOf(people: Person[], { view, text, sort }: Query): Person[] {
  const words = wordsOf(text);
  const value = (person: Person) => valuesOf(person)[sort?.column ?? 0] ?? "";
  const turn = sort?.descending === true ? -1 : 1;
  return people
    .filter((person) => inView(person, view) && matches(person, words))
    .sort((a, b) => turn * value(a).localeCompare(value(b)) || a.id - b.id);
}

export function rowOf(person: Person, text: string): Row {
  const words = wordsOf(text);
  const cells = valuesOf(person).map((text): Cell => ({ text, marks: marksOf(text, words), status: null }));
  const [name, number] = cells;
  if (name && person.client !== null) name.status = { kind: "client", ...person.client };
  if (number && person.phone !== null) number.status = { kind: "phone", state: person.phone };
  const agent: Cell["status"] = person.agent === null ? null : { kind: "agent", state: person.agent };
  return {
    id: person.id,
    cells: [...cells, ...[agent, null, null].map((status) => ({ text: "", marks: [], status }))],
    favorite: person.favorite,
    editable: person.own !== null,
    number: person.number || null,
    callCell: 1,
    hasMenu: true,
  };
}

export function menuOf(person: Person): RowMenu {
  const titled = (title: string, value: string): Titled[] => (value === "" ? [] : [{ title, value }]);
  const numbers = [...titled("Number", person.number), ...titled("Mobile", person.mobile)];
  const mails = titled("Email", person.email);
  return {
    call: numbers[0] ?? null,
    numbers: numbers.slice(1),
    mails,
    copies: [...numbers, ...mails],
    transfers: numbers,
    voicemail: person.phone === null ? null : `*97${person.number}`,
    user: person.number === "1000" ? null : userOf(person),
  };
}

function fold(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

function wordsOf(text: string): string[] {
  return fold(text).split(/\s+/).filter(Boolean);
}

function valuesOf(person: Person): string[] {
  return [person.name, person.number, person.mobile, person.email];
}

function matches(person: Person, words: string[]): boolean {
  const text = valuesOf(person).map(fold);
  return words.every((word) => text.some((value) => value.replace(/\s/g, "").includes(word)));
}

function marksOf(text: string, words: string[]): [number, number][] {
  const folded = fold(text);
  if (folded.length !== text.length) return [];
  return words.flatMap((word): [number, number][] => {
    const at = folded.indexOf(word);
    return at < 0 ? [] : [[at, at + word.length]];
  });
}
