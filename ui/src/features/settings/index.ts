export { isLocked } from "./editing.svelte";
export { Preferences } from "./preferences.svelte";
export { default as SettingsDialog } from "./SettingsDialog.svelte";
export { default as SignOutDialog } from "./SignOutDialog.svelte";
