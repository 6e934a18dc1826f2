// The host without a server, for component tests and for work on the page in a browser.
import type {
  Account,
  AppError,
  Connection,
  Counts,
  ExportRequest,
  Field,
  FieldWarning,
  Host,
  Policy,
  Query,
  ReportList,
  Restorable,
  Row,
  Session,
  Settings,
  SignIn,
  TaskKind,
  View,
} from "./host";
import { MemoryCalls } from "./memory/calls";
import { MemoryChat } from "./memory/chat";
import { MemoryDesktop } from "./memory/desktop";
import { MemoryImports } from "./memory/imports";
import { columns, inView, listOf, menuOf, rowOf } from "./memory/list";
import { MemoryOwn } from "./memory/own";
import { everyone, ownPerson, type Person } from "./memory/people";
import { Told } from "./memory/told";
import { defaultSettings } from "./settings";

/** Its parts are reached by name: `host.chat.says(…)`. */
export class MemoryHost extends Told implements Host {
  people: Person[] = everyone();
  kept: Account[] = [];
  current: Session | null = null;
  readonly desktop = new MemoryDesktop(this);
  readonly calling = new MemoryCalls(this);
  readonly chat = new MemoryChat(this, () => this.people);
  readonly reach = new MemoryOwn(this);
  readonly importing = new MemoryImports(this.push);
  /** What the administrator set. */
  administered: Policy = { server: null, domain: null, locked: [], faults: [] };
  /** What {@link export} was asked for last. */
  exported: ExportRequest | null = null;

  #settings: Settings = structuredClone(defaultSettings);
  #list: Person[] = [];
  #query: Query = { view: "all", text: "", sort: null };
  #revision = 0;
  #removed: Person[] = [];
  #deleted: Person[] = [];

  subscribe = this.listen;
  pickImportFile = this.desktop.pickImportFile;
  pickExportFile = this.desktop.pickExportFile;
  showInFolder = this.desktop.showInFolder;
  copyText = this.desktop.copyText;
  openMail = this.desktop.openMail;
  openLink = this.desktop.openLink;
  systemLanguage = this.desktop.systemLanguage;
  closeWindow = this.desktop.closeWindow;
  hideWindow = this.desktop.hideWindow;
  setTray = this.desktop.setTray;
  listenTray = this.desktop.listenTray;
  hasTray = this.desktop.hasTray;
  notify = this.desktop.notify;
  withdrawNotification = this.desktop.withdrawNotification;
  listenWishes = this.desktop.listenWishes;
  versions = this.desktop.versions;
  report = this.desktop.report;
  showLog = this.desktop.showLog;
  updateState = this.desktop.updateState;
  checkUpdate = this.desktop.checkUpdate;
  installUpdate = this.desktop.installUpdate;
  restart = this.desktop.restart;
  listenUpdate = this.desktop.listenUpdate;
  listenDrops = this.desktop.listenDrops;
  listenClosing = this.desktop.listenClosing;
  listenNotifications = this.desktop.listenNotifications;

  call = this.calling.call;
  who = this.calling.who;
  calls = this.calling.calls;
  hangUp = this.calling.hangUp;
  answer = this.calling.answer;
  mute = this.calling.mute;
  hold = this.calling.hold;
  sendDigits = this.calling.sendDigits;
  transfer = this.calling.transfer;
  completeTransfer = this.calling.completeTransfer;
  cancelTransfer = this.calling.cancelTransfer;
  missed = this.calling.missed;
  seeMissed = this.calling.seeMissed;
  clearMissed = this.calling.clearMissed;
  openCallerPage = this.calling.openCallerPage;

  rooms = this.chat.rooms;
  openChat = this.chat.openChat;
  messages = this.chat.messages;
  sendMessage = this.chat.sendMessage;
  sendAgain = this.chat.sendAgain;
  discardMessage = this.chat.discardMessage;
  markRead = this.chat.markRead;

  own = this.reach.own;
  desk = this.reach.desk;
  setPresence = this.reach.setPresence;
  setDoNotDisturb = this.reach.setDoNotDisturb;
  setForward = this.reach.setForward;
  agentLogin = this.reach.agentLogin;
  agentLogout = this.reach.agentLogout;
  agentPause = this.reach.agentPause;
  agentUnpause = this.reach.agentUnpause;
  agentQueue = this.reach.agentQueue;

