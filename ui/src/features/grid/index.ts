export type { HeadActions, RowActions } from "./actions";
export { default as Grid } from "./Grid.svelte";
export { Selection } from "./selection.svelte";
