// The settings of a person who chose nothing: what the page shows until the kept ones are read, and what the host in memory keeps.
import type { Settings } from "./host";

export const defaultSettings: Settings = {
  theme: "system",
  language: null,
  density: "comfortable",
  profile: "default",
  localCopy: true,
  view: "all",
  layouts: [],
  calls: {
    autoAnswer: false,
    line: null,
    safeTransfers: true,
    mailboxPrefix: "*97",
    extensionPrefix: "*96",
    callerPage: "",
    openCallerPage: null,
  },
  zoom: 100,
  desktop: {
    keepInTray: null,
    startInTray: false,
    startWithSystem: false,
    searchShortcut: null,
    dialShortcut: null,
    callLinks: "ask",
  },
  notifications: { calls: true, missed: true, messages: true, names: "unlocked" },
  log: "warnings",
};
