// What is wanted from outside the window: somebody to call by a link, somebody to search for.
import { tick } from "svelte";
import type { Host, Link, LinkFault, Party, Wish } from "../../host/host";
import { m } from "../../messages/generated/messages";
import type { Notices } from "../notices";
import type { Preferences } from "../settings";

interface LinkNeeds {
  host: Host;
  preferences: Preferences;
  notices: Notices;
  /** Whether somebody is signed in. */
  ready: () => boolean;
  call: (number: string) => void;
  /** Types into the search; empty: goes there. */
  search: (text: string) => void;
}

/** How long in milliseconds a link calls nobody unasked after another one did: no page calls one number after the other. */
const REST = 10_000;
/** How long in milliseconds a wish waits for somebody to sign in. */
const WAITS = 300_000;

/** A link that waits for the person's yes. */
export interface AskedLink {
  link: Link;
  /** Whether the person pressed keys of this program for it, and no other program opened it. */
  own: boolean;
  /** Who that is, as the directory knows them; null while it does not. */
  party: Party | null;
}

export class Links {
  asked = $state.raw<AskedLink | null>(null);

  readonly #needs: LinkNeeds;
  /** What waits for somebody to sign in: the last that was wanted, and until when. */
  #waiting: { wish: Wish; until: number } | null = null;
  /** What is asked about after what is asked about now: the last that came meanwhile. */
  #next: AskedLink | null = null;
  /** Until when no link calls unasked. */
  #rest = 0;

  constructor(needs: LinkNeeds) {
    this.#needs = needs;
  }

  async listen(): Promise<void> {
    await this.#needs.host.listenWishes((wish) => this.take(wish));
  }

  take(wish: Wish): void {
    const { notices, ready, search } = this.#needs;
    switch (wish.kind) {
      case "link":
      case "dial":
        if (ready()) this.#call(asking(wish));
        else this.#wait(wish, () => m.link_waits({ number: wish.link.shown }));
        break;
      case "search":
        if (ready()) search(wish.text);
        else this.#wait(wish, () => m.link_search_waits());
        break;
      case "badLink":
        notices.refused(() => faultText(wish.text, wish.fault));
        break;
      case "noNumber":
        notices.refused(() => m.link_no_number());
        break;
      case "focus":
        break;
    }
  }

  /** Somebody signed in: what waited for it is taken up, and a link asked about whatever was chosen. */
  signedIn(): void {
    const waiting = this.#waiting;
    this.#waiting = null;
    if (waiting === null || Date.now() > waiting.until) return;
    const { wish } = waiting;
    if (wish.kind === "link" || wish.kind === "dial") void this.#ask(asking(wish));
    else this.take(wish);
  }

  /** Signed out: nothing is asked any more. */
  forget(): void {
    this.asked = null;
    this.#next = null;
  }

  dismiss(): void {
    this.asked = null;
    void this.#goOn();
  }

  /** Calls whom the link names, and from now on without asking where the person says so. */
  async accept(always: boolean): Promise<void> {
    const { preferences, notices, call } = this.#needs;
    const { asked } = this;
    if (asked === null) return;
    this.dismiss();
    call(asked.link.number);
    if (!always) return;
    const { desktop } = preferences.current;
    const error = await preferences.change({ desktop: { ...desktop, callLinks: "always" } });
    if (error !== null) notices.error(error);
  }

  #call(asked: AskedLink): void {
    const { preferences, call } = this.#needs;
    const { link } = asked;
    // A code may change something on the phone system: it is asked about whatever was chosen.
    const unasked = link.plain && preferences.current.desktop.callLinks === "always" && this.asked === null;
    if (unasked && Date.now() >= this.#rest) {
      this.#rest = Date.now() + REST;
      call(link.number);
    } else void this.#ask(asked);
  }

  /** Asks, once what is asked about now has its answer: nobody says yes to another number than they read. */
  async #ask(asked: AskedLink): Promise<void> {
    const { link } = asked;
    if (this.asked !== null) {
      if (this.asked.link.number !== link.number) this.#next = asked;
      return;
    }
    this.asked = asked;
    // Who it is would be good to know; the question stands without it.
    const party = await this.#needs.host.who(link.number).catch(() => null);
    if (this.asked === asked) this.asked = { ...asked, party };
  }

  async #goOn(): Promise<void> {
    const next = this.#next;
    this.#next = null;
    // The question that was answered goes first, with its check and its focus.
    await tick();
    if (next !== null) await this.#ask(next);
  }

  #wait(wish: Wish, text: () => string): void {
    this.#waiting = { wish, until: Date.now() + WAITS };
    this.#needs.notices.keep(text);
  }
}

function asking({ kind, link }: Extract<Wish, { link: Link }>): AskedLink {
  return { link, own: kind === "dial", party: null };
}

function faultText(link: string, fault: LinkFault): string {
  switch (fault.kind) {
    case "notALink":
      return m.link_not_a_link({ link });
    case "noNumber":
      return m.link_without_number({ link });
    case "notANumber":
      return m.link_not_a_number({ text: fault.text });
    case "tooLong":
      return m.link_too_long();
    case "malformed":
      return m.link_malformed({ link });
  }
}
