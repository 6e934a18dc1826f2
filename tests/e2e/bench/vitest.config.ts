import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

export default defineConfig({
  root: fileURLToPath(new URL(".", import.meta.url)),
  test: {
    include: ["*.bench.ts"],
    pool: "forks",
    // What is measured has the computer to itself.
    fileParallelism: false,
    sequence: { concurrent: false },
    testTimeout: 3_600_000,
    hookTimeout: 600_000,
    retry: 0,
    reporters: ["verbose"],
  },
});