  async accounts() {
    this.fail("accounts");
    return structuredClone(this.kept);
  }
  async forget(account: string) {
    this.kept = this.kept.filter((kept) => kept.id !== account);
  }
  async signIn(request: SignIn) {
    this.fail("signIn");
    if (request.password === "wrong") throw { kind: "wrongPassword" } satisfies AppError;
    return this.#enter(request.server, request.username, request.stay);
  }
  async hasEmbedded() {
    return true;
  }
  async tryEmbedded() {
    this.fail("tryEmbedded");
    return this.#enter("this computer", "zoe", false);
  }
  async resume(account: string | null) {
    this.fail("resume");
    const kept = this.kept.find((one) => one.kept && (account === null || one.id === account));
    return kept === undefined ? null : this.#enter(kept.server, kept.username, true);
  }
  async session() {
    return this.current && structuredClone({ ...this.current, me: this.reach.me });
  }
  async trust(server: string, fingerprint: string) {
    this.outside.push({ what: "file", value: `pin ${server} ${fingerprint}` });
  }
  async signOut() {
    this.fail("signOut");
    this.current = null;
  }
  async leave() {
    this.fail("leave");
    this.current = null;
  }

  async open(query: Query) {
    this.fail("open");
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
    this.fail("rows");
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
    this.fail("menu");
    return menuOf(this.#person(row));
  }
  async setFavorite(row: number, favorite: boolean) {
    this.fail("setFavorite");
    this.#person(row).favorite = favorite;
    this.#changed();
  }
  async contact(row: number) {
    this.fail("contact");
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
    this.fail("save");
    const id = row ?? Math.max(0, ...this.people.map((person) => person.id)) + 1;
    const before = this.people.find((person) => person.id === id);
    const after = ownPerson(id, fields, before?.favorite ?? false);
    if (before === undefined) this.people.push(after);
    else Object.assign(before, after);
    this.#changed();
    return { row: id };
  }
  async remove(row: number) {
    this.fail("remove");
    const removed = this.#removed.push(this.#person(row)) - 1;
    this.people = this.people.filter((person) => person.id !== row);
    this.#changed();
    return { removed };
  }
  async undoRemove(removed: number) {
    this.fail("undoRemove");
    const person = this.#removed[removed];
    if (person === undefined) throw { kind: "noSuchContact" } satisfies AppError;
    this.people.push(person);
    this.#changed();
    return { row: person.id };
  }
  async deleteAll() {
    this.fail("deleteAll");
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
    this.fail("restore");
    const report = await this.importing.restore(this.#deleted.length);
    this.people.push(...this.#deleted);
    this.#deleted = [];
    this.#changed();
    return report;
  }

  async plan(path: string, options: Parameters<Host["plan"]>[1]) {
    this.fail("plan");
    return this.importing.plan(path, options);
  }
  async replan(plan: number, options: Parameters<Host["plan"]>[1]) {
    this.fail("replan");
    return this.importing.replan(plan, options);
  }
  async planRows(...[plan, kind, start, count]: Parameters<Host["planRows"]>) {
    this.fail("planRows");
    return this.importing.planOf(plan).range(kind, start, count);
  }
  async choose(...[plan, line, choice]: Parameters<Host["choose"]>) {
    this.fail("choose");
    return this.importing.planOf(plan).choose(line, choice);
  }
  async dropPlan(plan: number) {
    this.importing.dropPlan(plan);
  }
  async import(plan: number) {
    this.fail("import");
    return this.importing.run(plan);
  }
  async resumeImport(id: number) {
    this.fail("resumeImport");
    return this.importing.resume(id);
  }
  async pauseImport(paused: boolean) {
    this.fail("pauseImport");
    this.importing.pause(paused);
  }
  async cancelImport() {
    this.fail("cancelImport");
    this.importing.cancel();
  }
  async undoImport(id: number) {
    this.fail("undoImport");
    return this.importing.undo(id);
  }
  async imports() {
    this.fail("imports");
    return this.importing.reports();
  }
  async importRows(...[id, list, start, count]: Parameters<Host["importRows"]>) {
    this.fail("importRows");
    return this.importing.range(id, list, start, count);
  }
  async saveReport(id: number, list: ReportList, path: string, reasons: string[]) {
    this.fail("saveReport");
    const { total: count } = this.importing.range(id, list, 0, 0);
    this.outside.push({ what: "file", value: `${path}: ${reasons.join("; ")}` });
    return { count, name: path };
  }
  async reportCsv(id: number, list: ReportList, reasons: string[]) {
    this.fail("reportCsv");
    const { total } = this.importing.range(id, list, 0, 0);
    return [`line,reason (${total})`, ...reasons].join("\n");
  }
  async export(path: string, request: ExportRequest) {
    this.fail("export");
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
    this.fail("exportColumns");
    const names = this.people.flatMap((person) => (person.own ?? []).map(({ name }) => name));
    return [...new Set([...names, "id"])].sort();
  }

  async settings() {
    return structuredClone(this.#settings);
  }
  async setSettings(settings: Settings) {
    this.fail("setSettings");
    this.#settings = structuredClone(settings);
  }
  async policy() {
    return structuredClone(this.administered);
  }
  async wipeLocalCopy() {
    this.fail("wipeLocalCopy");
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
  #enter(server: string, username: string, stay: boolean): Session {
    this.current = {
      account: { id: `${username}@${server}`, server, username, name: "Zoé Lambert", kept: stay },
      me: this.reach.me,
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
