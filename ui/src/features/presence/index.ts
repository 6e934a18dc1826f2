export { offered as offeredPresences } from "./items";
export { Presence } from "./presence.svelte";
export { default as ForwardsDialog } from "./ForwardsDialog.svelte";
export { default as PhoneChip } from "./PhoneChip.svelte";
export { default as PresenceButton } from "./PresenceButton.svelte";
