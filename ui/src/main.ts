import { mount } from "svelte";
import { App } from "./app.svelte";
import AppRoot from "./App.svelte";
import type { Host } from "./host/host";
import { setLocale } from "./lib/locale.svelte";
import "./tokens.css";
import "./base.css";

/** `npm run dev` shows the page in a browser, with people in memory; the window has the engine. */
async function chooseHost(): Promise<Host> {
  if (import.meta.env.MODE === "memory") {
    const { MemoryHost } = await import("./host/memory");
    return new MemoryHost();
  }
  const { tauriHost } = await import("./host/tauri");
  return tauriHost;
}

const target = document.getElementById("app");
if (target !== null) {
  const app = new App(await chooseHost());
  mount(AppRoot, { target, props: { app } });
}

// The tests look at one state in each language; what is built for people has no such switch.
if (import.meta.env.MODE === "trial") Object.assign(globalThis, { speak: setLocale });
