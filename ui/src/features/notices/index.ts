export { default as NoticeList } from "./NoticeList.svelte";
export { Notices } from "./notices.svelte";
