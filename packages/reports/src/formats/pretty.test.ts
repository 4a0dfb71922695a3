import { snapshotOf } from "@watertight/core/testing";
import { expect, test } from "vitest";
import { CLEAN, CONTEXT, FINDINGS, NOTHING_FOUND, reportOf } from "../../testing/example-report.ts";
import { createReporter as createPrettyReporter } from "./pretty.ts";

const [critical, low, high] = FINDINGS;

test("nothing found is one line", () => {
  expect(reportOf(createPrettyReporter, [], CLEAN, NOTHING_FOUND)).toBe(
    "0 findings; 1 file, 1 document, 2 objects; 0 not examined\n",
  );
});

const BY_CAUSE = { ...CLEAN, groupBy: "cause" } as const;

test("the worst object is the first and its worst finding the first of it", () => {
  const info = { ...critical, severity: "info", cause: "another" } as const;
  const lines = reportOf(createPrettyReporter, [critical, info, high, low], BY_CAUSE).split("\n");
  const words = lines.map((line) => /^ {2}(critical|high|low|info) /.exec(line)?.[1]);
  expect(words.filter((word) => word !== undefined)).toEqual(["critical", "info", "high", "low"]);
});

test("findings of one cause are one entry, the worst of them whole", () => {
  const low2 = { ...low, location: critical.location };
  const same = [
    { ...critical, standsFor: [], alsoAt: [], severityReason: [] },
    { ...low2, cause: critical.cause },
    { ...low2, cause: critical.cause },
    { ...critical, severity: "medium", check: "other" } as const,
  ];
  const lines = reportOf(createPrettyReporter, same, BY_CAUSE).split("\n");
  expect(lines.slice(0, 10)).toEqual([
    "Pod shop/web  deploy/web pod.yaml",
    "",
    "  critical  deploy/web pod.yaml:9:9  privileged",
    '    spec.containers[0].securityContext.privileged: container "web" is privileged',
    "       7 |     - name: web",
    "       8 |       securityContext:",
    "    >  9 |         privileged: true",
    "         |         ^^^^^^^^^^^^^^^^",
    "    fix: Remove the field, e.g. by hand.",
    "    same cause: medium other, low run-as-user (2 places)",
  ]);
});

test("from a severity on, nothing below it is listed", () => {
  const context = { ...BY_CAUSE, severity: "high" } as const;
  const text = reportOf(createPrettyReporter, [critical, low], context);
  expect(text).toContain("  critical  ");
  expect(text).not.toContain("  run-as-user\n");
});

test("grouped by check, each place is a line", () => {
  const other = { ...critical.location, file: "b.yaml", line: 2, column: 1 };
  const findings = [critical, { ...critical, severity: "high", location: other } as const];
  const context = { ...CLEAN, groupBy: "check" } as const;
  expect(reportOf(createPrettyReporter, findings, context, NOTHING_FOUND)).toBe(
    `privileged  Privileged container  in 2 places
  fix: Remove the field, e.g. by hand.

  critical  deploy/web pod.yaml:9:9  Pod shop/web  spec.containers[0].securityContext.privileged: container "web" is privileged
  high      b.yaml:2:1  Pod shop/web  spec.containers[0].securityContext.privileged: container "web" is privileged

0 findings; 1 file, 1 document, 2 objects; 0 not examined
`,
  );
});

test("grouped by image, an image is a group wherever it is used, and the rest stays with its object", () => {
  const image = { ...low, location: critical.location, path: "spec", cause: "image nginx" };
  const findings = [
    { ...critical, severity: "info" } as const,
    image,
    { ...image, check: "other" },
  ];
  const context = { ...CLEAN, groupBy: "image" } as const;
  const lines = reportOf(createPrettyReporter, findings, context, NOTHING_FOUND).split("\n");
  expect(lines.filter((line) => line !== "").slice(0, 4)).toEqual([
    "image nginx  in 2 places",
    "  low       deploy/web pod.yaml:9:9  Pod shop/web  spec: pod runs as an unknown user  other",
    "  low       deploy/web pod.yaml:9:9  Pod shop/web  spec: pod runs as an unknown user  run-as-user",
    "Pod shop/web  deploy/web pod.yaml",
  ]);
});

test("the program whose output the position is in is named", () => {
  const object = { apiVersion: "v1", kind: "Pod", metadata: { namespace: "shop", name: "web" } };
  const { file } = low.location;
  const rendered = { by: "helm", from: "chart" } as const;
  const snapshot = snapshotOf([object], {
    files: [file],
    origins: () => ({ rendered, locate: () => low.location }),
  });
  expect(reportOf(createPrettyReporter, [low], { ...BY_CAUSE, snapshot })).toContain(
    "  low       chart/templates/web.yaml:3:9  (position in the text rendered by Helm)  run-as-user\n",
  );
});

test("colour and links only where the terminal has them", () => {
  const text = reportOf(createPrettyReporter, [critical], {
    ...CLEAN,
    color: true,
    hyperlinks: true,
  });
  expect(text).toContain("\u001b[31mcritical\u001b[39m");
  expect(text).toContain(
    "\u001b]8;;https://watertight.dev/checks/privileged\u001b\\privileged\u001b]8;;\u001b\\\n",
  );
  expect(reportOf(createPrettyReporter, [critical], CLEAN)).not.toContain("\u001b");
});

test("long lists are cut, what matters first", () => {
  const ignored = Array.from({ length: 11 }, (_, index) => ({
    file: `${index}.md`,
    line: 1,
    kind: "ignored" as const,
    reason: "Ignored.",
  }));
  const broken = { file: "z.yaml", line: 3, kind: "syntax-error", reason: "Broken." } as const;
  const warnings = Array.from({ length: 12 }, (_, index) => ({
    file: "w.yaml",
    line: index + 1,
    column: 1,
    severity: "warning" as const,
    message: "Odd.",
  }));
  const snapshot = {
    ...CLEAN.snapshot,
    coverage: { ...CLEAN.snapshot.coverage, notExamined: [...ignored, broken] },
    diagnostics: warnings,
  };
  const lines = reportOf(createPrettyReporter, [], { ...CLEAN, snapshot }).split("\n");
  const start = lines.indexOf("Not examined");
  expect(lines.slice(start, start + 4)).toEqual([
    "Not examined",
    "",
    "  z.yaml:3  syntax error  Broken.",
    "  0.md  ignored  Ignored.",
  ]);
  expect(lines).toContain("  … and 2 more places; -o json lists all");
  expect(lines).toContain("  … and 2 more warnings; -o json lists all");
  expect(lines.filter((line) => line === "    Odd.").length).toBe(10);
});

test("a name that is a workflow command is broken up", () => {
  const object = { ...critical.object, kind: "::error::x", name: "##[error]y" };
  const text = reportOf(createPrettyReporter, [{ ...critical, object }], CONTEXT);
  expect(text.split("\n")[0]).toBe(": :error::x shop/## [error]y");
});
