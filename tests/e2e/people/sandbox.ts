import { X509Certificate } from "node:crypto";
import { readFileSync } from "node:fs";
import { binary } from "./binaries";
import { until } from "../desk/patience";
import { type Environment, Process } from "../desk/process";
import { Control } from "./control";
import { Exchange } from "./exchange";
import { type Presence, Wire } from "./wire";

export interface SandboxOptions {
  people?: number;
  personal?: number;
  /** Where everything survives a stop; without, in memory. */
  data?: string;
  /** A port that was had before; without, any. */
  port?: number;
  tls?: boolean;
}

/** A fault on a route, as the sandbox's control takes it. */
export interface Fault {
  method?: string;
  path: string;
  status?: number;
  html?: boolean;
  delay_ms?: number;
  cut_after?: number;
  garbage?: boolean;
  body?: string;
  content_type?: string;
  commit?: boolean;
  times?: number;
  retry_after?: number;
}

const IMPORTS = "/api/dird/0.1/personal/import";
/** Longer than any test waits. */
export const FOREVER = 86_400_000;

export interface ServerState {
  personal: Record<string, string>[];
  favorites: { source: string; entry: string }[];
  refresh_tokens: number;
}

/** A request, and how it was answered. */
export interface Asked {
  method: string;
  path: string;
  /** Names and values. */
  query: [string, string][];
  status: number;
}

interface Announcement {
  url: string;
  username: string;
  password: string;
  ca?: string;
  control: string;
}

/** A Wazo stack in a process of its own, and its control. */
export class Sandbox {
  readonly #process: Process;
  readonly #said: Announcement;
  readonly #control: Control;
  readonly exchange: Exchange;
  readonly wire: Wire;

  private constructor(process: Process, said: Announcement) {
    this.#process = process;
    this.#said = said;
    this.#control = new Control(said.control);
    this.exchange = new Exchange(this.#control);
    this.wire = new Wire(this.#control);
  }

  static async start({
    people,
    personal,
    data,
    port = 0,
    tls = true,
  }: SandboxOptions = {}): Promise<Sandbox> {
    const args = ["--control", "--listen", `127.0.0.1:${port}`];
    if (tls) args.push("--tls");
    if (people !== undefined) args.push("--people", String(people));
    if (personal !== undefined) args.push("--personal", String(personal));
    if (data !== undefined) args.push("--data", data);
    const env: Environment = { PATH: process.env.PATH ?? "" };
    const started = new Process(binary("wazo-sandbox"), args, { env });
    return new Sandbox(started, JSON.parse(await started.firstLine()) as Announcement);
  }

  get url(): string {
    return this.#said.url;
  }

  get port(): number {
    return Number(new URL(this.url).port);
  }

  get username(): string {
    return this.#said.username;
  }

  get password(): string {
    return this.#said.password;
  }

  /** SHA-256 of the certificate, lower-case hexadecimal. */
  get fingerprint(): string {
    if (this.#said.ca === undefined) throw new Error("this sandbox speaks no TLS");
    return new X509Certificate(readFileSync(this.#said.ca)).fingerprint256.replaceAll(":", "").toLowerCase();
  }

  async fault(fault: Fault): Promise<void> {
    await this.#control.post("faults", fault);
  }

  /** Makes each part of an import take so long; the first one only if told so. */
  async slowImports(milliseconds: number, { first = false } = {}): Promise<void> {
    if (!first) await this.fault({ method: "POST", path: IMPORTS, delay_ms: 1, times: 1 });
    await this.fault({ method: "POST", path: IMPORTS, delay_ms: milliseconds });
  }

  async noFaults(): Promise<void> {
    await this.#control.delete("faults");
  }

  /** Changes somebody's presence, or nothing of it, and gives it. */
  async presence(change: Record<string, unknown>): Promise<Presence> {
    return (await this.#control.post("presence", change)) as Presence;
  }

  async addPerson(person: Record<string, unknown>): Promise<void> {
    await this.#control.post("people", person);
  }

  /** Lets one person write to another. */
  async say(from: string, to: string, content: string): Promise<void> {
    await this.#control.post("chat/say", { from, to, content });
  }

  /** Logs an agent in or out, or pauses. */
  async agent(who: string, change: { logged?: boolean; paused?: boolean; reason?: string }): Promise<void> {
    await this.#control.post("agents", { who, ...change });
  }

  /** Lets a person do more than others, as a policy of the server would. */
  async grant(user: string, scopes: string[]): Promise<void> {
    await this.#control.post("grant", { user, scopes });
  }

  /** Takes a service away or gives it back, such as `calld`. */
  async service(name: string, available: boolean): Promise<void> {
    await this.#control.post("services", { name, available });
  }

  /** Makes every access token expire, and has the websockets look at theirs. */
  async expireTokens(): Promise<void> {
    await this.#control.post("token/expire", { sockets: true });
  }

  /** Makes every access token a stranger, and with `refresh` every refresh token; the websockets look at theirs. */
  async revokeTokens(refresh = false): Promise<void> {
    await this.#control.post("token/revoke", { refresh, sockets: true });
  }

  /** What the database holds of the demo user. */
  async state(): Promise<ServerState> {
    return (await this.#control.get("state")) as ServerState;
  }

  /** Every access token and refresh token that the server keeps now. */
  async tokens(): Promise<string[]> {
    return ((await this.#control.get("tokens")) as { items: string[] }).items;
  }

  /** Numbers that were dialled, oldest first. */
  async calls(): Promise<unknown[]> {
    return ((await this.#control.get("calls")) as { items: unknown[] }).items;
  }

  /** What was asked and answered, oldest first. */
  async requests(): Promise<Asked[]> {
    return ((await this.#control.get("requests")) as { items: Asked[] }).items;
  }

  /** Waits until the database is as wanted. */
  holds(what: string, wanted: (state: ServerState) => boolean): Promise<ServerState> {
    return until(`the server ${what}`, async () => {
      const state = await this.state();
      return wanted(state) && state;
    });
  }

  async stop(): Promise<void> {
    await this.#process.stop();
  }
}
