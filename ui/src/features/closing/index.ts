export { default as ClosingDialogs } from "./ClosingDialogs.svelte";
export { Leaving } from "./leaving.svelte";
