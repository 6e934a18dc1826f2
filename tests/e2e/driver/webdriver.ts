import { createServer } from "node:net";
import { PATIENCE, until } from "../desk/patience";
import { type Environment, Process } from "../desk/process";

/** A reference to an element, as the W3C protocol writes it. */
export interface ElementRef {
  "element-6066-11e4-a52e-4f735466cecf": string;
}

/** An error of the W3C protocol, by its code. */
export class WebDriverError extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(`${code}: ${message}`);
    this.code = code;
  }
}

/** What is started under the driver. */
export interface Launch {
  binary: string;
  args: string[];
  env: Environment;
  /** `wry` for a Tauri program. */
  browserName?: string;
}

/** A program under automation: WebKitWebDriver starts it, and this speaks the W3C protocol with that. */
export class WebDriver {
  readonly #server: Process;
  readonly #root: string;
  #session = "";

  private constructor(server: Process, root: string) {
    this.#server = server;
    this.#root = root;
  }

  static async launch({ binary, args, env, browserName = "wry" }: Launch): Promise<WebDriver> {
    const port = await freePort();
    const server = new Process("WebKitWebDriver", [`--port=${port}`], {
      env: { ...env, TAURI_WEBVIEW_AUTOMATION: "true" },
    });
    const driver = new WebDriver(server, `http://127.0.0.1:${port}`);
    try {
      await until("WebKitWebDriver answers", () =>
        driver.#call("GET", "/status").then(
          () => true,
          () => false,
        ),
      );
      const capabilities = { alwaysMatch: { browserName, "webkitgtk:browserOptions": { binary, args } } };
      const { sessionId } = (await driver.#call("POST", "/session", { capabilities })) as {
        sessionId: string;
      };
      driver.#session = `/session/${sessionId}`;
      await driver.post("/timeouts", { script: 600_000, pageLoad: 120_000, implicit: 0 });
    } catch (error) {
      await server.stop();
      throw new Error(`${binary} did not start: ${String(error)}\n${server.words}`, { cause: error });
    }
    return driver;
  }

  /** What the program printed. */
  get words(): string {
    return this.#server.words;
  }

  get(path: string): Promise<unknown> {
    return this.#call("GET", this.#session + path);
  }

  post(path: string, body: object = {}): Promise<unknown> {
    return this.#call("POST", this.#session + path, body);
  }

  /** Runs the source of a function in the page, outside its content security policy. A promise is waited for. */
  async run(source: string, args: unknown[]): Promise<unknown> {
    const script = `const done = arguments[arguments.length - 1];
      Promise.resolve().then(() => (${source})(...Array.prototype.slice.call(arguments, 0, -1)))
        .then(value => done({ value }), error => done({ error: String(error && error.message || error) }));`;
    const { value, error } = (await this.post("/execute/async", { script, args })) as {
      value?: unknown;
      error?: string;
    };
    if (error !== undefined) throw new Error(error);
    return value;
  }

  /** Runs a library's source in the page. */
  async load(source: string): Promise<void> {
    await this.post("/execute/sync", { script: source, args: [] });
  }

  /** Closes the program and the driver. */
  async quit(): Promise<void> {
    if (this.#session !== "") await this.#call("DELETE", this.#session).catch(() => undefined);
    await this.#server.stop();
  }

  async #call(method: string, path: string, body?: object): Promise<unknown> {
    const response = await fetch(this.#root + path, {
      method,
      // A page that hangs answers nothing.
      signal: AbortSignal.timeout(2 * PATIENCE),
      ...(body && { body: JSON.stringify(body) }),
    });
    const { value } = (await response.json()) as { value: unknown };
    if (response.ok) return value;
    const { error, message } = value as { error: string; message: string };
    throw new WebDriverError(error, message);
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() =>
        address !== null && typeof address === "object"
          ? resolve(address.port)
          : reject(new Error("no port")),
      );
    });
  });
}
