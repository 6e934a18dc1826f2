export { default as IncomingCall } from "./IncomingCall.svelte";
export { default as PageQuestion } from "./PageQuestion.svelte";
export { Ringing } from "./ringing.svelte";
