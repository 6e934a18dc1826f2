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
};

export class Preferences {
  current = $state.raw<Settings>(initial);

  readonly #host: Host;
  readonly #failed: (error: AppError) => void;
  #system = "en";

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
   * Shows the change and keeps it; the error where it could not be kept. A profile that was refused goes back,
   * everything else holds until the program ends.
   */
  async change(change: Partial<Settings>): Promise<AppError | null> {
    const { profile } = this.current;
    this.current = { ...this.current, ...change };
    setLocale(localeOf(this.current.language, this.#system));
    try {
      await this.#host.setSettings(this.current);
      return null;
    } catch (thrown) {
      if (change.profile !== undefined) this.current = { ...this.current, profile };
      return asAppError(thrown);
    }
  }

  layoutOf(view: View): ViewLayout {
    return this.current.layouts.find((layout) => layout.view === view) ?? { view, columns: [], sort: null };
  }

  async arrange(layout: ViewLayout): Promise<void> {
    const others = this.current.layouts.filter(({ view }) => view !== layout.view);
    const error = await this.change({ layouts: [...others, layout] });
    if (error !== null) this.#failed(error);
  }
}
