export { MissedCalls } from "./missed.svelte";
export { default as MissedButton } from "./MissedButton.svelte";
export { default as MissedDialog } from "./MissedDialog.svelte";
