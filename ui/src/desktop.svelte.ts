// What stands between the page and the desktop around it: the closing of the window, the tray, notifications.
import {
  asAppError,
  type AppError,
  type Host,
  type NotificationAnswer,
  type TaskKind,
  type TrayWords,
} from "./host/host";

export interface DesktopNeeds {
  host: Host;
  failed: (error: AppError) => void;
  /** Who may have shown the notification that was pressed; asked in order until one knows it. */
  notified: readonly { answered: (answer: NotificationAnswer) => boolean }[];
}

export class Desktop {
  /** What still runs, when the person wants to close the window. */
  closing = $state.raw<TaskKind | null>(null);

  readonly #needs: DesktopNeeds;

  constructor(needs: DesktopNeeds) {
    this.#needs = needs;
  }

  /** Hears what people do around the window, until the page ends. */
  async listen(): Promise<void> {
    const { host, notified } = this.#needs;
    await host.listenClosing((task) => (this.closing = task));
    await host.listenNotifications((answer) => void notified.some((one) => one.answered(answer)));
  }

  /** A task is over: nothing is asked of it any more. */
  taskEnded(): void {
    this.closing = null;
  }

  async trayWords(words: TrayWords): Promise<void> {
    await this.#attempt(() => this.#needs.host.trayWords(words));
  }

  async closeWindow(): Promise<void> {
    await this.#attempt(() => this.#needs.host.closeWindow());
  }

  stayOpen(): void {
    this.closing = null;
  }

  async #attempt(deed: () => Promise<unknown>): Promise<void> {
    try {
      await deed();
    } catch (thrown) {
      this.#needs.failed(asAppError(thrown));
    }
  }
}
