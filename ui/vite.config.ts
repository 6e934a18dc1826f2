import { paraglideVitePlugin } from "@inlang/paraglide-js";
import { svelte } from "@sveltejs/vite-plugin-svelte";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";
import { trial, trialMessages, usual } from "./languages/project.js";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig(({ mode }) => ({
  root: here("."),
  base: "./",
  // In the mode `trial` the page speaks the languages of the tests too.
  resolve: {
    alias: mode === "trial" ? [{ find: /^.*\/messages\/generated\//, replacement: `${trialMessages}/` }] : [],
  },
  plugins: [
    paraglideVitePlugin(mode === "trial" ? trial() : usual()),
    svelte({ configFile: here("./svelte.config.js") }),
  ],
  build: {
    outDir: here("./dist"),
    emptyOutDir: true,
    target: ["es2022", "safari16"],
    // The policy of the window allows no inline script, style or data: script.
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
  },
  server: { port: 1420, strictPort: true },
}));
