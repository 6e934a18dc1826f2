// Words of import: reasons, separators, where a header comes from, names of fields.
import type { Delimiter, HeaderFamily, PlanRow, SkipReason } from "../host/host";
import { m } from "../messages/generated/messages";

export function skipText(reason: SkipReason): string {
  switch (reason.kind) {
    case "tooManyValues":
      return m.skip_too_many({ found: reason.found, expected: reason.expected });
    case "tooFewValues":
      return m.skip_too_few({ found: reason.found, expected: reason.expected });
    case "blank":
      return m.skip_blank();
    case "nul":
      return m.skip_nul({ column: reason.column });
    case "tooLong":
      return m.skip_too_long({ column: reason.column, length: reason.length, limit: reason.limit });
    case "unclosedQuote":
      return m.skip_unclosed_quote();
    case "roundedNumber":
      return m.skip_rounded_number({ column: reason.column, value: reason.value });
    case "repeatedId":
      return m.skip_repeated_id({ line: reason.line });
    default:
      return never(reason);
  }
}

/** Why a row is left out, is there already or changes something; empty for a plain new one. */
export function rowNote(row: PlanRow): string {
  if (row.reason !== null) return skipText(row.reason);
  if (row.kind === "changes") return m.import_will_change();
  if (row.sameAs === null) return "";
  return row.sameAs.kind === "line" ? m.import_same_line({ line: row.sameAs.line }) : m.import_same_contact();
}

export const delimiterText = {
  comma: m.delimiter_comma,
  semicolon: m.delimiter_semicolon,
  tab: m.delimiter_tab,
  pipe: m.delimiter_pipe,
} satisfies Record<Delimiter, () => string>;

export const familyText = {
  wazo: m.family_wazo,
  google: m.family_google,
  outlook: m.family_outlook,
  thunderbird: m.family_thunderbird,
  other: m.family_other,
} satisfies Record<HeaderFamily, () => string>;

const knownFields: Record<string, () => string> = {
  firstname: m.field_firstname,
  lastname: m.field_lastname,
  number: m.field_number,
  mobile: m.field_mobile,
  fax: m.field_fax,
  email: m.field_email,
  company: m.field_company,
};

/** The seven fields of every contact, in the order of the form. */
export const knownFieldNames: readonly string[] = Object.keys(knownFields);

/** A known field in the person's language; any other under its own name. */
export function fieldText(name: string): string {
  return Object.hasOwn(knownFields, name) ? (knownFields[name]?.() ?? name) : name;
}

function never(value: never): never {
  throw new Error(`no words for ${JSON.stringify(value)}`);
}
