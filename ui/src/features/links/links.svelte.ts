// What is wanted from outside the window: somebody to call by a link, somebody to search for.
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

/** A link that waits for the person's yes. */
export interface AskedLink {
  link: Link;
  /** Who that is, as the directory knows them; null while it does not. */
  party: Party | null;
}

export class Links {
  asked = $state.raw<AskedLink | null>(null);

  readonly #needs: LinkNeeds;
  /** What waits for somebody to sign in: the last that was wanted. */
  #waiting: Wish | null = null;

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
        if (ready()) this.#call(wish.link);
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

  /** Somebody signed in: what waited for it is taken up. */
  signedIn(): void {
    const wish = this.#waiting;
    this.#waiting = null;
    if (wish !== null) this.take(wish);
  }

  /** Signed out: nothing is asked any more. */
  forget(): void {
    this.asked = null;
  }

  dismiss(): void {
    this.asked = null;
  }

  /** Calls whom the link names, and from now on without asking where the person says so. */
  async accept(always: boolean): Promise<void> {
    const { preferences, notices, call } = this.#needs;
    const { asked } = this;
    if (asked === null) return;
    this.asked = null;
    call(asked.link.number);
    if (!always) return;
    const { desktop } = preferences.current;
    const error = await preferences.change({ desktop: { ...desktop, callLinks: "always" } });
    if (error !== null) notices.error(error);
  }

  #call(link: Link): void {
    const { preferences, call } = this.#needs;
    // A code may change something on the phone system: it is asked about whatever was chosen.
    if (link.plain && preferences.current.desktop.callLinks === "always") call(link.number);
    else void this.#ask(link);
  }

  async #ask(link: Link): Promise<void> {
    const asked: AskedLink = { link, party: null };
    this.asked = asked;
    // Who it is would be good to know; the question stands without it.
    const party = await this.#needs.host.who(link.number).catch(() => null);
    if (this.asked === asked) this.asked = { link, party };
  }

  #wait(wish: Wish, text: () => string): void {
    this.#waiting = wish;
    this.#needs.notices.keep(text);
  }
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
