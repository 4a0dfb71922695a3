import { readFileSync } from "node:fs";
import { join } from "node:path";
import { globSync } from "tinyglobby";
import { defineConfig } from "vitest/config";
import { testSummaryReporter } from "./tools/test-summary-reporter.ts";

/** The tests of random properties that `npm test` tries less often: those that import packages/core/testing/runs.ts. */
const random = globSync("packages/*/src/**/*.test.ts", { cwd: import.meta.dirname }).filter(
  (file) => readFileSync(join(import.meta.dirname, file), "utf8").includes("/testing/runs.ts"),
);

export default defineConfig({
  ssr: { resolve: { conditions: ["source"] } },
  test: {
    include: ["conformance/**/*.test.ts", ...random],
    env: { WATERTIGHT_RUNS: "thorough" },
    testTimeout: 600_000,
    hookTimeout: 600_000,
    // A test that asserts nothing cannot fail.
    expect: { requireAssertions: true },
    reporters: ["default", testSummaryReporter()],
  },
});
