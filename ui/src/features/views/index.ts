export { default as EmptyList } from "./EmptyList.svelte";
export { default as PersonalFooter } from "./PersonalFooter.svelte";
export { default as ViewTabs } from "./ViewTabs.svelte";
export { PeopleList } from "./list.svelte";
export { contactItems, type ContactDeeds, type OwnContactsState } from "./items";
