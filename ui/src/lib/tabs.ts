// Which tab a key leads to (APG: tabs), beside one another or stacked. Pure.
import type { BindingId } from "../keys";

/** The index of the tab that is shown then, going round; null for a key that does not lead to one. */
export function tabAfter(key: BindingId | null, at: number, count: number, stacked = false): number | null {
  switch (key) {
    case stacked ? "tabs.down" : "tabs.ahead":
      return (at + 1) % count;
    case stacked ? "tabs.up" : "tabs.back":
      return (at + count - 1) % count;
    case "tabs.first":
      return 0;
    case "tabs.last":
      return count - 1;
    default:
      return null;
  }
}
