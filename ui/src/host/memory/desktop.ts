// The system around the window, in memory.
import type {
  Closing,
  Drop,
  ExportFormat,
  Notification,
  NotificationAnswer,
  Tray,
  UpdateState,
  Versions,
  Wish,
} from "../bindings";
import type { Told } from "./told";

export class MemoryDesktop {
  /** What the dialog for a file to import gives. */
  importFile: string | null = "contacts-été.csv";
  language = "en-US";
  /** What stands in the tray, once it is told. */
  tray: Tray | null = null;
  /** Whether anybody shows it. */
  showsTray = true;
  /** What the system shows, by id. */
  readonly notifications = new Map<string, Notification>();

  #wishes: ((wish: Wish) => void)[] = [];
  /** What the program is made of, as it tells. */
  made: Versions = {
    program: "1.2.3",
    system: "Debian GNU/Linux 13 x86_64",
    desktop: "GNOME, wayland",
    webView: "2.50.1",
    server: { host: "wazo.example", version: "26.08" },
  };
  /** How it stands with a newer version. */
  update: UpdateState = { kind: "off", why: "notSet" };
  /** What {@link checkUpdate} finds. */
  found: UpdateState = { kind: "current" };

  #updates: ((state: UpdateState) => void)[] = [];
  #drops: ((drop: Drop) => void)[] = [];
  #closings: ((asked: Closing) => void)[] = [];
  #choices: ((id: string) => void)[] = [];
  #answers: ((answer: NotificationAnswer) => void)[] = [];

  constructor(readonly told: Told) {}

  pickImportFile = async () => this.importFile;
  pickExportFile = async (suggested: string, _: ExportFormat) => suggested;
  showInFolder = async (path: string) => {
    this.told.fail("showInFolder");
    this.told.outside.push({ what: "folder", value: path });
  };
  copyText = async (text: string) => {
    this.told.fail("copyText");
    this.told.outside.push({ what: "copy", value: text });
  };
  openMail = async (address: string) => {
    this.told.outside.push({ what: "mail", value: address });
  };
  openLink = async (address: string) => {
    this.told.fail("openLink");
    this.told.outside.push({ what: "link", value: address });
  };
  systemLanguage = async () => this.language;
  closeWindow = async () => {
    this.told.outside.push({ what: "window", value: "closed" });
  };
  hideWindow = async () => {
    this.told.fail("hideWindow");
    this.told.outside.push({ what: "window", value: "hidden" });
  };
  setTray = async (tray: Tray) => {
    this.tray = structuredClone(tray);
  };
  listenTray = async (onChosen: (id: string) => void) => {
    this.#choices.push(onChosen);
  };
  hasTray = async () => this.showsTray;
  notify = async (notification: Notification) => {
    this.told.fail("notify");
    this.notifications.set(notification.id, structuredClone(notification));
  };
  withdrawNotification = async (id: string) => {
    this.notifications.delete(id);
  };
  listenWishes = async (onWish: (wish: Wish) => void) => {
    this.#wishes.push(onWish);
  };
  versions = async () => structuredClone(this.made);
  report = async () => {
    this.told.fail("report");
    return `program: ${this.made.program}\n`;
  };
  showLog = async () => {
    this.told.fail("showLog");
    this.told.outside.push({ what: "folder", value: "people.log" });
  };
  updateState = async () => this.update;
  checkUpdate = async () => this.updates(this.found);
  installUpdate = async () =>
    this.update.kind === "available"
      ? this.updates({ kind: "ready", version: this.update.version })
      : this.update;
  restart = async () => {
    this.told.outside.push({ what: "window", value: "restarted" });
  };
  listenUpdate = async (onState: (state: UpdateState) => void) => {
    this.#updates.push(onState);
    onState(this.update);
  };
  listenDrops = async (onDrop: (drop: Drop) => void) => {
    this.#drops.push(onDrop);
  };
  listenClosing = async (onAsked: (asked: Closing) => void) => {
    this.#closings.push(onAsked);
  };
  listenNotifications = async (onAnswer: (answer: NotificationAnswer) => void) => {
    this.#answers.push(onAnswer);
  };

  /** Something is wanted from outside the window. */
  wishes(wish: Wish) {
    for (const listener of this.#wishes) listener(structuredClone(wish));
  }
  /** How it stands with a newer version from now on. */
  updates(state: UpdateState): UpdateState {
    this.update = state;
    for (const listener of this.#updates) listener(state);
    return state;
  }
  /** Files over the window, as the system tells of them. */
  drops(drop: Drop) {
    for (const listener of this.#drops) listener(structuredClone(drop));
  }
  /** The person closes the window. */
  closing(asked: Closing) {
    for (const listener of this.#closings) listener(asked);
  }
  /** The person chooses from the tray's menu. */
  chooses(id: string) {
    for (const listener of this.#choices) listener(id);
  }
  /** The person presses a notification, or a button of it: that of a call stays until it is withdrawn. */
  answers(id: string, action: string | null) {
    if (this.notifications.get(id)?.kind !== "call") this.notifications.delete(id);
    for (const listener of this.#answers) listener({ id, action });
  }
}
