// The page's only way out: what the shell and the engine do for it.
import type {
  Account,
  AppError,
  ExportFor,
  Exported,
  Field,
  FieldWarning,
  ImportPlan,
  ImportReport,
  ListHead,
  PlanRows,
  Query,
  ReadOptions,
  RowKind,
  RowMenu,
  Rows,
  Saved,
  Session,
  Settings as KeptSettings,
  SignIn,
  Update,
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
  call(number: string): Promise<void>;

  contact(row: number): Promise<Field[]>;
  check(fields: Field[]): Promise<FieldWarning[]>;
  save(row: number | null, fields: Field[]): Promise<Saved>;
  remove(row: number): Promise<void>;
  /** How many were removed. */
  deleteAll(): Promise<number>;

  /** The system's own dialog; null when the person closed it. */
  pickImportFile(): Promise<string | null>;
  pickExportFile(suggested: string): Promise<string | null>;
  plan(path: string, options: ReadOptions): Promise<ImportPlan>;
  replan(plan: number, options: ReadOptions): Promise<ImportPlan>;
  planRows(plan: number, kind: RowKind | null, start: number, count: number): Promise<PlanRows>;
  dropPlan(plan: number): Promise<void>;
  import(plan: number): Promise<ImportReport>;
  cancelImport(): Promise<void>;
  /** Writes the skipped lines with one reason each, in their order. */
  saveSkipped(plan: number, path: string, reasons: string[]): Promise<Exported>;
  export(path: string, reader: ExportFor): Promise<Exported>;

  settings(): Promise<Settings>;
  setSettings(settings: Settings): Promise<void>;
  wipeLocalCopy(): Promise<void>;

  copyText(text: string): Promise<void>;
  openMail(address: string): Promise<void>;
  /** A BCP 47 tag. */
  systemLanguage(): Promise<string>;
}

/** Whatever was thrown, as an error that has a sentence. */
export function asAppError(thrown: unknown): AppError {
  if (typeof thrown === "object" && thrown !== null && "kind" in thrown) {
    return thrown as AppError;
  }
  return { kind: "internal", what: "page" };
}
