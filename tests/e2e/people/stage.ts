import { afterAll, afterEach, beforeAll } from "vitest";
import { Desktop, type Keychain } from "../desk/desktop";
import { Home } from "./home";
import { Importing } from "./importing";
import { Program, type ProgramOptions } from "./program";
import { Sandbox, type SandboxOptions } from "./sandbox";

export interface StageOptions extends ProgramOptions {
  keychain?: Keychain;
  /** How large the screen is, where the usual one is too small. */
  screen?: string;
  sandbox?: SandboxOptions;
  /** Whether the tests begin signed in, with the list on screen. */
  signedIn?: boolean;
  /** The stage whose server this one uses too: another person at another desk. */
  beside?: Stage;
  /** The e-mail address of who signs in; without, the server's demo user. */
  as?: string;
  /** A profile other than the server's usual one. */
  profile?: string;
}

/** What the tests of one file share: a desktop, a server, a home and the program. */
export class Stage {
  readonly #options: StageOptions;
  #parts: { desktop: Desktop; home: Home; program: Program } | undefined;
  #ownSandbox: Sandbox | undefined;

  constructor(options: StageOptions) {
    this.#options = options;
  }

  get desktop(): Desktop {
    return this.#there.desktop;
  }

  get sandbox(): Sandbox {
    const sandbox = this.#options.beside?.sandbox ?? this.#ownSandbox;
    if (sandbox === undefined) throw new Error("the stage is not set");
    return sandbox;
  }

  get home(): Home {
    return this.#there.home;
  }

  get program(): Program {
    return this.#there.program;
  }

  get page(): Program["page"] {
    return this.program.page;
  }

  get window(): Program["window"] {
    return this.program.window;
  }

  get importing(): Importing {
    return new Importing(this);
  }

  async set(): Promise<void> {
    const { beside, as } = this.#options;
    const [desktop, home, sandbox] = await Promise.all([
      Desktop.start(this.#options),
      Home.make(),
      beside === undefined ? Sandbox.start(this.#options.sandbox) : undefined,
    ]);
    this.#ownSandbox = sandbox;
    const program = await Program.start(desktop, home, this.#options);
    this.#parts = { desktop, home, program };
    if (this.#options.signedIn ?? true)
      await this.window.signIn(this.sandbox, { ...(as !== undefined && { as }) });
    if (this.#options.profile !== undefined) await this.window.profile(this.#options.profile);
  }

  /** Closes the program, if it is open, and opens it again in the same home. */
  async restart(options: ProgramOptions = {}): Promise<void> {
    await this.program.quit();
    this.#there.program = await Program.start(this.desktop, this.home, { ...this.#options, ...options });
  }

  /** Ends the program as a power cut does, and opens it again in the same home. */
  async crash(): Promise<void> {
    await this.program.kill();
    this.#there.program = await Program.start(this.desktop, this.home, this.#options);
  }

  /** Stops the server and starts it with other options; by default on the same port. */
  async replaceSandbox(options: SandboxOptions = {}): Promise<void> {
    const { port } = this.sandbox;
    await this.sandbox.stop();
    this.#ownSandbox = await Sandbox.start({ port, ...this.#options.sandbox, ...options });
  }

  async strike(): Promise<void> {
    if (this.#parts === undefined) return;
    const { desktop, home, program } = this.#parts;
    await program.quit();
    await this.#ownSandbox?.stop();
    await desktop.stop();
    await home.remove();
  }

  get #there() {
    if (this.#parts === undefined) throw new Error("the stage is not set");
    return this.#parts;
  }
}

/**
 * Sets the stage once for the tests of a file. After each test the page is asked whether its content security policy was
 * violated or an error went uncaught: either fails the test. A test that failed leaves a picture in `target/e2e`.
 */
export function stage(options: StageOptions = {}): Stage {
  const shared = new Stage(options);
  beforeAll(() => shared.set());
  afterEach(async ({ task }) => {
    if (task.result?.state === "fail")
      console.error(`picture: ${await shared.program.keepEvidence(`${task.file.name} ${task.name}`)}`);
    const noted = await shared.page.noted();
    if (noted.length > 0) throw new Error(noted.join("\n"));
  });
  afterAll(() => shared.strike());
  return shared;
}
