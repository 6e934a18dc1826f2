export { default as AgentChip } from "./AgentChip.svelte";
export { default as PauseDialog } from "./PauseDialog.svelte";
export type { AgentDeeds } from "./items";
