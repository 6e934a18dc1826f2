// What happens beside the window when somebody calls: the system's notification, and the page about the caller.
import {
  asAppError,
  type AppError,
  type CallView,
  type Host,
  type Notification,
  type NotificationAnswer,
} from "../../host/host";
import { attentive } from "../../lib/attention";
import { m } from "../../messages/generated/messages";
import { partyName, partyRest } from "../../words/calls";
import type { Preferences } from "../settings";

interface RingingNeeds {
  host: Host;
  preferences: Preferences;
  failed: (error: AppError) => void;
}

interface RingingDeeds {
  /** The call, while it rings. */
  find: (call: string) => CallView | null;
  answer: (call: string) => void;
  refuse: (call: string) => void;
}

const prefix = "call:";

export class Ringing {
  readonly #needs: RingingNeeds;
  readonly #deeds: RingingDeeds;
  /** Calls that began to ring and were not yet among the calls. */
  #awaited = new Set<string>();
  /** What the system shows, by call, to tell whether it changed. */
  #shown = new Map<string, string>();

  constructor(needs: RingingNeeds, deeds: RingingDeeds) {
    this.#needs = needs;
    this.#deeds = deeds;
  }

  /** Where the page about callers is, while the person has to be asked whether to open it; else null. */
  readonly asks = $derived.by(() => {
    const { callerPage, openCallerPage } = this.#needs.preferences.current.calls;
    const undecided = openCallerPage === null && !this.#needs.preferences.locked("calls.openCallerPage");
    return undecided ? pageHost(callerPage) : null;
  });

  /** A call begins to ring: once for each. */
  begins(call: string): void {
    this.#awaited.add(call);
    this.changed();
  }

  /** The calls changed: what rings is shown, what rings no longer is withdrawn. */
  changed(): void {
    for (const id of this.#awaited) {
      const call = this.#deeds.find(id);
      if (call === null) continue;
      this.#awaited.delete(id);
      if (this.#needs.preferences.current.calls.openCallerPage === true) void this.openPage(id);
      if (!attentive()) this.#notify(call);
    }
    for (const id of this.#shown.keys()) {
      const call = this.#deeds.find(id);
      if (call === null) this.#withdraw(id);
      else this.#notify(call);
    }
  }

  /** The person looks elsewhere: what still rings follows. */
  left(calls: readonly CallView[]): void {
    for (const call of calls) this.#notify(call);
  }

  /** What the person did with a notification; false where it was another one's. */
  answered({ id, action }: NotificationAnswer): boolean {
    if (!id.startsWith(prefix)) return false;
    const call = id.slice(prefix.length);
    // A notification that stays until the call ends stays after a press too, unless it is withdrawn.
    this.#withdraw(call);
    if (this.#deeds.find(call) === null) return true;
    if (action === "answer") this.#deeds.answer(call);
    if (action === "refuse") this.#deeds.refuse(call);
    return true;
  }

  /** Opens the page about a caller. */
  async openPage(call: string): Promise<void> {
    try {
      await this.#needs.host.openCallerPage(call);
    } catch (thrown) {
      this.#needs.failed(asAppError(thrown));
    }
  }

  /** Remembers whether the page is opened when somebody calls; a yes is for these calls too. */
  async choosePage(open: boolean, now: readonly CallView[]): Promise<void> {
    const { preferences } = this.#needs;
    const calls = { ...preferences.current.calls, openCallerPage: open };
    const error = await preferences.change({ calls });
    if (error !== null) this.#needs.failed(error);
    if (open) for (const { id } of now) void this.openPage(id);
  }

  #notify(call: CallView): void {
    const shown = notificationOf(call);
    const text = JSON.stringify(shown);
    if (this.#shown.get(call.id) === text) return;
    this.#shown.set(call.id, text);
    // Without a notification daemon the window alone says it.
    this.#needs.host.notify(shown).catch(() => undefined);
  }

  #withdraw(call: string): void {
    this.#shown.delete(call);
    this.#needs.host.withdrawNotification(prefix + call).catch(() => undefined);
  }
}

function notificationOf({ id, party, canAnswer }: CallView): Notification {
  const answer = { id: "answer", label: m.incoming_answer(), raises: true };
  const refuse = { id: "refuse", label: m.incoming_refuse(), raises: false };
  return {
    id: prefix + id,
    kind: "call",
    title: m.incoming_from({ name: partyName(party) }),
    body: partyRest(party).join(" · "),
    discreet: { title: m.notify_call(), body: "" },
    actions: canAnswer ? [answer, refuse] : [refuse],
  };
}

/** The host of a page's address, as a person knows it; null where there is none. */
export function pageHost(address: string): string | null {
  return /^https?:\/\/([^/?#]+)/i.exec(address.trim())?.[1] ?? null;
}
