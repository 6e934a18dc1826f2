// The settings while they are edited: which of them the administrator set, and what was refused of each.
import { SvelteMap } from "svelte/reactivity";
import type { AppError, Settings } from "../../host/host";
import type { Group, Groups, SettingPath } from "./locks";
import type { Preferences } from "./preferences.svelte";

export class Editing {
  #errors = new SvelteMap<SettingPath, AppError>();

  constructor(readonly preferences: Preferences) {}

  get settings(): Settings {
    return this.preferences.current;
  }

  locked(path: SettingPath): boolean {
    return this.preferences.locked(path);
  }

  /** Why the last change of it could not be had. */
  error(path: SettingPath): AppError | null {
    return this.#errors.get(path) ?? null;
  }

  set<Key extends Exclude<keyof Settings, Group>>(key: Key, value: Settings[Key]): Promise<AppError | null> {
    return this.#change(key, { [key]: value });
  }

  setCall<Key extends keyof Groups["calls"]>(
    key: Key,
    value: Groups["calls"][Key],
  ): Promise<AppError | null> {
    return this.#change(`calls.${key}`, { calls: { ...this.settings.calls, [key]: value } });
  }

  setDesktop<Key extends keyof Groups["desktop"]>(
    key: Key,
    value: Groups["desktop"][Key],
  ): Promise<AppError | null> {
    return this.#change(`desktop.${key}`, { desktop: { ...this.settings.desktop, [key]: value } });
  }

  setNotification<Key extends keyof Groups["notifications"]>(
    key: Key,
    value: Groups["notifications"][Key],
  ): Promise<AppError | null> {
    const notifications = { ...this.settings.notifications, [key]: value };
    return this.#change(`notifications.${key}`, { notifications });
  }

  async #change(path: SettingPath, wish: Partial<Settings>): Promise<AppError | null> {
    this.#errors.delete(path);
    const error = await this.preferences.change(wish);
    if (error !== null) this.#errors.set(path, error);
    return error;
  }
}
