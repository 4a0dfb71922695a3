import { expect, test } from "vitest";
import { CLEAN, FINDINGS, NOTHING_FOUND, reportOf } from "../../testing/example-report.ts";
import { createReporter as createGithubReporter } from "./github.ts";

test("each finding, diagnostic and unexamined part is one command", () => {
  const lines = reportOf(createGithubReporter).split("\n");
  expect(lines.map((line) => line.split(" ")[0])).toEqual([
    "::error",
    "::notice",
    "::error",
    "::error",
    "::warning",
    "::notice",
    "::warning",
    "",
  ]);
});

test.each([
  ["critical", "::error "],
  ["high", "::error "],
  ["medium", "::warning "],
  ["low", "::notice "],
  ["info", "::notice "],
] as const)("%s is %s", (severity, start) => {
  const text = reportOf(createGithubReporter, [{ ...FINDINGS[0], severity }], CLEAN);
  expect(text.slice(0, start.length)).toBe(start);
});

test("columns are left out of an annotation over several lines", () => {
  const [finding] = FINDINGS;
  const text = reportOf(
    createGithubReporter,
    [{ ...finding, location: { ...finding.location, endLine: 12 } }],
    CLEAN,
  );
  expect(text).toBe(
    '::error file=deploy/web pod.yaml,line=9,endLine=12,title=Privileged container (critical)::Pod shop/web: spec.containers[0].securityContext.privileged: container "web" is privileged [privileged]\n',
  );
});

test("nothing is written when nothing was found", () => {
  expect(reportOf(createGithubReporter, [], CLEAN, NOTHING_FOUND)).toBe("");
});
