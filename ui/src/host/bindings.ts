// The types that cross between the engine and the page, and the commands of the shell.
import { invoke, type Channel } from "@tauri-apps/api/core";

export type View = "all" | "favorites" | "personal";
export type Sort = { column: number; descending: boolean };
export type Query = { view: View; text: string; sort: Sort | null };
export type ColumnKind =
  | "name"
  | "number"
  | "callable"
  | "email"
  | "voicemail"
  | "agent"
  | "favorite"
  | "personal"
  | "text";
export type GridColumn = { column: number | null; title: string; kind: ColumnKind };
export type ClientState = "available" | "away" | "doNotDisturb" | "offline" | "unknown";
export type PhoneState =
  | "available"
  | "talking"
  | "ringing"
  | "holding"
  | "progressing"
  | "unavailable"
  | "unknown";
export type AgentState = "loggedIn" | "loggedOut" | "paused" | "unknown";
export type CellStatus =
  | { kind: "client"; state: ClientState; text: string | null }
  | { kind: "phone"; state: PhoneState }
  | { kind: "agent"; state: AgentState };
export type Cell = { text: string; marks: [number, number][]; status: CellStatus | null };
export type Row = {
  id: number;
  cells: Cell[];
  favorite: boolean | null;
  editable: boolean;
  number: string | null;
  callCell: number | null;
  hasMenu: boolean;
};
export type Titled = { title: string; value: string };
export type RowMenu = { call: Titled | null; mails: Titled[]; numbers: Titled[]; copies: Titled[] };

export type ListHead = { revision: number; total: number; rows: Row[]; dial: string | null };
export type Rows = { revision: number; total: number; start: number; rows: Row[]; anchor: number | null };
export type Field = { name: string; value: string };
export type FieldWarning =
  | { kind: "email"; field: string }
  | { kind: "number"; field: string }
  | { kind: "nameless" };
export type Saved = { row: number };

export type CertificateFault =
  | { kind: "unknownIssuer" }
  | { kind: "wrongHost" }
  | { kind: "expired" }
  | { kind: "notYetValid" }
  | { kind: "changed"; expected: string }
  | { kind: "invalid" };
export type FileFault = "missing" | "denied" | "directory" | "full" | "unreadable";
export type PlanError =
  | { kind: "empty" }
  | { kind: "headerOnly" }
  | { kind: "noKnownColumn"; titles: string[] }
  | { kind: "binary" }
  | { kind: "unknownEncoding"; label: string }
  | { kind: "notInEncoding"; encoding: string; line: number };
export type AppError =
  | { kind: "badAddress"; address: string }
  | { kind: "plainHttp"; host: string }
  | { kind: "unknownHost"; host: string }
  | { kind: "connectionRefused"; host: string }
  | { kind: "unreachable"; host: string }
  | { kind: "timedOut"; host: string }
  | { kind: "certificate"; host: string; fingerprint: string; fault: CertificateFault }
  | { kind: "notWazo"; host: string }
  | { kind: "wrongPassword" }
  | { kind: "tooManyRequests"; retry_after: number | null }
  | { kind: "serverUnavailable"; status: number }
  | { kind: "serverRefused"; status: number; reasons: string[] }
  | { kind: "badAnswer"; what: string }
  | { kind: "notAllowed" }
  | { kind: "signedOut" }
  | { kind: "offline" }
  | { kind: "noSuchContact" }
  | { kind: "duplicateContact" }
  | { kind: "badProfile"; profile: string }
  | { kind: "notAddressable" }
  | { kind: "notANumber"; text: string }
  | { kind: "callRefused"; reason: string }
  | { kind: "file"; name: string; fault: FileFault }
  | { kind: "plan"; name: string; fault: PlanError }
  | { kind: "noSuchPlan" }
  | { kind: "importRuns" }
  | { kind: "nothingToExport" }
  | { kind: "store" }
  | { kind: "internal"; what: string };

export type SignIn = {
  server: string;
  username: string;
  password: string;
  domain: string | null;
  stay: boolean;
};
export type Account = { id: string; server: string; username: string; name: string; kept: boolean };
export type Keeping = "keychain" | "keychainFailed" | "thisRun";
export type Me = {
  name: string;
  initials: string;
  number: string | null;
  state: ClientState;
  status: string | null;
};
export type Connection =
  | { kind: "connecting"; since: string | null }
  | { kind: "online" }
  | { kind: "offline"; since: string | null }
  | { kind: "signedOut" };
export type Counts = { all: number; favorites: number; personal: number };
export type Session = {
  account: Account;
  me: Me;
  keeping: Keeping;
  profile: string;
  columns: GridColumn[];
  connection: Connection;
  counts: Counts;
};

export type Theme = "system" | "light" | "dark";
export type Density = "comfortable" | "compact";
export type ColumnLayout = { key: string; width: number | null };
export type ViewLayout = { view: View; columns: ColumnLayout[]; sort: Sort | null };
export type Settings = {
  theme: Theme;
  language: string | null;
  density: Density;
  profile: string;
  localCopy: boolean;
  layouts: ViewLayout[];
};

