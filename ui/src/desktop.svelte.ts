// What stands between the page and the desktop around it: tray, links, the closing of the window, notifications, updates.
import type { App } from "./app.svelte";
import { Leaving } from "./features/closing";
import { Links } from "./features/links";
import { TrayIcon } from "./features/tray";
import { Updates } from "./features/updates";
import type { AppError, Desk, NotificationAnswer, Policy } from "./host/host";
import { offered } from "./lib/offers";

export class Desktop {
  /** What an administrator set for this computer. */
  policy = $state.raw<Policy>({ server: null, domain: null, locked: [], faults: [] });
  /** Whether a tray shows the program's icon; null until it is known. */
  hasTray = $state<boolean | null>(null);
  /** Whether to sign out is asked. */
  signingOut = $state(false);

  readonly leaving: Leaving;
  readonly links: Links;
  readonly tray: TrayIcon;
  readonly updates: Updates;
  readonly #app: App;

  constructor(app: App) {
    this.#app = app;
    const { host, preferences, notices } = app;
    const failed = (error: AppError) => notices.error(error);
    this.leaving = new Leaving({ host, preferences, failed });
    this.links = new Links({
      host,
      preferences,
      notices,
      ready: () => app.phase === "people",
      call: (number) => void app.call(number),
      search: (text) => this.#search(text),
    });
    this.tray = new TrayIcon({
      host,
      failed,
      ready: () => app.phase === "people",
      deeds: {
        choosePresence: (presence) => void app.presence.choose(presence),
        toggleDoNotDisturb: () => void app.presence.setDoNotDisturb(app.presence.own?.doNotDisturb !== true),
        hangUp: (call) => void app.calls.hangUp(call),
        missed: () => app.calls.missed.show(),
        call: (number) => void app.call(number),
        signOut: () => (this.signingOut = true),
      },
    });
    const busy = () => app.calls.all.length > 0 || app.transfers.task !== null;
    this.updates = new Updates({ host, notices, busy });
  }

  /** Hears what people do around the window, until the page ends. */
  async listen(): Promise<void> {
    const { host } = this.#app;
    this.policy = await host.policy();
    this.#app.preferences.locks = this.policy.locked;
    await this.leaving.listen();
    await host.listenNotifications((answer) => this.#answered(answer));
    await this.tray.listen();
    await this.updates.listen();
    await this.links.listen();
  }

  /** Asks whether a tray shows the icon: it may have come or gone since. */
  async lookForTray(): Promise<void> {
    this.hasTray = await this.#app.host.hasTray().catch(() => null);
  }

  update(desk: Desk): void {
    this.tray.update(desk);
  }

  /** Somebody signed in. */
  entered(): void {
    this.links.signedIn();
    this.updates.tellAgain();
  }

  forget(): void {
    this.links.forget();
    this.signingOut = false;
  }

  #search(text: string): void {
    const { list, chat, card } = this.#app;
    // In a narrow window they cover the search.
    chat.close();
    card.close();
    if (text !== "") void list.search(text);
    offered("search.focus")?.run();
  }

  #answered(answer: NotificationAnswer): void {
    const { calls, chat, phase } = this.#app;
    // One of a session that ended opens nothing of the next one.
    if (phase !== "people") return;
    void [calls.ringing, calls.missed, chat].some((one) => one.answered(answer));
  }
}
