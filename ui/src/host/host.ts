// The page's only way out: what the shell and the engine do for it.
import type {
  Account,
  AppError,
  Calls,
  ChangeChoice,
  Closing,
  Desk,
  Drop,
  ExportFormat,
  ExportRequest,
  Exported,
  Field,
  FieldWarning,
  ForwardKind,
  ImportPlan,
  ImportReport,
  ListHead,
  Message,
  Messages,
  Missed,
  Notification,
  NotificationAnswer,
  Own,
  Party,
  PlanRows,
  PlanSummary,
  Policy,
  PresenceChoice,
  Query,
  ReadOptions,
  Removed,
  ReportList,
  ReportRows,
  Restorable,
  Room,
  RowKind,
  RowMenu,
  Rows,
  Saved,
  Session,
  Settings as KeptSettings,
  SignIn,
  TransferKind,
  Tray,
  UndoReport,
  Update,
  UpdateState,
  Versions,
  Wish,
} from "./bindings";

export type * from "./bindings";

/** Settings with nothing left out, as the engine gives them; only a kept file may lack some. */
export type Settings = Required<KeptSettings>;

/** Every method rejects with an {@link AppError} value, never with a sentence. */
export interface Host {
  accounts(): Promise<Account[]>;
  forget(account: string): Promise<void>;
  signIn(request: SignIn): Promise<Session>;
  /** Whether a stack is built in that can be tried without a server. */
  hasEmbedded(): Promise<boolean>;
  tryEmbedded(): Promise<Session>;
  /** The kept session of this account, or of the one used last; null when there is none. */
  resume(account: string | null): Promise<Session | null>;
  session(): Promise<Session | null>;
  /** Pins a certificate by the person's own yes. */
  trust(server: string, fingerprint: string): Promise<void>;
  signOut(wipe: boolean): Promise<void>;
  /** Leaves the session without ending it on the server; a kept one can be resumed. */
  leave(): Promise<void>;
  /** Changes, in order, until the page ends. */
  subscribe(onUpdate: (update: Update) => void): Promise<void>;

  open(query: Query): Promise<ListHead>;
  rows(start: number, count: number, anchor: number | null): Promise<Rows>;
  menu(row: number): Promise<RowMenu>;
  setFavorite(row: number, favorite: boolean): Promise<void>;

  /** Calls from the person's own phone; what becomes of it is told by updates. */
  call(number: string): Promise<void>;
  /** Whom a number calls; null where they are not known. */
  who(number: string): Promise<Party | null>;
  calls(): Promise<Calls>;
  /** Ends a call, or refuses one that rings. */
  hangUp(call: string): Promise<void>;
  answer(call: string): Promise<void>;
  mute(call: string, on: boolean): Promise<void>;
  hold(call: string, on: boolean): Promise<void>;
  sendDigits(call: string, digits: string): Promise<void>;
  /** Passes a call on; without `call`, the one that can be. `row` is the contact that it goes to, where there is one. */
  transfer(call: string | null, number: string, kind: TransferKind, row: number | null): Promise<void>;
  completeTransfer(transfer: string): Promise<void>;
  /** Takes the caller back. */
  cancelTransfer(transfer: string): Promise<void>;
  missed(): Promise<Missed>;
  /** The person has looked at the missed calls. */
  seeMissed(): Promise<void>;
  clearMissed(): Promise<void>;
  /** Opens the page about a caller in the browser; false where no address is set. */
  openCallerPage(call: string): Promise<boolean>;

  /** The conversations, the one with the newest message first. */
  rooms(): Promise<Room[]>;
  /** The conversation with one user, found or made. */
  openChat(user: string): Promise<Room>;
  /** The newest messages, or those before one of them. */
  messages(room: string, before: string | null, count: number): Promise<Messages>;
  /** The message as it stands at once; what becomes of it is told by updates. */
  sendMessage(room: string, text: string): Promise<Message>;
  sendAgain(message: string): Promise<void>;
  discardMessage(message: string): Promise<void>;
  /** The person has read a conversation to its end. */
  markRead(room: string): Promise<void>;
  /** Opens a web address of a message in the browser. */
  openLink(address: string): Promise<void>;

  own(): Promise<Own>;
  /** What stands for the program on the desktop; told by updates from then on. */
  desk(): Promise<Desk>;
  /** Chooses how to be seen, and the own words; null takes them away. */
  setPresence(presence: PresenceChoice, status: string | null): Promise<void>;
  setDoNotDisturb(on: boolean): Promise<void>;
  setForward(kind: ForwardKind, on: boolean, to: string | null): Promise<void>;
  /** At a line, by default the main one. */
  agentLogin(line: number | null): Promise<void>;
  agentLogout(): Promise<void>;
  agentPause(reason: string | null): Promise<void>;
  agentUnpause(): Promise<void>;
  agentQueue(queue: number, loggedIn: boolean): Promise<void>;

