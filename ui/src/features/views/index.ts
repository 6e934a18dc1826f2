export { default as EmptyList } from "./EmptyList.svelte";
export { default as PersonalFooter } from "./PersonalFooter.svelte";
export { default as ViewTabs } from "./ViewTabs.svelte";
export { PeopleList } from "./list.svelte";
