// The host without a server, for component tests and for work on the page in a browser.
import type {
  Account,
  AppError,
  Connection,
  Counts,
  Drop,
  ExportFormat,
  ExportRequest,
  Field,
  FieldWarning,
  Host,
  Query,
  ReportList,
  Restorable,
  Row,
  Session,
  Settings,
  SignIn,
  TaskKind,
  TrayWords,
  Update,
  View,
} from "./host";
import { MemoryImports } from "./memory/imports";
import { columns, inView, listOf, menuOf, rowOf } from "./memory/list";
import { everyone, ownPerson, type Person } from "./memory/people";

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
  /** What was asked of the world outside: dialled numbers, copied texts, mails, files, folders, the window. */
  readonly outside: { what: "call" | "copy" | "mail" | "file" | "folder" | "window"; value: string }[] = [];
  readonly importing = new MemoryImports((update) => this.push(update));
  /** The labels of the tray, once they are told. */
  tray: TrayWords | null = null;
  /** What {@link export} was asked for last. */
  exported: ExportRequest | null = null;
  importFile: string | null = "contacts-été.csv";
  language = "en-US";

  #settings: Settings = structuredClone(defaultSettings);
  #listeners: ((update: Update) => void)[] = [];
  #dropListeners: ((drop: Drop) => void)[] = [];
  #closingListeners: ((task: TaskKind) => void)[] = [];
  #list: Person[] = [];
  #query: Query = { view: "all", text: "", sort: null };
  #revision = 0;
  #removed: Person[] = [];
  #deleted: Person[] = [];

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
  async menu(row: number) {
    this.#fail("menu");
    return menuOf(this.#person(row));
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
    const removed = this.#removed.push(this.#person(row)) - 1;
    this.people = this.people.filter((person) => person.id !== row);
    this.#changed();
    return { removed };
  }
  async undoRemove(removed: number) {
    this.#fail("undoRemove");
    const person = this.#removed[removed];
    if (person === undefined) throw { kind: "noSuchContact" } satisfies AppError;
    this.people.push(person);
    this.#changed();
    return { row: person.id };
  }
  async deleteAll() {
    this.#fail("deleteAll");
    const count = this.#counts().personal;
    await this.#task("removing", count);
    this.#deleted = this.people.filter((person) => person.own !== null);
    this.people = this.people.filter((person) => person.own === null);
    this.#changed();
    return count;
  }
  async restorable(): Promise<Restorable | null> {
    const count = this.#deleted.length;
    return count === 0 ? null : { count, at: "2026-06-03T10:42:00+02:00" };
  }
  async restore() {
    this.#fail("restore");
    const report = await this.importing.restore(this.#deleted.length);
    this.people.push(...this.#deleted);
    this.#deleted = [];
    this.#changed();
    return report;
  }

  async pickImportFile() {
    return this.importFile;
  }
  async pickExportFile(suggested: string, _: ExportFormat) {
    return suggested;
  }
  async showInFolder(path: string) {
    this.#fail("showInFolder");
    this.outside.push({ what: "folder", value: path });
  }
  async listenDrops(onDrop: (drop: Drop) => void) {
    this.#dropListeners.push(onDrop);
  }
  async plan(path: string, options: Parameters<Host["plan"]>[1]) {
    this.#fail("plan");
    return this.importing.plan(path, options);
  }
  async replan(plan: number, options: Parameters<Host["plan"]>[1]) {
    this.#fail("replan");
    return this.importing.replan(plan, options);
  }
  async planRows(...[plan, kind, start, count]: Parameters<Host["planRows"]>) {
    this.#fail("planRows");
    return this.importing.planOf(plan).range(kind, start, count);
  }
  async choose(...[plan, line, choice]: Parameters<Host["choose"]>) {
    this.#fail("choose");
    return this.importing.planOf(plan).choose(line, choice);
  }
  async dropPlan(plan: number) {
    this.importing.dropPlan(plan);
  }
  async import(plan: number) {
    this.#fail("import");
    return this.importing.run(plan);
  }
  async resumeImport(id: number) {
    this.#fail("resumeImport");
    return this.importing.resume(id);
  }
  async pauseImport(paused: boolean) {
    this.#fail("pauseImport");
    this.importing.pause(paused);
  }
  async cancelImport() {
    this.#fail("cancelImport");
    this.importing.cancel();
  }
  async undoImport(id: number) {
    this.#fail("undoImport");
    return this.importing.undo(id);
  }
  async imports() {
    this.#fail("imports");
    return this.importing.reports();
  }
  async importRows(...[id, list, start, count]: Parameters<Host["importRows"]>) {
    this.#fail("importRows");
    return this.importing.range(id, list, start, count);
  }
  async saveReport(id: number, list: ReportList, path: string, reasons: string[]) {
    this.#fail("saveReport");
    const { total: count } = this.importing.range(id, list, 0, 0);
    this.outside.push({ what: "file", value: `${path}: ${reasons.join("; ")}` });
    return { count, name: path };
  }
  async reportCsv(id: number, list: ReportList, reasons: string[]) {
    this.#fail("reportCsv");
    const { total } = this.importing.range(id, list, 0, 0);
    return [`line,reason (${total})`, ...reasons].join("\n");
  }
  async export(path: string, request: ExportRequest) {
    this.#fail("export");
    this.exported = structuredClone(request);
    const { what } = request;
    const count =
      what.kind === "all"
        ? this.#counts().personal
        : what.kind === "rows"
          ? what.rows.length
          : this.#list.length;
    await this.#task("exporting", count);
    this.outside.push({ what: "file", value: path });
    return { count, name: path };
  }
  async exportColumns() {
    this.#fail("exportColumns");
    const names = this.people.flatMap((person) => (person.own ?? []).map(({ name }) => name));
    return [...new Set([...names, "id"])].sort();
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

  async listenClosing(onAsked: (task: TaskKind) => void) {
    this.#closingListeners.push(onAsked);
  }
  async closeWindow() {
    this.outside.push({ what: "window", value: "closed" });
  }
  async trayWords(words: TrayWords) {
    this.tray = words;
  }

  /** Files over the window, as the system tells of them. */
  drops(drop: Drop) {
    for (const listener of this.#dropListeners) listener(structuredClone(drop));
  }
  /** The person closes the window on a task. */
  closing(task: TaskKind) {
    for (const listener of this.#closingListeners) listener(task);
  }
  /** What the engine would send by itself. */
  push(update: Update) {
    for (const listener of this.#listeners) listener(structuredClone(update));
  }
  connection(connection: Connection) {
    if (this.current !== null) this.current.connection = connection;
    this.push({ kind: "connection", connection });
  }

  /** A task of one step. */
  async #task(task: TaskKind, total: number) {
    const unknown = { per_minute: null, seconds_left: null };
    this.push({ kind: "task", task, done: 0, total, ...unknown, state: "running" });
    await this.importing.pace();
    this.push({ kind: "taskEnded", task });
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
    this.#list = listOf(this.people, this.#query);
  }
  #range(start: number, count: number): Row[] {
    return this.#list.slice(start, start + count).map((person) => rowOf(person, this.#query.text));
  }
  #person(row: number): Person {
    const person = this.people.find(({ id }) => id === row);
    if (person === undefined) throw { kind: "noSuchContact" } satisfies AppError;
    return person;
  }
}