  contact(row: number): Promise<Field[]>;
  check(fields: Field[]): Promise<FieldWarning[]>;
  save(row: number | null, fields: Field[]): Promise<Saved>;
  remove(row: number): Promise<Removed>;
  undoRemove(removed: number): Promise<Saved>;
  /** How many were removed. */
  deleteAll(): Promise<number>;
  /** What {@link restore} would bring back; null when there is nothing. */
  restorable(): Promise<Restorable | null>;
  restore(): Promise<ImportReport>;

  /** The system's own dialog; null when the person closed it. */
  pickImportFile(): Promise<string | null>;
  pickExportFile(suggested: string, format: ExportFormat): Promise<string | null>;
  /** Shows a file of {@link pickExportFile} that was written. */
  showInFolder(path: string): Promise<void>;
  /** Files that are held over the window and dropped on it, until the page ends. */
  listenDrops(onDrop: (drop: Drop) => void): Promise<void>;

  plan(path: string, options: ReadOptions): Promise<ImportPlan>;
  /** Reads the same file another way; without `columns`, by its titles again. */
  replan(plan: number, options: ReadOptions): Promise<ImportPlan>;
  planRows(plan: number, kind: RowKind | null, start: number, count: number): Promise<PlanRows>;
  /** For one line, or for all and in place of every choice before. */
  choose(plan: number, line: number | null, choice: ChangeChoice): Promise<PlanSummary>;
  dropPlan(plan: number): Promise<void>;

  import(plan: number): Promise<ImportReport>;
  resumeImport(id: number): Promise<ImportReport>;
  /** Pauses whatever task runs, or goes on with it. */
  pauseImport(paused: boolean): Promise<void>;
  /** Stops whatever task runs. */
  cancelImport(): Promise<void>;
  undoImport(id: number): Promise<UndoReport>;
  /** The last ones, the newest first. */
  imports(): Promise<ImportReport[]>;
  importRows(id: number, list: ReportList, start: number, count: number): Promise<ReportRows>;
  /** Writes a list with one reason a row, in its order; none at all where the list has no reasons. */
  saveReport(id: number, list: ReportList, path: string, reasons: string[]): Promise<Exported>;
  /** What {@link saveReport} would write. */
  reportCsv(id: number, list: ReportList, reasons: string[]): Promise<string>;

  export(path: string, request: ExportRequest): Promise<Exported>;
  exportColumns(): Promise<string[]>;

  settings(): Promise<Settings>;
  setSettings(settings: Settings): Promise<void>;
  /** What the administrator set for this computer. */
  policy(): Promise<Policy>;
  wipeLocalCopy(): Promise<void>;

  copyText(text: string): Promise<void>;
  openMail(address: string): Promise<void>;
  /** A BCP 47 tag. */
  systemLanguage(): Promise<string>;

  /** Shows a notification of the system; one with the same id is replaced. */
  notify(notification: Notification): Promise<void>;
  withdrawNotification(id: string): Promise<void>;
  /** What people do with notifications, until the page ends. */
  listenNotifications(onAnswer: (answer: NotificationAnswer) => void): Promise<void>;

  /** What is wanted from outside the window: links, keys of the desktop, a second start. Ends with the page. */
  listenWishes(onWish: (wish: Wish) => void): Promise<void>;

  versions(): Promise<Versions>;
  /** A text for whoever helps; nothing about people is in it. */
  report(): Promise<string>;
  /** Shows the log in the system's file manager. */
  showLog(): Promise<void>;

  updateState(): Promise<UpdateState>;
  /** Asks for a newer version now, and gives what came of it. */
  checkUpdate(): Promise<UpdateState>;
  /** Fetches the version that was found and puts it in place. */
  installUpdate(): Promise<UpdateState>;
  /** Ends the program and starts it again. */
  restart(): Promise<void>;
  /** How it stands with a newer version, now and whenever that changes, until the page ends. */
  listenUpdate(onState: (state: UpdateState) => void): Promise<void>;

  /** The person closes the window and has to decide something first. */
  listenClosing(onAsked: (asked: Closing) => void): Promise<void>;
  /** Hides it, where a tray shows the icon that brings it back. */
  hideWindow(): Promise<void>;
  /** Closes it whatever runs. */
  closeWindow(): Promise<void>;
  /** The icon in the tray and its menu, from now on. The entries `open` and `quit` are carried out without the page. */
  setTray(tray: Tray): Promise<void>;
  /** The ids of what is chosen from that menu, until the page ends. */
  listenTray(onChosen: (id: string) => void): Promise<void>;
  /** Whether a tray shows the icon now. */
  hasTray(): Promise<boolean>;
}

/** Whatever was thrown, as an error that has a sentence. */
export function asAppError(thrown: unknown): AppError {
  if (typeof thrown === "object" && thrown !== null && "kind" in thrown) {
    return thrown as AppError;
  }
  return { kind: "internal", what: "page" };
}
