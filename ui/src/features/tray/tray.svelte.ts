// The icon in the tray as the page shows it, and what is chosen from its menu.
import {
  asAppError,
  type AppError,
  type Desk,
  type Host,
  type PresenceChoice,
  type Tray,
} from "../../host/host";
import { idAfter } from "./menu";

export interface TrayDeeds {
  choosePresence: (presence: PresenceChoice) => void;
  toggleDoNotDisturb: () => void;
  hangUp: (call: string) => void;
  missed: () => void;
  call: (number: string) => void;
  signOut: () => void;
}

interface TrayNeeds {
  host: Host;
  failed: (error: AppError) => void;
  /** Whether somebody is signed in. */
  ready: () => boolean;
  deeds: TrayDeeds;
}

const presences: readonly PresenceChoice[] = ["available", "away", "unavailable", "invisible"];

export class TrayIcon {
  /** How the person stands, and what waits. */
  desk = $state.raw<Desk>({ state: "signedOut", missed: 0, unread: 0, favorites: [] });

  readonly #needs: TrayNeeds;
  /** What is shown now. */
  #shown = "";
  #heard = 0;

  constructor(needs: TrayNeeds) {
    this.#needs = needs;
  }

  /** Hears what is chosen, until the page ends, and reads how the person stands; what an update said meanwhile is newer. */
  async listen(): Promise<void> {
    const { host } = this.#needs;
    await host.listenTray((id) => this.chosen(id));
    const heard = this.#heard;
    const desk = await host.desk();
    if (heard === this.#heard) this.desk = desk;
  }

  update(desk: Desk): void {
    this.#heard += 1;
    this.desk = desk;
  }

  /** Shows it, where it is another one than before. */
  async show(tray: Tray): Promise<void> {
    const text = JSON.stringify(tray);
    if (text === this.#shown) return;
    this.#shown = text;
    await this.#attempt(() => this.#needs.host.setTray(tray));
  }

  /** What the person chose. Showing the window and quitting is the shell's. */
  chosen(id: string): void {
    const { deeds, host, ready } = this.#needs;
    if (id === "stop") void this.#attempt(() => host.cancelImport());
    // A menu may be older than the end of its session.
    if (!ready()) return;
    if (id === "dnd") deeds.toggleDoNotDisturb();
    if (id === "missed") deeds.missed();
    if (id === "signout") deeds.signOut();
    const presence = presences.find((one) => id === `presence:${one}`);
    if (presence !== undefined) deeds.choosePresence(presence);
    const call = idAfter("call:hangup:", id);
    if (call !== null) deeds.hangUp(call);
    const row = idAfter("favorite:", id);
    const number = this.desk.favorites.find((favorite) => String(favorite.row) === row)?.number ?? null;
    if (number !== null) deeds.call(number);
  }

  async #attempt(deed: () => Promise<void>): Promise<void> {
    try {
      await deed();
    } catch (thrown) {
      this.#needs.failed(asAppError(thrown));
    }
  }
}
