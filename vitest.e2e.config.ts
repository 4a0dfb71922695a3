import { defineConfig } from "vitest/config";
import { testSummaryReporter } from "./tools/test-summary-reporter.ts";

/** Journeys in a real browser: `npm run e2e`. */
export default defineConfig({
  ssr: { resolve: { conditions: ["source"] } },
  test: {
    include: ["e2e/**/*.test.ts"],
    testTimeout: 180_000,
    hookTimeout: 180_000,
    // Two browsers on two processors wait for each other.
    fileParallelism: false,
    expect: { requireAssertions: true },
    reporters: ["default", testSummaryReporter()],
  },
});
