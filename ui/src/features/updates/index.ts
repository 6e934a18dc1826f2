export { default as RestartDialog } from "./RestartDialog.svelte";
export { default as UpdateLine } from "./UpdateLine.svelte";
export { Updates } from "./updates.svelte";
