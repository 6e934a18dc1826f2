import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

export default defineConfig({
  root: fileURLToPath(new URL(".", import.meta.url)),
  test: {
    include: ["specs/**/*.spec.ts"],
    pool: "forks",
    // Each file has a desktop, a server and a program of its own; two of them keep two cores busy.
    maxWorkers: Number(process.env.PEOPLE_E2E_WORKERS ?? 2),
    sequence: { concurrent: false },
    testTimeout: 300_000,
    hookTimeout: 300_000,
    retry: 0,
    reporters: ["verbose"],
  },
});
