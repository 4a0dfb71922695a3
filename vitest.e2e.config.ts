import { defineConfig } from "vitest/config";
import { testSummaryReporter } from "./tools/test-summary-reporter.ts";

/** What needs a browser, other versions of Node.js or programs of the machine: `npm run e2e`. */
export default defineConfig({
  ssr: { resolve: { conditions: ["source"] } },
  test: {
    include: ["e2e/**/*.test.ts"],
    globalSetup: ["e2e/package/setup.ts"],
    // Some measure how long a person waits.
    fileParallelism: false,
    maxConcurrency: 2,
    testTimeout: 600_000,
    hookTimeout: 600_000,
    // A test that asserts nothing cannot fail.
    expect: { requireAssertions: true },
    reporters: ["default", testSummaryReporter()],
  },
});
