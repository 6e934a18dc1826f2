// Calls that nobody took: the list, what is new of it, and the system's notification.
import {
  asAppError,
  type AppError,
  type Host,
  type Missed,
  type MissedCall,
  type NotificationAnswer,
} from "../../host/host";
import { attentive } from "../../lib/attention";
import { m } from "../../messages/generated/messages";
import { partyName, partyRest } from "../../words/calls";

const notification = "missed";
/** How many of several callers a notification names. */
const named = 3;

export class MissedCalls {
  all = $state.raw<readonly MissedCall[]>([]);
  unseen = $state(0);
  /** The list is on screen. */
  open = $state(false);

  readonly #host: Host;
  readonly #failed: (error: AppError) => void;
  readonly #call: (number: string) => void;
  #notified: MissedCall | null = null;

  constructor(host: Host, failed: (error: AppError) => void, call: (number: string) => void) {
    this.#host = host;
    this.#failed = failed;
    this.#call = call;
  }

  /** As they stand. */
  take({ calls, unseen }: Missed): void {
    this.all = calls;
    this.unseen = unseen;
  }

  /** They changed. */
  update(missed: Missed): void {
    const more = missed.unseen > this.unseen;
    this.take(missed);
    const [last] = missed.calls;
    const looks = this.#looks();
    if (more && last !== undefined && !looks) this.#notify(last);
    else if (missed.unseen === 0) this.#withdraw();
    if (this.open && looks && missed.unseen > 0) void this.#see();
  }

  /** Shows the list; whoever looks at it has seen them. */
  show(): void {
    this.open = true;
    if (this.unseen > 0) void this.#see();
  }

  close(): void {
    this.open = false;
  }

  async clear(): Promise<void> {
    await this.#attempt(() => this.#host.clearMissed());
  }

  forget(): void {
    this.open = false;
    this.take({ calls: [], unseen: 0 });
    this.#withdraw();
  }

  /** What the person did with the notification; false where it was another one's. */
  answered({ id, action }: NotificationAnswer): boolean {
    if (id !== notification) return false;
    const number = this.#notified?.party.number ?? null;
    // Not every desktop takes it away with a press.
    this.#withdraw();
    if (action === "call" && number !== null) this.#call(number);
    else if (action === null || action === "show") this.show();
    return true;
  }

  /** Whether the person sees that one was missed: in the list, which covers the window, or in the window. */
  #looks(): boolean {
    return this.open ? document.hasFocus() : attentive();
  }

  #see(): Promise<void> {
    return this.#attempt(() => this.#host.seeMissed());
  }

  /** One for all that nobody looked at: who it was where it was one, else how many and of whom. */
  #notify(call: MissedCall): void {
    this.#notified = call;
    const callers = new Set(this.all.filter(({ seen }) => !seen).map(({ party }) => partyName(party)));
    const count = m.missed_several({ count: this.unseen });
    const back = { id: "call", label: m.missed_call_back_plain(), raises: true };
    const show = { id: "show", label: m.missed_show(), raises: true };
    const alone = call.party.number === null ? [] : [back];
    const once = this.unseen === 1;
    const shown = {
      id: notification,
      kind: "missed" as const,
      title: once ? m.missed_from({ name: partyName(call.party) }) : count,
      body: once ? partyRest(call.party).join(" · ") : [...callers].slice(0, named).join(" · "),
      discreet: { title: count, body: "" },
      actions: callers.size > 1 ? [show] : alone,
    };
    // Without a notification daemon the window alone says it.
    this.#host.notify(shown).catch(() => undefined);
  }

  #withdraw(): void {
    if (this.#notified === null) return;
    this.#notified = null;
    this.#host.withdrawNotification(notification).catch(() => undefined);
  }

  async #attempt(deed: () => Promise<void>): Promise<void> {
    try {
      await deed();
    } catch (thrown) {
      this.#failed(asAppError(thrown));
    }
  }
}
