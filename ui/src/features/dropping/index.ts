export { default as DropInvitation } from "./DropInvitation.svelte";
export { Drops } from "./drops.svelte";
