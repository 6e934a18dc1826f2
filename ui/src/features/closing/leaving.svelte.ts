// What is asked before the window closes, and what the person answers.
import { asAppError, type AppError, type Closing, type Host } from "../../host/host";
import type { Preferences } from "../settings";

interface LeavingNeeds {
  host: Host;
  preferences: Preferences;
  failed: (error: AppError) => void;
}

export class Leaving {
  /** What is to be decided; null while nothing is. */
  asked = $state.raw<Closing | null>(null);

  readonly #needs: LeavingNeeds;

  constructor(needs: LeavingNeeds) {
    this.#needs = needs;
  }

  /** Whether the answer is remembered: where an administrator wants it asked, it is asked each time. */
  get keeps(): boolean {
    return !this.#needs.preferences.locked("desktop.keepInTray");
  }

  async listen(): Promise<void> {
    await this.#needs.host.listenClosing((asked) => (this.asked = asked));
  }

  /** A task is over: nothing is asked of it any more. */
  taskEnded(): void {
    if (this.asked?.kind === "task") this.asked = null;
  }

  /** The window stays as it is. */
  stay(): void {
    this.asked = null;
  }

  /** It closes whatever runs. */
  async close(): Promise<void> {
    this.asked = null;
    await this.#attempt(() => this.#needs.host.closeWindow());
  }

  /** Goes on in the tray, or quits, now and, where the answer is remembered, whenever the window is closed. */
  async keep(keepInTray: boolean): Promise<void> {
    const { host, preferences, failed } = this.#needs;
    this.asked = null;
    if (this.keeps) {
      const error = await preferences.change({ desktop: { ...preferences.current.desktop, keepInTray } });
      if (error !== null) failed(error);
    }
    await this.#attempt(() => (keepInTray ? host.hideWindow() : host.closeWindow()));
  }

  async #attempt(deed: () => Promise<void>): Promise<void> {
    try {
      await deed();
    } catch (thrown) {
      this.#needs.failed(asAppError(thrown));
    }
  }
}
