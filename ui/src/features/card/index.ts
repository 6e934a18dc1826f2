export { Card, type Subject } from "./card.svelte";
export { default as CardPanel } from "./CardPanel.svelte";
