// The host without a server, for component tests and for work on the page in a browser.
import type {
  Account,
  AppError,
  Cell,
  Connection,
  Counts,
  Field,
  FieldWarning,
  GridColumn,
  Host,
  ImportReport,
  Query,
  Row,
  RowMenu,
  Session,
  Settings,
  SignIn,
  Titled,
  Update,
  View,
} from "./host";
import { everyone, ownPerson, type Person } from "./memory/people";
import { planOf, planRange, type MemoryPlan } from "./memory/plan";

const columns: GridColumn[] = [
  { column: 0, title: "Name", kind: "name" },
  { column: 1, title: "Number", kind: "number" },
  { column: 2, title: "Mobile", kind: "text" },
  { column: 3, title: "Email", kind: "email" },
  { column: 4, title: "Agent", kind: "agent" },
  { column: 5, title: "", kind: "favorite" },
  { column: null, title: "", kind: "personal" },
];

export const defaultSettings: Settings = {
  theme: "system",
  language: null,
  density: "comfortable",
  profile: "default",
  localCopy: true,
  layouts: [],
};

/** Rejections to be given once each, by the method's name; what tests and a developer set. */
export type Failures = Partial<Record<keyof Host, AppError>>;

export class MemoryHost implements Host {
  people: Person[] = everyone();
  kept: Account[] = [];
  failures: Failures = {};
  current: Session | null = null;
  /** What was asked of the world outside: dialled numbers, copied texts, mails, files. */
  readonly outside: { what: "call" | "copy" | "mail" | "file"; value: string }[] = [];
  importFile: string | null = "contacts-été.csv";
  language = "en-US";

  #settings: Settings = structuredClone(defaultSettings);
  #listeners: ((update: Update) => void)[] = [];
  #list: Person[] = [];
  #query: Query = { view: "all", text: "", sort: null };
  #revision = 0;
  #plans = new Map<number, MemoryPlan>();
  #nextPlan = 1;
  #cancelled = false;

  async accounts() {
    this.#fail("accounts");
    return structuredClone(this.kept);
  }
  async forget(account: string) {
    this.kept = this.kept.filter((kept) => kept.id !== account);
  }
  async signIn(request: SignIn) {
    this.#fail("signIn");
    if (request.password === "wrong") throw { kind: "wrongPassword" } satisfies AppError;
    return this.#enter(request.server, request.username, request.stay);
  }
  async hasEmbedded() {
    return true;
  }
  async tryEmbedded() {
    this.#fail("tryEmbedded");
    return this.#enter("this computer", "zoe", false);
  }
  async resume(account: string | null) {
    this.#fail("resume");
    const kept = this.kept.find((one) => one.kept && (account === null || one.id === account));
    return kept === undefined ? null : this.#enter(kept.server, kept.username, true);
  }
  async session() {
    return structuredClone(this.current);
  }
  async trust(server: string, fingerprint: string) {
    this.outside.push({ what: "file", value: `pin ${server} ${fingerprint}` });
  }
  async signOut() {
    this.#fail("signOut");
    this.current = null;
  }
  async leave() {
    this.#fail("leave");
    this.current = null;
  }
  async subscribe(onUpdate: (update: Update) => void) {
    this.#listeners.push(onUpdate);
  }

