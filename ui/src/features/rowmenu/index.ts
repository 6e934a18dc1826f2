export { AskedMenu } from "./asked";
export { actionItems, copyItems, type MenuDeeds } from "./items";
