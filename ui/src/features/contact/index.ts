export { default as ContactDialog } from "./ContactDialog.svelte";
export { OwnContacts } from "./own.svelte";
