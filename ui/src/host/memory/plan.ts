// A small plan of a file, enough to show every kind of row.
import type { ImportPlan, PlanRow, PlanRows, ReadOptions, RowKind } from "../bindings";

const fields = ["firstname", "lastname", "number", "email", "company"];

function sampleRows(total: number): PlanRow[] {
  const rows: PlanRow[] = [];
  const add = (kind: RowKind, values: string[], more: Partial<PlanRow> = {}) =>
    rows.push({ line: rows.length + 2, kind, values, reason: null, sameAs: null, ...more });
  add("new", ["John", "Doe", "555 555 1111", "my@email", "wazo"]);
  add("new", ["Zoé", "Lévesque", "+1 418 555 2222", "zoe@example.org", ""]);
  add("skipped", ["Marc", "Roy", "5.55E+09", "", ""], {
    reason: { kind: "roundedNumber", column: 3, value: "5.55E+09" },
  });
  add("skipped", ["Ann", "Extra", "1", "", ""], { reason: { kind: "tooManyValues", expected: 5, found: 7 } });
  add("skipped", ["", "", "", "", ""], { reason: { kind: "blank" } });
  add("same", ["John", "Doe", "555 555 1111", "my@email", "wazo"], { sameAs: { kind: "line", line: 2 } });
  add("same", ["Bob", "Barker", "1002", "", ""], { sameAs: { kind: "contact", id: "b" } });
  add("changes", ["Anna", "Berg", "+46 8 555 010", "anna@berg.example", ""], {
    sameAs: { kind: "contact", id: "a" },
  });
  while (rows.length < total) {
    add("new", [`Person`, String(rows.length), String(5550000 + rows.length), "", ""]);
  }
  return rows;
}

export interface MemoryPlan {
  plan: ImportPlan;
  rows: PlanRow[];
}

export function planOf(handle: number, name: string, options: ReadOptions, total = 1_204): MemoryPlan {
  const rows = sampleRows(total);
  const count = (kind: RowKind) => rows.filter((row) => row.kind === kind).length;
  return {
    rows,
    plan: {
      plan: handle,
      name,
      summary: {
        reading: {
          encoding: options.encoding ?? "windows-1252",
          encodingSure: options.encoding !== null,
          delimiter: options.delimiter ?? "semicolon",
          delimiterSure: true,
          family: "outlook",
          columns: [
            ...fields.map((field) => ({
              title: field,
              target: { kind: "field" as const, field },
              known: true,
            })),
            { title: "Anniversary", target: { kind: "field", field: "anniversary" }, known: false },
          ],
        },
        fields,
        counts: {
          new: count("new"),
          same: count("same"),
          changes: count("changes"),
          skipped: count("skipped"),
        },
      },
    },
  };
}

export function planRange(from: MemoryPlan, kind: RowKind | null, start: number, count: number): PlanRows {
  const rows = kind === null ? from.rows : from.rows.filter((row) => row.kind === kind);
  return { total: rows.length, start, rows: rows.slice(start, start + count) };
}
