export { Chat } from "./chat.svelte";
export { default as ChatPanel } from "./ChatPanel.svelte";
export { default as ChatButton } from "./ChatButton.svelte";
