// Which dialog is open over the page.
import type { Row } from "./host/host";

export type OpenDialog =
  | { kind: "settings" | "signOut" | "deleteAll" | "history" | "export" | "forwards" | "pause" }
  | { kind: "contact"; row: Row | null }
  | { kind: "removeSelected"; rows: number[] };
