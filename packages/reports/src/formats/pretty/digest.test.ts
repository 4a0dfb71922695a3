import type { Finding, Severity } from "@watertight/core/findings";
import { expect, test } from "vitest";
import { CLEAN, FINDINGS } from "../../../testing/example-report.ts";
import type { ReportContext } from "../../reporter.ts";
import { createPaint } from "../../text/paint.ts";
import { createDigest } from "./digest.ts";

const [critical, low] = FINDINGS;

function finding(severity: Severity, check: string, name: string, line = 1): Finding {
  return {
    ...low,
    severity,
    check,
    object: { ...low.object, name },
    cause: `${name} ${check} ${line}`,
    location: { ...low.location, file: `${name}.yaml`, line, rendered: false },
  };
}

function digest(findings: readonly Finding[], context: Partial<ReportContext> = {}): string[] {
  const all = createDigest({ ...CLEAN, ...context }, createPaint(false));
  for (const each of findings) all.add(each);
  return [...all.end().lines];
}

test("critical findings are whole, high ones two lines, of the rest a line a check", () => {
  const found = [
    finding("low", "b", "api"),
    finding("medium", "a", "api"),
    finding("medium", "c", "web"),
    finding("medium", "c", "api"),
    finding("high", "run-as-user", "web"),
    { ...critical, standsFor: [], alsoAt: [], severityReason: [] },
    finding("info", "d", "api"),
    finding("info", "d", "web"),
  ];
  expect(digest(found)).toEqual([
    "Pod shop/web",
    "  critical  deploy/web pod.yaml:9:9  privileged",
    '    spec.containers[0].securityContext.privileged: container "web" is privileged',
    "       7 |     - name: web",
    "       8 |       securityContext:",
    "    >  9 |         privileged: true",
    "         |         ^^^^^^^^^^^^^^^^",
    "    fix: Remove the field, e.g. by hand.",
    "",
    "  high      web.yaml:1:9  run-as-user",
    "    Pod shop/web  spec: pod runs as an unknown user",
    "",
    "  medium      2  c",
    "  medium      1  a",
    "  low         1  b",
    "",
    "  2 findings of 1 check not shown: info; --severity info shows them.",
    "",
    "Where to begin",
    "  Pod shop/web  deploy/web pod.yaml: 1 critical",
    "  Pod shop/web  web.yaml: 1 high, 1 medium",
    "  Pod shop/api  api.yaml: 2 medium, 1 low",
    "",
  ]);
});

test("what is shown follows the severity that is asked for", () => {
  const found = [finding("info", "d", "web"), finding("low", "b", "web")];
  expect(digest(found, { severity: "info" })).toEqual([
    "  low         1  b",
    "  info        1  d",
    "",
  ]);
  expect(digest(found, { severity: "high" })).toEqual([
    "  2 findings of 2 checks not shown: info, low; --severity info shows them.",
    "",
  ]);
});

test("a hundred of each fit on two screens, and what is left out is said", () => {
  const found = Array.from({ length: 100 }, (_, index) => [
    { ...critical, object: { ...critical.object, name: `c${index}` }, cause: `c${index}` },
    finding("high", "h", `h${index}`),
    finding("medium", `m${index}`, "web", index + 1),
  ]).flat();
  const lines = digest(found);
  expect(lines.length).toBeLessThan(160);
  expect(lines).toContain("  … and 176 more; --group-by object shows all of them");
  expect(lines).toContain("  … and 80 more checks; --group-by check shows all");
});

test("titles are cut where the terminal ends", () => {
  const id = "run-as-user-of-a-name-that-is-as-long-as-it-gets-to-be";
  const checks = CLEAN.checks.map((check) => ({ ...check, id, title: "A title of some length" }));
  const found = [finding("low", id, "web")];
  expect(digest(found, { checks, width: 80 })[0]).toBe(`  low         1  ${id}`);
  expect(digest(found, { checks, width: 140 })[0]).toBe(
    `  low         1  ${id}  A title of some length`,
  );
});

test("what lies beside the worst of one cause is told with it, and objects of one name are each their own", () => {
  const cause = "Pod api: no spec";
  const of = (severity: Severity, check: string, name: string): Finding => ({
    ...finding(severity, check, "api"),
    cause,
    message: name,
  });
  const one = [of("low", "a", "one"), of("high", "b", "one")];
  const { object } = one[0] ?? low;
  const found = [
    ...one.map((each) => ({ ...each, object })),
    finding("low", "c", "web"),
    ...[of("medium", "d", "two"), of("high", "b", "two")].map((each) => ({ ...each, object })),
  ];
  expect(digest(found).slice(0, 4)).toEqual([
    "  high      api.yaml:1:9  b",
    "    Pod shop/api  spec: one; same cause: low a",
    "  high      api.yaml:1:9  b",
    "    Pod shop/api  spec: two; same cause: medium d",
  ]);
});

test("what several worlds say of an object is put together, in whatever order it comes", () => {
  const cause = "Pod api: no spec";
  const object = { ...low.object, name: "api" };
  const api = (severity: Severity, check: string): Finding => ({
    ...finding(severity, check, "api"),
    ...{ cause, object, worlds: ["prod"] },
  });
  const web: Finding = { ...finding("low", "c", "web"), worlds: ["prod"] };
  expect(digest([api("low", "a"), web, api("high", "b")]).slice(0, 2)).toEqual([
    "  high      api.yaml:1:9  b",
    "    Pod shop/api  spec: pod runs as an unknown user; same cause: low a",
  ]);
});
