export { default as CallBar } from "./CallBar.svelte";
export { Calls } from "./calls.svelte";
export type { CallDeeds } from "./items";
