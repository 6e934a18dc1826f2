// The sign-in form as state, without a window.
import {
  asAppError,
  type Account,
  type AppError,
  type Host,
  type Policy,
  type Session,
  type SignIn,
} from "../../host/host";
import { isLocked } from "../settings";

const open: Policy = { server: null, domain: null, locked: [], faults: [] };

type CertificateError = Extract<AppError, { kind: "certificate" }>;
export type Required = "server" | "username" | "password";

export class SigningIn {
  server = $state("");
  username = $state("");
  password = $state("");
  domain = $state("");
  stay = $state(true);
  accounts = $state.raw<readonly Account[]>([]);
  embedded = $state(false);
  busy = $state(false);
  error = $state.raw<AppError | null>(null);
  /** A certificate that waits for a yes or was refused. */
  certificate = $state.raw<CertificateError | null>(null);
  missing = $state.raw<readonly Required[]>([]);

  readonly #host: Host;
  readonly #enter: (session: Session) => void;
  /** The server that an administrator locked. */
  #only: string | null = null;
  #again: (() => Promise<Session | null>) | null = null;

  constructor(host: Host, enter: (session: Session) => void) {
    this.#host = host;
    this.#enter = enter;
  }

  /** Fills in what is known before anybody types: what the administrator set, and whose session ended last. */
  async prepare(last: Account | null, { server, locked }: Policy = open): Promise<void> {
    this.server = server ?? "";
    this.#only = isLocked(locked, "server") ? server : null;
    try {
      [this.accounts, this.embedded] = await Promise.all([this.#host.accounts(), this.#host.hasEmbedded()]);
    } catch (thrown) {
      this.error = asAppError(thrown);
    }
    this.accounts = this.accounts.filter((account) => this.#admits(account));
    if (last !== null && this.#admits(last)) this.choose(last);
  }

  /** A kept account needs a password only. */
  choose(account: Account): void {
    this.server = account.server;
    this.username = account.username;
    this.error = null;
  }

  /** Whether an account is of the server that an administrator locked, where there is one. */
  #admits({ server }: Account): boolean {
    return this.#only === null || server === this.#only;
  }

  async submit(): Promise<void> {
    const required: Required[] = ["server", "username", "password"];
    this.missing = required.filter(
      (name) => (name === "password" ? this.password : this[name].trim()) === "",
    );
    if (this.missing.length > 0) return;
    const request: SignIn = {
      server: this.server.trim(),
      username: this.username.trim(),
      password: this.password,
      domain: this.domain.trim() === "" ? null : this.domain.trim(),
      stay: this.stay,
    };
    await this.#run(() => this.#host.signIn(request));
  }

  async tryEmbedded(): Promise<void> {
    await this.#run(() => this.#host.tryEmbedded());
  }

  /** Goes on with a kept session; asks for the password where it has ended. */
  async resume(account: Account): Promise<void> {
    this.choose(account);
    await this.#run(() => this.#host.resume(account.id));
  }

  async forget(account: Account): Promise<void> {
    try {
      await this.#host.forget(account.id);
      this.accounts = this.accounts.filter(({ id }) => id !== account.id);
    } catch (thrown) {
      this.error = asAppError(thrown);
    }
  }

  /** Pins what the certificate dialog shows, then tries again. */
  async trust(): Promise<void> {
    const asked = this.certificate;
    const again = this.#again;
    if (asked === null || again === null) return;
    this.certificate = null;
    await this.#run(async () => {
      await this.#host.trust(this.server.trim() || asked.host, asked.fingerprint);
      return again();
    });
  }

  dismissCertificate(): void {
    this.certificate = null;
  }

  async #run(attempt: () => Promise<Session | null>): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.error = null;
    this.missing = [];
    this.#again = attempt;
    try {
      const session = await attempt();
      if (session === null) this.error = { kind: "signedOut" };
      else this.#enter(session);
    } catch (thrown) {
      const error = asAppError(thrown);
      if (error.kind === "certificate") this.certificate = error;
      else this.error = error;
      if (error.kind === "wrongPassword") this.password = "";
    } finally {
      this.busy = false;
    }
  }
}

/** Whether two texts name the same server, however they are written. */
export function sameServer(one: string, other: string): boolean {
  const bare = (text: string) =>
    text
      .trim()
      .toLowerCase()
      .replace(/^https:\/\//, "")
      .replace(/(?::443)?\/*$/, "");
  return bare(one) === bare(other);
}

/** A fingerprint in groups that can be compared by eye: pairs of bytes. */
export function groupsOf(fingerprint: string): string[] {
  return (
    fingerprint
      .replace(/[^0-9a-f]/gi, "")
      .toUpperCase()
      .match(/.{1,4}/g) ?? []
  );
}
