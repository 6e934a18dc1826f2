export { Importing } from "./import.svelte";
export { default as ImportDialog } from "./ImportDialog.svelte";