export type Delimiter = "comma" | "semicolon" | "tab" | "pipe";
export type HeaderFamily = "wazo" | "google" | "outlook" | "thunderbird" | "other";
export type ColumnUse = { kind: "field"; field: string } | { kind: "drop" };
export type FileColumn = { title: string; target: ColumnUse; known: boolean };
export type ReadOptions = {
  encoding: string | null;
  delimiter: Delimiter | null;
  columns: ColumnUse[] | null;
};
export type Reading = {
  encoding: string;
  encodingSure: boolean;
  delimiter: Delimiter;
  delimiterSure: boolean;
  family: HeaderFamily;
  columns: FileColumn[];
};
export type RowKind = "new" | "same" | "changes" | "skipped";
export type SkipReason =
  | { kind: "tooManyValues"; expected: number; found: number }
  | { kind: "tooFewValues"; expected: number; found: number }
  | { kind: "blank" }
  | { kind: "nul"; column: number }
  | { kind: "tooLong"; column: number; length: number; limit: number }
  | { kind: "unclosedQuote" }
  | { kind: "roundedNumber"; column: number; value: string }
  | { kind: "repeatedId"; line: number };
export type SameAs = { kind: "contact"; id: string } | { kind: "line"; line: number };
export type PlanRow = {
  line: number;
  kind: RowKind;
  values: string[];
  reason: SkipReason | null;
  sameAs: SameAs | null;
};
export type PlanCounts = { new: number; same: number; changes: number; skipped: number };
export type PlanSummary = { reading: Reading; fields: string[]; counts: PlanCounts };
export type ImportPlan = { plan: number; name: string; summary: PlanSummary };
export type PlanRows = { total: number; start: number; rows: PlanRow[] };
export type ServerFailure = { line: number; reason: string };
export type ImportEnd = { kind: "done" } | { kind: "cancelled" } | { kind: "stopped"; error: AppError };
export type ImportReport = {
  created: number;
  updated: number;
  duplicates: number;
  skipped: PlanRow[];
  failed: ServerFailure[];
  unsent: number;
  end: ImportEnd;
};
export type Exported = { count: number; name: string };
export type ExportFor = "import" | "spreadsheet";

export type RowAt = { index: number; row: Row };
export type Update =
  | { kind: "connection"; connection: Connection }
  | { kind: "list"; revision: number; total: number }
  | { kind: "rows"; revision: number; rows: RowAt[] }
  | { kind: "counts"; counts: Counts }
  | { kind: "me"; me: Me }
  | { kind: "columns" }
  | { kind: "import"; done: number; total: number }
  | { kind: "removing"; total: number };

export const commands = {
  accounts: () => invoke<Account[]>("accounts"),
  forget: (account: string) => invoke<null>("forget", { account }),
  signIn: (request: SignIn) => invoke<Session>("sign_in", { request }),
  hasEmbedded: () => invoke<boolean>("has_embedded"),
  tryEmbedded: () => invoke<Session>("try_embedded"),
  resume: (account: string | null) => invoke<Session | null>("resume", { account }),
  session: () => invoke<Session | null>("session"),
  trust: (server: string, fingerprint: string) => invoke<null>("trust", { server, fingerprint }),
  signOut: (wipe: boolean) => invoke<null>("sign_out", { wipe }),
  subscribe: (updates: Channel<Update>) => invoke<null>("subscribe", { updates }),
  open: (query: Query) => invoke<ListHead>("open", { query }),
  rows: (start: number, count: number, anchor: number | null) =>
    invoke<Rows>("rows", { start, count, anchor }),
  menu: (row: number) => invoke<RowMenu>("menu", { row }),
  setFavorite: (row: number, favorite: boolean) => invoke<null>("set_favorite", { row, favorite }),
  call: (number: string) => invoke<null>("call", { number }),
  contact: (row: number) => invoke<Field[]>("contact", { row }),
  check: (fields: Field[]) => invoke<FieldWarning[]>("check", { fields }),
  save: (row: number | null, fields: Field[]) => invoke<Saved>("save", { row, fields }),
  remove: (row: number) => invoke<null>("remove", { row }),
  deleteAll: () => invoke<number>("delete_all"),
  pickImportFile: () => invoke<string | null>("pick_import_file"),
  pickExportFile: (suggested: string) => invoke<string | null>("pick_export_file", { suggested }),
  plan: (path: string, options: ReadOptions) => invoke<ImportPlan>("plan", { path, options }),
  replan: (plan: number, options: ReadOptions) => invoke<ImportPlan>("replan", { plan, options }),
  planRows: (plan: number, kind: RowKind | null, start: number, count: number) =>
    invoke<PlanRows>("plan_rows", { plan, kind, start, count }),
  dropPlan: (plan: number) => invoke<null>("drop_plan", { plan }),
  import: (plan: number) => invoke<ImportReport>("import", { plan }),
  cancelImport: () => invoke<null>("cancel_import"),
  saveSkipped: (plan: number, path: string, reasons: string[]) =>
    invoke<Exported>("save_skipped", { plan, path, reasons }),
  export: (path: string, reader: ExportFor) => invoke<Exported>("export", { path, reader }),
  settings: () => invoke<Settings>("settings"),
  setSettings: (settings: Settings) => invoke<null>("set_settings", { settings }),
  wipeLocalCopy: () => invoke<null>("wipe_local_copy"),
  copyText: (text: string) => invoke<null>("copy_text", { text }),
  openMail: (address: string) => invoke<null>("open_mail", { address }),
  systemLanguage: () => invoke<string>("system_language"),
};
