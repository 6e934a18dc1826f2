import { expect, it } from "vitest";
import type { FileColumn } from "../../host/host";
import { knownColumns, needLook, noneKnown, ownField } from "./columns";

const targets = ["firstname", "number", "name", "id"];
const column = (known: boolean, field: string | null): FileColumn => ({
  title: "A",
  sample: "",
  known,
  target: field === null ? { kind: "drop" } : { kind: "field", field },
});
const reading = (...columns: FileColumn[]) => ({ columns, targets });

it("a column is known by its title, or as it was said by hand", () => {
  const columns = [
    column(true, "firstname"),
    column(false, "number"),
    column(false, "A"),
    column(false, null),
  ];
  expect(knownColumns(reading(...columns))).toEqual(columns.slice(0, 2));
});

it("what is kept under its own name wants a look, what is left out does not", () => {
  expect(needLook(reading(column(true, "firstname"), column(false, "A")))).toBe(true);
  expect(needLook(reading(column(true, "firstname"), column(false, null)))).toBe(false);
});

it("a file of which nothing is known wants a look until something is said", () => {
  const unknown = reading(column(false, null), column(false, null));
  expect([noneKnown(unknown), needLook(unknown)]).toEqual([true, true]);
  expect(noneKnown(reading(column(false, "number"), column(false, null)))).toBe(false);
});

it("vCards have no columns to look at", () => expect(needLook(reading())).toBe(false));

it("a column keeps its title without line breaks, or its place", () => {
  expect([ownField(" Room\n  number ", 0), ownField(" ", 2)]).toEqual(["Room number", "column 3"]);
});
