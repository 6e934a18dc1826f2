// The form of an own contact: the known fields first, then everything else that it has; nothing is ever lost.
import {
  asAppError,
  type AppError,
  type Field,
  type FieldWarning,
  type Host,
  type Row,
} from "../../host/host";
import { knownFieldNames } from "../../words/transfer";

export class ContactForm {
  fields = $state<Field[]>(knownFieldNames.map((name) => ({ name, value: "" })));
  warnings = $state.raw<readonly FieldWarning[]>([]);
  error = $state.raw<AppError | null>(null);
  busy = $state(false);
  ready = $state(false);

  readonly #host: Host;
  readonly #row: number | null;
  #check = 0;

  constructor(host: Host, row: Row | null) {
    this.#host = host;
    this.#row = row?.id ?? null;
  }

  get isNew(): boolean {
    return this.#row === null;
  }

  /** First and last name as typed, for what is said afterwards. */
  get name(): string {
    const value = (name: string) => this.fields.find((field) => field.name === name)?.value.trim() ?? "";
    return `${value("firstname")} ${value("lastname")}`.trim() || value("company") || value("number");
  }

  async load(): Promise<void> {
    try {
      if (this.#row !== null) this.fields = withKnown(await this.#host.contact(this.#row));
      this.ready = true;
    } catch (thrown) {
      this.error = asAppError(thrown);
    }
  }

  /** False when there is a field of this name. */
  add(name: string): boolean {
    const wanted = name.trim();
    if (wanted === "" || this.fields.some((field) => field.name === wanted)) return false;
    this.fields.push({ name: wanted, value: "" });
    return true;
  }

  /** Takes away a field that is not one of the known ones. */
  drop(name: string): void {
    this.fields = this.fields.filter((field) => field.name !== name || knownFieldNames.includes(name));
  }

  /** Asks what looks wrong; a late answer about older values is dropped. */
  async check(): Promise<void> {
    const asked = ++this.#check;
    try {
      const warnings = await this.#host.check($state.snapshot(this.fields));
      if (asked === this.#check) this.warnings = warnings;
    } catch {
      // A check that fails says nothing; saving will.
    }
  }

  warningOf(name: string): FieldWarning | null {
    return this.warnings.find((warning) => warning.kind !== "nameless" && warning.field === name) ?? null;
  }

  /** The saved row; null when it was refused, with the error beside the fields. */
  async save(): Promise<number | null> {
    if (this.busy) return null;
    this.busy = true;
    this.error = null;
    try {
      const fields = $state.snapshot(this.fields).map(({ name, value }) => ({ name, value: value.trim() }));
      return (await this.#host.save(this.#row, fields)).row;
    } catch (thrown) {
      this.error = asAppError(thrown);
      return null;
    } finally {
      this.busy = false;
    }
  }
}

function withKnown(fields: Field[]): Field[] {
  const known = knownFieldNames.map(
    (name) => fields.find((field) => field.name === name) ?? { name, value: "" },
  );
  return [...known, ...fields.filter(({ name }) => !knownFieldNames.includes(name))];
}
