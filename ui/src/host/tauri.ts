// The host in the real window. No other file of the page imports @tauri-apps.
import { Channel } from "@tauri-apps/api/core";
import { commands } from "./bindings";
import type { Host, Settings } from "./host";

export const tauriHost: Host = {
  ...commands,
  forget: discard(commands.forget),
  trust: discard(commands.trust),
  signOut: discard(commands.signOut),
  leave: discard(commands.leave),
  setFavorite: discard(commands.setFavorite),
  call: discard(commands.call),
  dropPlan: discard(commands.dropPlan),
  pauseImport: discard(commands.pauseImport),
  cancelImport: discard(commands.cancelImport),
  showInFolder: discard(commands.showInFolder),
  setSettings: discard(commands.setSettings),
  settings: async () => (await commands.settings()) as Settings,
  wipeLocalCopy: discard(commands.wipeLocalCopy),
  copyText: discard(commands.copyText),
  openMail: discard(commands.openMail),
  closeWindow: discard(commands.closeWindow),
  trayWords: discard(commands.trayWords),
  subscribe: listen(commands.subscribe),
  listenDrops: listen(commands.listenDrops),
  listenClosing: listen(commands.listenClosing),
};

/** Rust's `()` arrives as null. */
function discard<Given extends unknown[]>(command: (...given: Given) => Promise<null>) {
  return async (...given: Given): Promise<void> => {
    await command(...given);
  };
}

/** What Rust sends on a channel, in order. */
function listen<Said>(command: (channel: Channel<Said>) => Promise<null>) {
  return async (onSaid: (said: Said) => void): Promise<void> => {
    const channel = new Channel<Said>();
    channel.onmessage = onSaid;
    await command(channel);
  };
}
