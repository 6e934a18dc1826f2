export { default as About } from "./About.svelte";
export { default as AboutDialog } from "./AboutDialog.svelte";
