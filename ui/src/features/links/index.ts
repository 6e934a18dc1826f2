export { default as LinkDialog } from "./LinkDialog.svelte";
export { Links } from "./links.svelte";
