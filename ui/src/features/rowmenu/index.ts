export { subjectItems, transferItems, typedItems, type MenuDeeds } from "./items";
export { default as RowMenus } from "./RowMenus.svelte";
