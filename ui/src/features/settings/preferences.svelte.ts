// What the person chose, kept through the host; a change shows at once.
import {
  asAppError,
  type AppError,
  type Host,
  type Settings,
  type View,
  type ViewLayout,
} from "../../host/host";
import { defaultSettings } from "../../host/settings";
import { isLocked, type SettingPath } from "./locks";
import { localeOf, setLocale } from "../../lib/locale.svelte";

/** Errors of a value that was kept before the desktop refused it. */
const desktopRefusals: readonly AppError["kind"][] = ["shortcut", "autostart"];
/** Errors of a value that cannot be had; all others are of keeping it. */
const refusals: readonly AppError["kind"][] = ["badPageAddress", "locked", ...desktopRefusals];

/** Sizes that are offered, in percent. */
export const zoomSteps: readonly number[] = [50, 67, 80, 90, 100, 110, 125, 150, 175, 200, 250, 300];

export class Preferences {
  current = $state.raw<Settings>(defaultSettings);
  /** What an administrator locked: settings, or groups of them. */
  locks = $state.raw<readonly string[]>([]);

  readonly #host: Host;
  readonly #failed: (error: AppError) => void;
  #system = "en";
  /** The writes so far. One follows the other, so that the newest is the last. */
  #written: Promise<unknown> = Promise.resolve();

  constructor(host: Host, failed: (error: AppError) => void) {
    this.#host = host;
    this.#failed = failed;
  }

  /** Whether an administrator set it, so that a choice cannot be kept. */
  locked(path: SettingPath): boolean {
    return isLocked(this.locks, path);
  }

  async load(): Promise<void> {
    try {
      [this.current, this.#system] = await Promise.all([this.#host.settings(), this.#host.systemLanguage()]);
    } catch (thrown) {
      this.#failed(asAppError(thrown));
    }
    setLocale(localeOf(this.current.language, this.#system));
  }

  /**
   * Shows the change and keeps it; the error where it could not be kept. What was refused goes back, everything else holds
   * until the program ends.
   */
  change(change: Partial<Settings>): Promise<AppError | null> {
    const before = this.current;
    this.#show(change);
    const written = this.#written.then(async () => {
      try {
        await this.#host.setSettings(this.current);
        return null;
      } catch (thrown) {
        const error = asAppError(thrown);
        if (change.profile !== undefined || refusals.includes(error.kind)) this.#takeBack(change, before);
        if (desktopRefusals.includes(error.kind)) await this.#keepAgain();
        return error;
      }
    });
    this.#written = written;
    return written;
  }

  /** The view that the next start shows. */
  keepView(view: View): void {
    if (view === this.current.view || this.locked("view")) return;
    void this.change({ view }).then((error) => error !== null && this.#failed(error));
  }

  /** Makes everything a step larger or smaller; 0: as large as it is by itself. */
  async zoom(by: -1 | 0 | 1): Promise<void> {
    const now = this.current.zoom;
    const next = by > 0 ? zoomSteps.find((step) => step > now) : zoomSteps.findLast((step) => step < now);
    const zoom = by === 0 ? 100 : (next ?? now);
    if (zoom === now) return;
    const error = await this.change({ zoom });
    if (error !== null) this.#failed(error);
  }

  layoutOf(view: View): ViewLayout {
    return this.current.layouts.find((layout) => layout.view === view) ?? { view, columns: [], sort: null };
  }

  /** Shows an arrangement that is still being dragged; nothing is kept. */
  preview(layout: ViewLayout): void {
    this.#show({ layouts: this.#with(layout) });
  }

  async arrange(layout: ViewLayout): Promise<void> {
    const error = await this.change({ layouts: this.#with(layout) });
    if (error !== null) this.#failed(error);
  }

  #show(change: Partial<Settings>): void {
    this.current = { ...this.current, ...change };
    setLocale(localeOf(this.current.language, this.#system));
  }

  /** What was before holds again; that it once did is no news. */
  async #keepAgain(): Promise<void> {
    try {
      await this.#host.setSettings(this.current);
    } catch {
      // The first refusal is told.
    }
  }

  #takeBack(change: Partial<Settings>, before: Settings): void {
    this.#show(undone(this.current, change, before));
  }

  #with(layout: ViewLayout): ViewLayout[] {
    return [...this.current.layouts.filter(({ view }) => view !== layout.view), layout];
  }
}

/** What was wished for goes back to what was before; of a group that, too, is each part by itself. */
function undone<Whole extends object>(now: Whole, wish: Partial<Whole>, before: Whole): Whole {
  const back = { ...now };
  for (const key of Object.keys(wish) as (keyof Whole)[]) {
    const [is, wished, was] = [now[key], wish[key], before[key]];
    if (isGroup(is) && isGroup(wished) && isGroup(was)) back[key] = undone(is, wished, was);
    else if (wished !== was) back[key] = was;
  }
  return back;
}

function isGroup(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
