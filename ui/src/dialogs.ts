// Which dialog is open over the page.
import type { Row } from "./host/host";
import type { Offer } from "./lib/offers";

export type OpenDialog =
  | { kind: "settings" | "signOut" | "deleteAll" | "history" | "export" | "forwards" | "pause" }
  | { kind: "palette"; subject: Offer | null }
  | { kind: "contact"; row: Row | null }
  | { kind: "removeSelected"; rows: number[] };
