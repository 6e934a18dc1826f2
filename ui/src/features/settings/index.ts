export { isLocked } from "./locks";
export { Preferences } from "./preferences.svelte";
export { default as SettingsDialog } from "./SettingsDialog.svelte";
export { default as SignOutDialog } from "./SignOutDialog.svelte";
