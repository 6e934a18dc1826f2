import type { Desktop } from "../desk/desktop";
import { ask } from "../desk/process";
import { binary } from "./binaries";
import type { Home } from "./home";

/**
 * Starts the program as the desktop does for a link or an icon that is pressed, waits until this start has ended, and gives what
 * it printed; undefined when it failed.
 */
export function startAgain(desktop: Desktop, home: Home, ...args: string[]): string | undefined {
  return ask(binary("people"), args, { ...desktop.env, ...home.env });
}
