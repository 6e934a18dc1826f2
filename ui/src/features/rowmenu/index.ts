export { actionItems, copyItems, type MenuDeeds } from "./items";
