// What an administrator can lock. Pure.
import type { Settings } from "../../host/host";

export type Groups = Pick<Settings, "calls" | "desktop" | "notifications">;
export type Group = keyof Groups;

/** The name of a setting, as a policy locks it. */
export type SettingPath =
  Exclude<keyof Settings, Group> | { [G in Group]: `${G}.${keyof Groups[G] & string}` }[Group];

/** Whether an administrator locked a setting, the group that it is in, or what to sign in to. */
export function isLocked(locks: readonly string[], path: SettingPath | "server" | "domain"): boolean {
  return locks.some((lock) => path === lock || path.startsWith(`${lock}.`));
}
