import { expect, test } from "vitest";
import { parseAllDocuments } from "yaml";
import { CLEAN, FINDINGS, NOTHING_FOUND, reportOf } from "../../testing/example-report.ts";
import { markdownText } from "../text/markdown-text.ts";
import { createReporter as createCsvReporter } from "./csv.ts";
import { createReporter as createGitlabReporter } from "./gitlab.ts";
import { createReporter as createMarkdownReporter } from "./markdown.ts";
import { createReporter as createOpenReporter } from "./openreports.ts";
import { createReporter as createPolicyReporter } from "./policyreport.ts";

const [finding] = FINDINGS;

test.each(["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "  =1", "%x", "|cmd"])(
  "%j is no formula in CSV",
  (name) => {
    const object = { ...finding.object, name };
    const [, row = ""] = reportOf(createCsvReporter, [{ ...finding, object }], CLEAN).split("\n");
    expect(row.split(",")[6]).toMatch(/^"'/);
  },
);

test("GitLab gets what it requires, for every severity", () => {
  const severities = ["critical", "high", "medium", "low", "info"] as const;
  const findings = severities.map((severity) => ({ ...finding, severity }));
  const issues = JSON.parse(reportOf(createGitlabReporter, findings, CLEAN)) as object[];
  expect(issues).toEqual(
    ["blocker", "critical", "major", "minor", "info"].map((severity) => ({
      description:
        'Pod shop/web: spec.containers[0].securityContext.privileged: container "web" is privileged',
      check_name: "privileged",
      fingerprint: "00000000000000000000000000000001",
      severity,
      location: { path: "deploy/web pod.yaml", lines: { begin: 9 } },
    })),
  );
  expect(reportOf(createGitlabReporter, [], CLEAN, NOTHING_FOUND)).toBe("[]\n");
});

test("GitLab gets paths from the root of the repository", () => {
  const location = { ...finding.location, file: "./a/b.yaml" };
  expect(
    JSON.parse(reportOf(createGitlabReporter, [{ ...finding, location }], CLEAN)),
  ).toMatchObject([{ location: { path: "a/b.yaml" } }]);
});

test.each([
  ["PolicyReport", createPolicyReporter],
  ["Report", createOpenReporter],
] as const)("a %s for each namespace, and one for the cluster", (kind, create) => {
  const node = { ...finding, object: { apiVersion: "v1", kind: "Node", name: "a" } };
  const other = { ...finding, object: { ...finding.object, namespace: "data" } };
  const text = reportOf(create, [finding, node, other, finding], CLEAN);
  const documents = parseAllDocuments(text).map((document) => document.toJS() as unknown);
  const summary = (fail: number) => ({ pass: 0, fail, warn: 0, error: 0, skip: 0 });
  expect(documents).toMatchObject([
    { kind, metadata: { namespace: "shop" }, summary: summary(2) },
    { kind: `Cluster${kind}`, metadata: { name: "watertight" }, summary: summary(1) },
    { kind, metadata: { namespace: "data" }, summary: summary(1) },
  ]);
  expect(reportOf(create, [], CLEAN, NOTHING_FOUND)).toBe("");
});

test.each([
  ["plain words", "plain words"],
  ["a_b", "a\\_b"],
  ["spec.a[0]", "`spec.a[0]`"],
  ["a`b", "``a`b``"],
  ["`a", "`` `a ``"],
  ["a|b", "a&#124;b"],
  ["<b>|", "&#60;b&#62;&#124;"],
  ["@team", "`@team`"],
  ["a\nb", "a b"],
])("%j is written %j in Markdown", (text, written) => {
  expect(markdownText(text)).toBe(written);
});

test("Markdown without findings has no table", () => {
  expect(reportOf(createMarkdownReporter, [], CLEAN, NOTHING_FOUND)).toBe(
    "## Watertight: 0 findings\n\n1 file, 1 document, 2 objects; 0 not examined; 0 fixable; 0 excepted; 0 in the baseline\n",
  );
});
