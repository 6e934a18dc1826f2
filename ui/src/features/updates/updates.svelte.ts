// A newer version of the program: found, fetched, put in place; the person says when.
import { asAppError, type Host, type UpdateState } from "../../host/host";
import { m } from "../../messages/generated/messages";
import type { Notices } from "../notices";

interface UpdateNeeds {
  host: Host;
  notices: Notices;
  /** Whether a call or a task would be cut off. */
  busy: () => boolean;
}

export class Updates {
  state = $state.raw<UpdateState>({ kind: "checking" });
  /** The version that the program would start again with, while the person is asked. */
  asked = $state<string | null>(null);

  readonly #needs: UpdateNeeds;
  /** What was told beside the work: nothing is told twice. */
  #told = new Set<string>();

  constructor(needs: UpdateNeeds) {
    this.#needs = needs;
  }

  async listen(): Promise<void> {
    await this.#needs.host.listenUpdate((state) => this.#take(state));
  }

  /** Tells of it once more, to who signed in meanwhile. */
  tellAgain(): void {
    this.#told.clear();
    this.#take(this.state);
  }

  check(): Promise<void> {
    return this.#attempt(() => this.#needs.host.checkUpdate());
  }

  install(): Promise<void> {
    return this.#attempt(() => this.#needs.host.installUpdate());
  }

  /** Asks whether to start again now, unless that would cut something off. */
  askRestart(): void {
    const { notices, busy } = this.#needs;
    if (this.state.kind !== "ready") return;
    if (busy()) notices.info(() => m.update_busy());
    else this.asked = this.state.version;
  }

  stay(): void {
    this.asked = null;
  }

  async restart(): Promise<void> {
    this.asked = null;
    // A call may have come in while the question stood.
    if (this.#needs.busy()) this.#needs.notices.info(() => m.update_busy());
    else await this.#attempt(() => this.#needs.host.restart());
  }

  #take(state: UpdateState): void {
    this.state = state;
    if (state.kind !== "available" && state.kind !== "ready") return;
    const { version } = state;
    if (this.#told.has(state.kind + version)) return;
    this.#told.add(state.kind + version);
    const { notices } = this.#needs;
    if (state.kind === "available")
      notices.keep(() => m.update_available({ version }), {
        label: m.update_install,
        run: () => void this.install(),
      });
    else
      notices.keep(() => m.update_ready({ version }), {
        label: m.update_restart,
        run: () => this.askRestart(),
      });
  }

  async #attempt(deed: () => Promise<unknown>): Promise<void> {
    try {
      await deed();
    } catch (thrown) {
      this.#needs.notices.error(asAppError(thrown));
    }
  }
}
