// A small plan of a file, enough to show every kind of row; a long file is made row by row as it is looked at.
import type {
  ChangeChoice,
  ColumnUse,
  FileColumn,
  ImportPlan,
  PlanRow,
  PlanRows,
  PlanSummary,
  ReadOptions,
  Reading,
  RowKind,
} from "../bindings";

const titles = ["First Name", "Last Name", "Business Phone", "E-mail Address", "Company", "Anniversary"];
const known = ["firstname", "lastname", "number", "email", "company"];
const targets = [...known, "mobile", "fax", "name", "id"];

type Special = Pick<PlanRow, "kind"> & Partial<PlanRow> & { cells: string[] };

const specials: Special[] = [
  { kind: "new", cells: ["John", "Doe", "555 555 1111", "my@email", "wazo", "3 May"] },
  { kind: "new", cells: ["Zoé", "Lévesque", "+1 418 555 2222", "zoe@example.org", "", ""] },
  {
    kind: "skipped",
    cells: ["Marc", "Roy", "5.55E+09", "", "", ""],
    reason: { kind: "roundedNumber", column: 3, value: "5.55E+09" },
  },
  {
    kind: "skipped",
    cells: ["Ann", "Extra", "1", "", "", ""],
    reason: { kind: "tooManyValues", expected: 6, found: 8 },
  },
  { kind: "skipped", cells: ["", "", "", "", "", ""], reason: { kind: "blank" } },
  {
    kind: "same",
    cells: ["John", "Doe", "555 555 1111", "my@email", "wazo", "3 May"],
    sameAs: { kind: "line", line: 2 },
  },
  {
    kind: "same",
    cells: ["Bob", "Barker", "1002", "", "", ""],
    sameAs: { kind: "contact", id: "b", name: "Bob Barker" },
  },
  {
    kind: "changes",
    cells: ["Anna", "Berg", "+46 8 555 010", "anna@berg.example", "Berg AB", "1 June"],
    change: {
      id: "a",
      name: "Anna Berg",
      by: "nameAndNumber",
      fields: [
        { field: "email", before: "", after: "anna@berg.example" },
        { field: "company", before: "Berg & Co", after: "Berg AB" },
        { field: "Anniversary", before: "31 May", after: "1 June" },
      ],
      choice: "update",
    },
  },
];

export class MemoryPlan {
  readonly shown: ImportPlan;
  readonly #choices = new Map<number, ChangeChoice>();
  #rows: number;

  constructor(handle: number, name: string, options: ReadOptions, rows: number, remembered: boolean) {
    this.#rows = rows;
    const reading = readingOf(name, options);
    this.shown = { plan: handle, name, summary: this.#summary(reading), remembered };
  }

  /** Lines that would be sent. */
  get sends(): number {
    const skipped = specials.filter(
      ({ kind }, at) => kind === "changes" && this.#choice(at + 2) === "skip",
    ).length;
    const { counts } = this.shown.summary;
    return counts.new + counts.changes - skipped;
  }

  /** Lines that would change a contact. */
  get updates(): number {
    return this.sends - this.shown.summary.counts.new;
  }

  choose(line: number | null, choice: ChangeChoice): PlanSummary {
    if (line === null) {
      this.#choices.clear();
      this.shown.summary.onChange = choice;
    } else {
      this.#choices.set(line, choice);
    }
    return structuredClone(this.shown.summary);
  }

  range(kind: RowKind | null, start: number, count: number): PlanRows {
    const first = specials.flatMap((special, at) =>
      kind === null || special.kind === kind ? [this.#row(at)] : [],
    );
    const plain = kind === null || kind === "new" ? this.#rows - specials.length : 0;
    const total = first.length + plain;
    const indexes = Array.from(
      { length: Math.max(0, Math.min(count, total - start)) },
      (_, at) => start + at,
    );
    return {
      total,
      start,
      rows: indexes.map((at) => first[at] ?? this.#row(at - first.length + specials.length)),
    };
  }

  at(line: number): PlanRow {
    return this.#row(line - 2);
  }

  #row(at: number): PlanRow {
    const line = at + 2;
    const special = specials[at];
    const { reading, fields } = this.shown.summary;
    const cells = special?.cells ?? ["Person", String(at), String(5_550_000 + at), "", "", ""];
    const values = fields.map((field) => {
      const column = reading.columns.findIndex(
        ({ target }) => target.kind === "field" && target.field === field,
      );
      return cells[column < 0 ? fields.indexOf(field) : column] ?? "";
    });
    const change = special?.change ? { ...special.change, choice: this.#choice(line) } : null;
    return {
      line,
      kind: special?.kind ?? "new",
      values,
      reason: special?.reason ?? null,
      sameAs: special?.sameAs ?? null,
      change,
    };
  }

  #choice(line: number): ChangeChoice {
    return this.#choices.get(line) ?? this.shown.summary.onChange;
  }

  #summary(reading: Reading): PlanSummary {
    const kept = reading.columns.flatMap(({ target }) => (target.kind === "field" ? [target.field] : []));
    const count = (kind: RowKind) => specials.filter((row) => row.kind === kind).length;
    return {
      reading,
      fields: reading.format === "vcard" ? known : [...new Set(kept)],
      counts: {
        new: count("new") + this.#rows - specials.length,
        same: count("same"),
        changes: count("changes"),
        skipped: count("skipped"),
      },
      ignored: reading.format === "vcard" ? [{ what: "PHOTO", count: 3 }] : [],
      onChange: "update",
    };
  }
}

function readingOf(name: string, options: ReadOptions): Reading {
  const vcard = name.endsWith(".vcf");
  const header = options.header ?? 1;
  return {
    format: vcard ? "vcard" : "csv",
    encoding: options.encoding ?? "windows-1252",
    encodingSure: options.encoding !== null,
    delimiter: options.delimiter ?? "semicolon",
    delimiterSure: true,
    header: vcard ? 0 : header,
    headerSure: true,
    family: "outlook",
    columns: vcard ? [] : titles.map((title, at) => columnOf(title, at, header, options.columns?.[at])),
    targets,
  };
}

function columnOf(title: string, at: number, header: number, use: ColumnUse | undefined): FileColumn {
  const own = header === 0 ? `column ${at + 1}` : title;
  return {
    title: header === 0 ? "" : title,
    sample: specials[0]?.cells[at] ?? "",
    target: use ?? { kind: "field", field: known[at] ?? own },
    known: known[at] !== undefined,
  };
}
