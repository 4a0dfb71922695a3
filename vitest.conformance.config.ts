import { defineConfig } from "vitest/config";

export default defineConfig({
  ssr: { resolve: { conditions: ["source"] } },
  test: { include: ["conformance/**/*.test.ts"], testTimeout: 600_000, hookTimeout: 600_000 },
});
