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
  hangUp: discard(commands.hangUp),
  answer: discard(commands.answer),
  mute: discard(commands.mute),
  hold: discard(commands.hold),
  sendDigits: discard(commands.sendDigits),
  transfer: discard(commands.transfer),
  completeTransfer: discard(commands.completeTransfer),
  cancelTransfer: discard(commands.cancelTransfer),
  seeMissed: discard(commands.seeMissed),
  clearMissed: discard(commands.clearMissed),
  sendAgain: discard(commands.sendAgain),
  discardMessage: discard(commands.discardMessage),
  markRead: discard(commands.markRead),
  openLink: discard(commands.openLink),
  setPresence: discard(commands.setPresence),
  setDoNotDisturb: discard(commands.setDoNotDisturb),
  setForward: discard(commands.setForward),
  agentLogin: discard(commands.agentLogin),
  agentLogout: discard(commands.agentLogout),
  agentPause: discard(commands.agentPause),
  agentUnpause: discard(commands.agentUnpause),
  agentQueue: discard(commands.agentQueue),
  dropPlan: discard(commands.dropPlan),
  pauseImport: discard(commands.pauseImport),
  cancelImport: discard(commands.cancelImport),
  showInFolder: discard(commands.showInFolder),
  setSettings: discard(commands.setSettings),
  settings: async () => (await commands.settings()) as Settings,
  wipeLocalCopy: discard(commands.wipeLocalCopy),
  copyText: discard(commands.copyText),
  openMail: discard(commands.openMail),
  notify: discard(commands.notify),
  withdrawNotification: discard(commands.withdrawNotification),
  showLog: discard(commands.showLog),
  restart: discard(commands.restart),
  closeWindow: discard(commands.closeWindow),
  hideWindow: discard(commands.hideWindow),
  setTray: discard(commands.setTray),
  listenNotifications: listen(commands.listenNotifications),
  subscribe: listen(commands.subscribe),
  listenWishes: listen(commands.listenWishes),
  listenDrops: listen(commands.listenDrops),
  listenUpdate: listen(commands.listenUpdate),
  listenClosing: listen(commands.listenClosing),
  listenTray: listen(commands.listenTray),
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
