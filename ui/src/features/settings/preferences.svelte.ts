// What the person chose, kept through the host; a change shows at once.
import {
  asAppError,
  type AppError,
  type Host,
  type Settings,
  type View,
  type ViewLayout,
} from "../../host/host";
import { localeOf, setLocale } from "../../lib/locale.svelte";

const initial: Settings = {
  theme: "system",
  language: null,
  density: "comfortable",
  profile: "default",
  localCopy: true,
  layouts: [],
  calls: {
    autoAnswer: false,
    line: null,
    safeTransfers: true,
    mailboxPrefix: "*97",
    extensionPrefix: "*96",
    callerPage: "",
    openCallerPage: null,
  },
  zoom: 100,
  desktop: {
    keepInTray: null,
    startInTray: false,
    startWithSystem: false,
    searchShortcut: null,
    dialShortcut: null,
    callLinks: "ask",
  },
  notifications: { calls: true, missed: true, messages: true, names: "unlocked" },
  log: "warnings",
};

export class Preferences {
  current = $state.raw<Settings>(initial);

  readonly #host: Host;
  readonly #failed: (error: AppError) => void;
  #system = "en";
  /** The writes so far. One follows the other, so that the newest is the last. */
  #written: Promise<unknown> = Promise.resolve();

  constructor(host: Host, failed: (error: AppError) => void) {
    this.#host = host;
    this.#failed = failed;
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
   * Shows the change and keeps it; the error where it could not be kept. A profile or a page address that was refused goes
   * back, everything else holds until the program ends.
   */
  change(change: Partial<Settings>): Promise<AppError | null> {
    const { profile, calls } = this.current;
    this.#show(change);
    const written = this.#written.then(async () => {
      try {
        await this.#host.setSettings(this.current);
        return null;
      } catch (thrown) {
        const error = asAppError(thrown);
        if (change.profile !== undefined) this.#show({ profile });
        if (error.kind === "badPageAddress") this.#show({ calls });
        return error;
      }
    });
    this.#written = written;
    return written;
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

  #with(layout: ViewLayout): ViewLayout[] {
    return [...this.current.layouts.filter(({ view }) => view !== layout.view), layout];
  }
}
