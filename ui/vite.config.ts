import { paraglideVitePlugin } from "@inlang/paraglide-js";
import { svelte } from "@sveltejs/vite-plugin-svelte";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  root: here("."),
  base: "./",
  plugins: [
    paraglideVitePlugin({
      project: here("./project.inlang"),
      outdir: here("./src/messages/generated"),
      strategy: ["globalVariable", "baseLocale"],
      emitTsDeclarations: true,
    }),
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
});
