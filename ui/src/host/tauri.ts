// The host in the real window. No other file of the page imports @tauri-apps.
import { Channel } from "@tauri-apps/api/core";
import { commands, type Update } from "./bindings";
import type { Host, Settings } from "./host";

export const tauriHost: Host = {
  ...commands,
  forget: discard(commands.forget),
  trust: discard(commands.trust),
  signOut: discard(commands.signOut),
  leave: discard(commands.leave),
  setFavorite: discard(commands.setFavorite),
  call: discard(commands.call),
  remove: discard(commands.remove),
  dropPlan: discard(commands.dropPlan),
  cancelImport: discard(commands.cancelImport),
  setSettings: discard(commands.setSettings),
  settings: async () => (await commands.settings()) as Settings,
  wipeLocalCopy: discard(commands.wipeLocalCopy),
  copyText: discard(commands.copyText),
  openMail: discard(commands.openMail),
  async subscribe(onUpdate) {
    const updates = new Channel<Update>();
    updates.onmessage = onUpdate;
    await commands.subscribe(updates);
  },
};

/** Rust's `()` arrives as null. */
function discard<Given extends unknown[]>(command: (...given: Given) => Promise<null>) {
  return async (...given: Given): Promise<void> => {
    await command(...given);
  };
}
