// Words of import: reasons, choices, separators, where a header comes from, names of fields, times.
import type {
  ChangeBy,
  ChangeChoice,
  Delimiter,
  FieldChange,
  HeaderFamily,
  Ignored,
  KeptWhy,
  ReportList,
  ReportRow,
  RowKind,
  SameAs,
  SkipReason,
} from "../host/host";
import { getLocale } from "../messages/generated/runtime";
import { m } from "../messages/generated/messages";

/** "1,204", or "1 204" in French. */
export function figure(count: number): string {
  return new Intl.NumberFormat(getLocale()).format(count);
}

/** Why a line is left out, beside its column and value; see {@link skipText} for all in one. */
export function skipWhy(reason: SkipReason): string {
  switch (reason.kind) {
    case "tooManyValues":
      return m.skip_too_many({ found: reason.found, expected: figure(reason.expected) });
    case "tooFewValues":
      return m.skip_too_few({ found: reason.found, expected: figure(reason.expected) });
    case "blank":
      return m.skip_blank();
    case "nul":
      return m.skip_nul();
    case "tooLong":
      return m.skip_too_long({ length: reason.length, limit: figure(reason.limit) });
    case "unclosedQuote":
      return m.skip_unclosed_quote();
    case "roundedNumber":
      return m.skip_rounded_number();
    case "repeatedId":
      return m.skip_repeated_id({ line: reason.line });
    case "chosen":
      return m.skip_chosen();
    case "group":
      return m.skip_group();
    case "badCard":
      return reason.property === null
        ? m.skip_bad_card()
        : m.skip_bad_property({ property: reason.property });
    default:
      return never(reason);
  }
}

/** Why a line is left out, with its column and value. */
export function skipText(reason: SkipReason): string {
  const why = skipWhy(reason);
  if (!("column" in reason)) return why;
  const { column } = reason;
  return "value" in reason
    ? m.skip_value_at({ column, value: reason.value, why })
    : m.skip_at({ column, why });
}

/** What a row is the same as. */
export function sameText(same: SameAs): string {
  return same.kind === "line"
    ? m.import_same_line({ line: same.line })
    : m.import_same_contact({ name: same.name });
}

/** Why a row of a report is not there as a new contact; empty for one that is. */
export function reasonText(row: ReportRow, list: ReportList): string {
  if (row.words !== null) return row.words;
  if (row.reason !== null) return skipText(row.reason);
  if (row.sameAs !== null) return sameText(row.sameAs);
  return list === "unsent" ? m.report_not_sent() : "";
}

/** What a change does to one field, as it is read out. */
export function changeText({ field, before, after }: FieldChange): string {
  const name = fieldText(field);
  if (before === "") return m.change_added({ field: name, after });
  return after === ""
    ? m.change_taken({ field: name, before })
    : m.change_set({ field: name, before, after });
}

export function keptText(why: KeptWhy): string {
  switch (why.kind) {
    case "edited":
      return m.kept_edited();
    case "gone":
      return m.kept_gone();
    case "refused":
      return m.kept_refused({ words: why.words });
    default:
      return never(why);
  }
}

/** What of vCards nothing is made of: "3 photos, LOGO (2 times)". */
export function ignoredText(ignored: readonly Ignored[]): string {
  const parts = ignored.map(({ what, count }) =>
    what === "PHOTO" ? m.import_ignored_photos({ count }) : m.import_ignored_other({ what, count }),
  );
  return new Intl.ListFormat(getLocale(), { type: "conjunction" }).format(parts);
}

/** "about 3 minutes left" */
export function timeLeftText(seconds: number): string {
  if (seconds < 45) return m.time_left_moment();
  const minutes = Math.ceil(seconds / 60);
  return minutes < 90
    ? m.time_left_minutes({ count: minutes })
    : m.time_left_hours({ count: Math.round(minutes / 60) });
}

export const planKindText = {
  new: m.import_new,
  same: m.import_same,
  changes: m.import_changes,
  skipped: m.import_skipped,
} satisfies Record<RowKind, () => string>;

export const reportListText = {
  created: m.report_created,
  updated: m.report_updated,
  duplicates: m.report_duplicates,
  skipped: m.report_skipped,
  failed: m.report_failed,
  unsent: m.report_unsent,
} satisfies Record<ReportList, () => string>;

/** "3 skipped" */
export const reportCountText = {
  created: m.count_created,
  updated: m.count_updated,
  duplicates: m.count_duplicates,
  skipped: m.count_skipped,
  failed: m.count_failed,
  unsent: m.count_unsent,
} satisfies Record<ReportList, (given: { count: number }) => string>;

export const choiceText = {
  update: m.choice_update,
  keepBoth: m.choice_keep_both,
  skip: m.choice_skip,
} satisfies Record<ChangeChoice, () => string>;

export const changeByText = {
  id: m.import_change_by_id,
  nameAndNumber: m.import_change_by_name,
} satisfies Record<ChangeBy, () => string>;

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

const formFields: Record<string, () => string> = {
  firstname: m.field_firstname,
  lastname: m.field_lastname,
  number: m.field_number,
  mobile: m.field_mobile,
  fax: m.field_fax,
  email: m.field_email,
  company: m.field_company,
};
const knownFields: Record<string, () => string> = {
  ...formFields,
  id: m.field_id,
};

/** The seven fields of every contact, in the order of the form. */
export const knownFieldNames: readonly string[] = Object.keys(formFields);

/** A known field in the person's language, also a further one of its kind (`number2`); any other under its own name. */
export function fieldText(name: string): string {
  const [, kind = "", further = ""] = /^([a-z]+)([2-9]|[1-9]\d+)?$/.exec(name) ?? [];
  const known = Object.hasOwn(knownFields, kind) ? knownFields[kind]?.() : undefined;
  if (known === undefined) return name;
  return further === "" ? known : m.field_numbered({ field: known, number: further });
}

/** What a column of a file can become: a field, or `name`, which holds first and last name in one. */
export function targetText(target: string): string {
  return target === "name" ? m.field_whole_name() : fieldText(target);
}

/** What a column is called; the title, or its place where it has none. */
export function titleText(title: string, at: number): string {
  return title.trim() === "" ? m.column_untitled({ number: at + 1 }) : title;
}

function never(value: never): never {
  throw new Error(`no words for ${JSON.stringify(value)}`);
}
