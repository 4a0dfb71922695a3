import { defineConfig } from "vitest/config";
export default defineConfig({
  ssr: { resolve: { conditions: ["source"] } },
  // Programs may have to be built first.
  test: { include: ["conformance/**/*.test.ts"], testTimeout: 60_000, hookTimeout: 600_000 },
});
