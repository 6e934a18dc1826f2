export { default as ContactDialog } from "./ContactDialog.svelte";
