export { default as HistoryDialog } from "./HistoryDialog.svelte";
