import { svelteTesting } from "@testing-library/svelte/vite";
import { svelte } from "@sveltejs/vite-plugin-svelte";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  root: here("."),
  plugins: [svelte({ configFile: here("./svelte.config.js") }), svelteTesting()],
  test: {
    environment: "jsdom",
    include: ["src/**/*.test.ts"],
    setupFiles: [here("./src/testing/setup.ts")],
    restoreMocks: true,
    // Each file cleans up behind itself; a window and a module graph of its own would cost more than the tests.
    isolate: false,
    pool: "threads",
    // A limit for a test that hangs; on a busy machine a whole page takes its time in jsdom.
    testTimeout: 60_000,
  },
});
