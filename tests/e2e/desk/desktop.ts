import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { until } from "./patience";
import { ask, type Environment, Process } from "./process";

/** What the session's keychain is like. */
export type Keychain = "unlocked" | "locked";

export interface DesktopOptions {
  keychain?: Keychain;
  /** Its width and height, `1280x900`. */
  screen?: string;
}

/** A desktop of its own: a display, a window manager, a message bus and a keychain. */
export class Desktop {
  readonly #home: string;
  readonly #processes: Process[];
  /** What a program needs to be on this desktop. */
  readonly env: Environment;

  private constructor(home: string, env: Environment, processes: Process[]) {
    this.#home = home;
    this.env = env;
    this.#processes = processes;
  }

  static async start({ keychain = "unlocked", screen = "1280x900" }: DesktopOptions = {}): Promise<Desktop> {
    const home = await mkdtemp(join(tmpdir(), "people-desk-"));
    const runtime = join(home, "run");
    await mkdir(runtime, { mode: 0o700 });
    const env: Environment = {
      PATH: process.env.PATH ?? "",
      HOME: home,
      LANG: "C.UTF-8",
      XDG_RUNTIME_DIR: runtime,
      XDG_CURRENT_DESKTOP: "openbox",
      NO_AT_BRIDGE: "1",
      GTK_USE_PORTAL: "0",
      GSETTINGS_BACKEND: "keyfile",
      WEBKIT_DISABLE_DMABUF_RENDERER: "1",
      LIBGL_ALWAYS_SOFTWARE: "1",
    };
    const display = new Process(
      "Xvfb",
      ["-displayfd", "3", "-screen", "0", `${screen}x24`, "-nolisten", "tcp", "-noreset"],
      {
        env,
        extra: true,
      },
    );
    env.DISPLAY = `:${(await display.firstLine("extra")).trim()}`;
    const bus = new Process("dbus-daemon", ["--session", "--nofork", "--nopidfile", "--print-address=1"], {
      env,
    });
    env.DBUS_SESSION_BUS_ADDRESS = await bus.firstLine();
    const manager = new Process("openbox", ["--sm-disable"], { env });
    const unlock = keychain === "unlocked";
    const secrets = new Process(
      "gnome-keyring-daemon",
      ["--foreground", "--components=secrets", ...(unlock ? ["--unlock"] : ["--start"])],
      { env, input: unlock ? "test\n" : "" },
    );
    const desktop = new Desktop(home, env, [secrets, manager, bus, display]);
    await until("a window manager", () =>
      ask("xprop", ["-root", "_NET_SUPPORTING_WM_CHECK"], env)?.includes("window id"),
    );
    await until("a keychain on the bus", () =>
      ask(
        "dbus-send",
        [
          "--session",
          "--print-reply",
          "--dest=org.freedesktop.DBus",
          "/",
          "org.freedesktop.DBus.GetNameOwner",
          "string:org.freedesktop.secrets",
        ],
        env,
      ),
    );
    return desktop;
  }

  /** Runs a short command on this desktop and gives what it printed; undefined when it failed. */
  ask(command: string, ...args: string[]): string | undefined {
    return ask(command, args, this.env);
  }

  /**
   * The X window with this title, once it is on screen: one that the window manager looks after. A tooltip has the program's title
   * too.
   */
  window(title: string): Promise<string> {
    return until(`a window ${title}`, () => this.#find(title));
  }

  /** Whether there is such a window on screen now. */
  has(title: string): boolean {
    return this.#find(title) !== undefined;
  }

  /**
   * Presses keys in a window as a hand does, and gives whether it was there. Keys go to whoever has the keyboard, so the window
   * gets it first; asking for the name of a window that is gone ends xdotool, so that no key reaches another one.
   */
  press(window: string, ...work: string[]): boolean {
    return this.ask("xdotool", "windowfocus", window, "getwindowname", window, ...work) !== undefined;
  }

  /** Asks a window to close, as its button does. */
  close(window: string): void {
    // The window manager closes the one that it holds for active, which it learns a moment after the display does.
    if (this.ask("xdotool", "windowactivate", "--sync", window, "key", "alt+F4") === undefined)
      throw new Error("no window to close");
  }

  /** Puts a window away, as its button does. */
  minimise(window: string): void {
    if (this.ask("xdotool", "windowminimize", window) === undefined) throw new Error("no window to put away");
  }

  /** Gives a window another size, as a hand at its edge does. */
  resize(window: string, width: number, height: number): void {
    if (this.ask("xdotool", "windowsize", window, String(width), String(height)) === undefined)
      throw new Error("the window keeps its size");
  }

  /** The process that a window is of. */
  owner(window: string): number {
    return Number(this.ask("xdotool", "getwindowpid", window));
  }

  /**
   * Saves a picture of a window, or of the whole display. The driver's own pictures may never come: WebKit waits for a frame that
   * nothing asks for.
   */
  picture(path: string, window = "root"): void {
    if (this.ask("import", "-silent", "-window", window, path) === undefined)
      throw new Error(`no picture ${path}`);
  }

  #find(title: string): string | undefined {
    const named = this.ask("xdotool", "search", "--onlyvisible", "--name", `^${title}$`)?.split("\n") ?? [];
    const managed = this.ask("xprop", "-root", "_NET_CLIENT_LIST")?.match(/0x[0-9a-f]+/g) ?? [];
    return named.find((id) => id !== "" && managed.some((one) => Number(one) === Number(id)));
  }

  async stop(): Promise<void> {
    for (const started of this.#processes) await started.stop();
    await rm(this.#home, { recursive: true, force: true });
  }
}
