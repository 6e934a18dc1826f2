import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Desktop } from "./desktop";
import { until } from "./patience";
import { Process } from "./process";

/** The orange of the program's mark. */
const ORANGE = "#cc5516";

/** The panel at the lower edge, in pixels. */
const HEIGHT = 32;

const SETTINGS = `<?xml version="1.0" encoding="UTF-8"?>
<channel name="xfce4-panel" version="1.0">
  <property name="configver" type="int" value="2"/>
  <property name="panels" type="array">
    <value type="int" value="1"/>
    <property name="dark-mode" type="bool" value="true"/>
    <property name="panel-1" type="empty">
      <property name="position" type="string" value="p=8;x=0;y=0"/>
      <property name="position-locked" type="bool" value="true"/>
      <property name="length" type="uint" value="100"/>
      <property name="size" type="uint" value="${HEIGHT}"/>
      <property name="plugin-ids" type="array">
        <value type="int" value="1"/>
      </property>
    </property>
  </property>
  <property name="plugins" type="empty">
    <property name="plugin-1" type="string" value="systray"/>
  </property>
</channel>
`;

/** A place on the display. */
export interface Place {
  x: number;
  y: number;
}

/** A panel at the display's edge with nothing but a tray: Xfce's. */
export class Panel {
  readonly #desktop: Desktop;
  readonly #process: Process;

  private constructor(desktop: Desktop, process: Process) {
    this.#desktop = desktop;
    this.#process = process;
  }

  static async start(desktop: Desktop): Promise<Panel> {
    const config = join(desktop.env.HOME ?? "", "panel");
    const folder = join(config, "xfce4", "xfconf", "xfce-perchannel-xml");
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, "xfce4-panel.xml"), SETTINGS);
    const env = { ...desktop.env, XDG_CONFIG_HOME: config };
    // The bus starts the keeper of its settings, with an environment that knows nothing of them.
    desktop.ask(
      "dbus-update-activation-environment",
      `XDG_CONFIG_HOME=${config}`,
      `DISPLAY=${desktop.env.DISPLAY ?? ""}`,
    );
    const started = new Process("xfce4-panel", ["--disable-wm-check"], { env });
    return new Panel(desktop, started);
  }

  /** Waits until it shows the program's icon, keeps a picture of the display, and gives the icon's place. */
  shows(picture: string): Promise<Place> {
    return until("an icon in the panel", () => {
      this.#desktop.picture(picture);
      return this.#find(picture);
    });
  }

  async stop(): Promise<void> {
    await this.#process.stop();
  }

  /** The middle of everything orange. */
  #find(picture: string): Place | undefined {
    const [, bottom] = this.#ask("xdotool", "getdisplaygeometry");
    const [width, height, left, top] = this.#ask(
      "convert",
      picture,
      ...["-gravity", "South", "-crop", `x${HEIGHT}+0+0`, "+repage"],
      ...["-fuzz", "6%", "-fill", "black", "+opaque", ORANGE],
      ...["-format", "%@", "info:"],
    );
    if (!bottom || !width || !height || left === undefined || top === undefined) return undefined;
    // Nothing orange at all: the box is the whole panel.
    if (width > HEIGHT) return undefined;
    return { x: left + width / 2, y: bottom - HEIGHT + top + height / 2 };
  }

  /** The numbers of an answer. */
  #ask(command: string, ...args: string[]): number[] {
    return (this.#desktop.ask(command, ...args)?.match(/\d+/g) ?? []).map(Number);
  }
}
