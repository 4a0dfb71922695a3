import { appendFileSync } from "node:fs";
import type { Reporter, TestCase, TestModule, TestSuite, Vitest } from "vitest/node";
import { closingLines, type EndedTest, isGood, type Need, recordOf } from "./test-summary.ts";

/**
 * Prints the closing lines of a run of tests, fails it where a test was left out without a reason, and appends its record to
 * the file that WATERTIGHT_TEST_RECORDS names, a line of JSON a run. Says nothing where tests were chosen by their names.
 */
export function testSummaryReporter(): Reporter {
  let vitest: Vitest | undefined;
  return {
    onInit: (started) => {
      vitest = started;
    },
    onTestRunEnd: (modules, unhandledErrors) => {
      if (vitest?.config.testNamePattern) return;
      const record = recordOf(modules.flatMap(testsOf));
      const records = [
        unhandledErrors.length === 0 ? record : { ...record, failed: record.failed + 1 },
      ];
      console.log(`\n${closingLines(records).join("\n")}`);
      if (!isGood(records)) process.exitCode = 1;
      const file = process.env["WATERTIGHT_TEST_RECORDS"];
      if (file) appendFileSync(file, `${JSON.stringify(records[0])}\n`);
    },
  };
}

/** A file that cannot be loaded is a failed test. */
function testsOf(module: TestModule): readonly EndedTest[] {
  const tests = [...module.children.allTests()].map(
    (test): EndedTest => ({
      name: `${module.relativeModuleId} > ${test.fullName}`,
      state: stateOf(test),
      needs: [...needsOf(test)],
    }),
  );
  if (tests.length > 0 || module.state() === "skipped") return tests;
  return [{ name: module.relativeModuleId, state: "failed", needs: [] }];
}

function stateOf(test: TestCase): EndedTest["state"] {
  const { state } = test.result();
  return state === "pending" ? "failed" : state;
}

function* needsOf(test: TestCase): Iterable<Need> {
  let holder: TestCase | TestModule | TestSuite = test;
  const names = new Set<string>();
  while (holder.type !== "module") {
    for (const need of holder.meta().needs ?? []) {
      if (!names.has(need.name)) yield need;
      names.add(need.name);
    }
    holder = holder.parent;
  }
}
