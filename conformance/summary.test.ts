import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { ROOT } from "./suites.ts";

/** A folder from which tests find the project's packages, gone when the test ends. */
function temporaryFolder(): string {
  const folder = mkdtempSync(join(ROOT, "node_modules/summary-"));
  onTestFinished(() => {
    rmSync(folder, { recursive: true });
  });
  return folder;
}

/** Runs tests in a process of their own; gives its status and the last lines of what it printed. */
function runTests(args: readonly string[], environment: Readonly<Record<string, string>>) {
  const { status, stdout } = spawnSync(
    process.execPath,
    [join(ROOT, "node_modules/vitest/vitest.mjs"), "run", ...args],
    { cwd: ROOT, encoding: "utf8", env: { ...process.env, NO_COLOR: "1", ...environment } },
  );
  const [, last = ""] = /\n\n([^\n]+(?:\n[^\n]+)*)\n*$/.exec(stdout) ?? [];
  return { status, last: last.split("\n") };
}

/** A run of one file of tests that holds this text. */
function runText(text: string) {
  const folder = temporaryFolder();
  mkdirSync(join(folder, "tests"));
  writeFileSync(join(folder, "tests/one.test.ts"), text);
  writeFileSync(
    join(folder, "vitest.config.ts"),
    `import { testSummaryReporter } from ${JSON.stringify(join(ROOT, "tools/test-summary-reporter.ts"))};
export default { test: { reporters: ["default", testSummaryReporter()] } };
`,
  );
  const records = join(folder, "records");
  writeFileSync(records, "");
  const args = ["--root", folder, "--config", join(folder, "vitest.config.ts")];
  const outcome = runTests(args, { WATERTIGHT_TEST_RECORDS: records });
  return { ...outcome, records: readFileSync(records, "utf8") };
}

test("a run that finds no suite passes on the samples, and does not say that everything passed", () => {
  const nowhere = join(temporaryFolder(), "suites");
  const config = ["--config", "vitest.conformance.config.ts", "conformance/access.test.ts"];
  expect(runTests(config, { WATERTIGHT_SUITES: nowhere, WATERTIGHT_TEST_RECORDS: "" })).toEqual({
    status: 0,
    last: [
      `Not here: suite access (${nowhere}/access; WATERTIGHT_SUITES names another folder); 4 tests left out.`,
      "What could be tested passed. No suite of upstream's cases was found: nothing is said about them.",
    ],
  });
});

test("a run in which all is tested says so, and leaves its record", () => {
  expect(runText('import { test } from "vitest";\ntest("a", () => {});\n')).toEqual({
    status: 0,
    last: ["Everything passed."],
    records: '{"passed":1,"failed":0,"had":[],"absent":[],"unexplained":[]}\n',
  });
});

test("a run fails in which a test is left out without a reason", () => {
  const text = 'import { test } from "vitest";\ntest("a", () => {});\ntest.skip("b", () => {});\n';
  expect(runText(text)).toMatchObject({
    status: 1,
    last: ["Left out, and nothing says why: tests/one.test.ts > b", "Not everything passed."],
  });
});

test("a file that cannot be loaded is a failure", () => {
  expect(runText('throw new Error("no");\n')).toMatchObject({
    status: 1,
    last: ["Not everything passed."],
    records: '{"passed":0,"failed":1,"had":[],"absent":[],"unexplained":[]}\n',
  });
});