  async open(query: Query) {
    this.#fail("open");
    this.#query = query;
    this.#fill();
    const digits = query.text.replace(/[\s().-]/g, "");
    return {
      revision: ++this.#revision,
      total: this.#list.length,
      rows: this.#range(0, 60),
      dial: /^\+?[0-9*#]{2,}$/.test(digits) ? digits : null,
    };
  }
  async rows(start: number, count: number, anchor: number | null) {
    this.#fail("rows");
    const at = this.#list.findIndex((person) => person.id === anchor);
    return {
      revision: this.#revision,
      total: this.#list.length,
      start,
      rows: this.#range(start, count),
      anchor: at < 0 ? null : at,
    };
  }
  async menu(row: number): Promise<RowMenu> {
    this.#fail("menu");
    const person = this.#person(row);
    const titled = (title: string, value: string): Titled[] => (value === "" ? [] : [{ title, value }]);
    const numbers = [...titled("Number", person.number), ...titled("Mobile", person.mobile)];
    const mails = titled("Email", person.email);
    return { call: numbers[0] ?? null, numbers: numbers.slice(1), mails, copies: [...numbers, ...mails] };
  }
  async setFavorite(row: number, favorite: boolean) {
    this.#fail("setFavorite");
    this.#person(row).favorite = favorite;
    this.#changed();
  }
  async call(number: string) {
    this.#fail("call");
    this.outside.push({ what: "call", value: number });
  }

  async contact(row: number) {
    this.#fail("contact");
    return structuredClone(this.#person(row).own ?? []);
  }
  async check(fields: Field[]): Promise<FieldWarning[]> {
    const warnings: FieldWarning[] = [];
    for (const { name, value } of fields) {
      if (name === "email" && value !== "" && !value.includes("@"))
        warnings.push({ kind: "email", field: name });
      if (["number", "mobile", "fax"].includes(name) && /[a-z]/i.test(value)) {
        warnings.push({ kind: "number", field: name });
      }
    }
    if (fields.every(({ value }) => value.trim() === "")) warnings.push({ kind: "nameless" });
    return warnings;
  }
  async save(row: number | null, fields: Field[]) {
    this.#fail("save");
    const id = row ?? Math.max(0, ...this.people.map((person) => person.id)) + 1;
    const before = this.people.find((person) => person.id === id);
    const after = ownPerson(id, fields, before?.favorite ?? false);
    if (before === undefined) this.people.push(after);
    else Object.assign(before, after);
    this.#changed();
    return { row: id };
  }
  async remove(row: number) {
    this.#fail("remove");
    this.people = this.people.filter((person) => person.id !== row);
    this.#changed();
  }
  async deleteAll() {
    this.#fail("deleteAll");
    const before = this.people.length;
    this.people = this.people.filter((person) => person.own === null);
    this.#changed();
    return before - this.people.length;
  }

  async pickImportFile() {
    return this.importFile;
  }
  async pickExportFile(suggested: string) {
    return suggested;
  }
  async plan(path: string, options: Parameters<Host["plan"]>[1]) {
    this.#fail("plan");
    const made = planOf(this.#nextPlan++, path, options);
    this.#plans.set(made.plan.plan, made);
    return made.plan;
  }
  async replan(plan: number, options: Parameters<Host["plan"]>[1]) {
    this.#fail("replan");
    const made = planOf(plan, this.#plan(plan).plan.name, options);
    this.#plans.set(plan, made);
    return made.plan;
  }
  async planRows(...[plan, kind, start, count]: Parameters<Host["planRows"]>) {
    return planRange(this.#plan(plan), kind, start, count);
  }
  async dropPlan(plan: number) {
    this.#plans.delete(plan);
  }
  async import(plan: number): Promise<ImportReport> {
    this.#fail("import");
    const { rows, plan: shown } = this.#plan(plan);
    const total = shown.summary.counts.new + shown.summary.counts.changes;
    this.#cancelled = false;
    let done = 0;
    while (done < total && !this.#cancelled) {
      done = Math.min(total, done + 100);
      this.push({ kind: "import", done, total });
      await Promise.resolve();
    }
    return {
      created: Math.max(0, done - shown.summary.counts.changes),
      updated: Math.min(done, shown.summary.counts.changes),
      duplicates: shown.summary.counts.same,
      skipped: rows.filter((row) => row.kind === "skipped"),
      failed: [],
      unsent: total - done,
      end: { kind: this.#cancelled ? "cancelled" : "done" },
    };
  }
  async cancelImport() {
    this.#cancelled = true;
  }
  async saveSkipped(plan: number, path: string, reasons: string[]) {
    this.#fail("saveSkipped");
    this.#plan(plan);
    this.outside.push({ what: "file", value: `${path}: ${reasons.join("; ")}` });
    return { count: reasons.length, name: path };
  }
  async export(path: string) {
    this.#fail("export");
    this.outside.push({ what: "file", value: path });
    return { count: this.#counts().personal, name: path };
  }

  async settings() {
    return structuredClone(this.#settings);
  }
  async setSettings(settings: Settings) {
    this.#fail("setSettings");
    this.#settings = structuredClone(settings);
  }
  async wipeLocalCopy() {
    this.#fail("wipeLocalCopy");
  }
  async copyText(text: string) {
    this.#fail("copyText");
    this.outside.push({ what: "copy", value: text });
  }
  async openMail(address: string) {
    this.outside.push({ what: "mail", value: address });
  }
  async systemLanguage() {
    return this.language;
  }

  /** What the engine would send by itself. */
  push(update: Update) {
    for (const listener of this.#listeners) listener(structuredClone(update));
  }
  connection(connection: Connection) {
    if (this.current !== null) this.current.connection = connection;
    this.push({ kind: "connection", connection });
  }

  #fail(method: keyof Host) {
    const failure = this.failures[method];
    this.failures = { ...this.failures, [method]: undefined };
    if (failure !== undefined) throw failure;
  }
  #enter(server: string, username: string, stay: boolean): Session {
    this.current = {
      account: { id: `${username}@${server}`, server, username, name: "Zoé Lambert", kept: stay },
      me: {
        name: "Zoé Lambert",
        initials: "ZL",
        number: "1000",
        state: "available",
        status: "at the front desk",
      },
      keeping: stay ? "keychain" : "thisRun",
      profile: this.#settings.profile,
      columns,
      connection: { kind: "online" },
      counts: this.#counts(),
    };
    return structuredClone(this.current);
  }
  #counts(): Counts {
    const count = (view: View) => this.people.filter((person) => inView(person, view)).length;
    return { all: count("all"), favorites: count("favorites"), personal: count("personal") };
  }
  #changed() {
    this.#fill();
    this.push({ kind: "counts", counts: this.#counts() });
    this.push({ kind: "list", revision: ++this.#revision, total: this.#list.length });
  }
  #fill() {
    const { view, text, sort } = this.#query;
    const words = fold(text).split(/\s+/).filter(Boolean);
    const value = (person: Person) => valuesOf(person)[sort?.column ?? 0] ?? "";
    const turn = sort?.descending === true ? -1 : 1;
    this.#list = this.people
      .filter((person) => inView(person, view) && matches(person, words))
      .sort((a, b) => turn * value(a).localeCompare(value(b)) || a.id - b.id);
  }
  #range(start: number, count: number): Row[] {
    const words = fold(this.#query.text).split(/\s+/).filter(Boolean);
    return this.#list.slice(start, start + count).map((person) => rowOf(person, words));
  }
  #person(row: number): Person {
    const person = this.people.find(({ id }) => id === row);
    if (person === undefined) throw { kind: "noSuchContact" } satisfies AppError;
    return person;
  }
  #plan(plan: number): MemoryPlan {
    const found = this.#plans.get(plan);
    if (found === undefined) throw { kind: "noSuchPlan" } satisfies AppError;
    return found;
  }
}

function inView(person: Person, view: View): boolean {
  return view === "all" || (view === "favorites" ? person.favorite === true : person.own !== null);
}
function fold(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
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
function rowOf(person: Person, words: string[]): Row {
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
