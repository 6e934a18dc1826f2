// The system around the window, in memory.
import type { Drop, ExportFormat, Notification, NotificationAnswer, TaskKind, TrayWords } from "../bindings";
import type { Told } from "./told";

export class MemoryDesktop {
  /** What the dialog for a file to import gives. */
  importFile: string | null = "contacts-été.csv";
  language = "en-US";
  /** The labels of the tray, once they are told. */
  tray: TrayWords | null = null;
  /** What the system shows, by id. */
  readonly notifications = new Map<string, Notification>();

  #drops: ((drop: Drop) => void)[] = [];
  #closings: ((task: TaskKind) => void)[] = [];
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
  trayWords = async (words: TrayWords) => {
    this.tray = words;
  };
  notify = async (notification: Notification) => {
    this.told.fail("notify");
    this.notifications.set(notification.id, structuredClone(notification));
  };
  withdrawNotification = async (id: string) => {
    this.notifications.delete(id);
  };
  listenDrops = async (onDrop: (drop: Drop) => void) => {
    this.#drops.push(onDrop);
  };
  listenClosing = async (onAsked: (task: TaskKind) => void) => {
    this.#closings.push(onAsked);
  };
  listenNotifications = async (onAnswer: (answer: NotificationAnswer) => void) => {
    this.#answers.push(onAnswer);
  };

  /** Files over the window, as the system tells of them. */
  drops(drop: Drop) {
    for (const listener of this.#drops) listener(structuredClone(drop));
  }
  /** The person closes the window on a task. */
  closing(task: TaskKind) {
    for (const listener of this.#closings) listener(task);
  }
  /** The person presses a notification, or a button of it: that of a call stays until it is withdrawn. */
  answers(id: string, action: string | null) {
    if (this.notifications.get(id)?.kind !== "call") this.notifications.delete(id);
    for (const listener of this.#answers) listener({ id, action });
  }
}
