export { default as Omnibox } from "./Omnibox.svelte";
