export { default as TransferField } from "./TransferField.svelte";
export { Transferring } from "./transferring.svelte";
