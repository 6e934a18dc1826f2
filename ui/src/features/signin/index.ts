export { default as SignInPage } from "./SignInPage.svelte";
