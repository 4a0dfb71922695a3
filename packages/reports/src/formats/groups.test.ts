import type { Finding, Grouping } from "@watertight/core/findings";
import { expect, it } from "vitest";
import { CLEAN, FINDINGS, NOTHING_FOUND, reportOf } from "../../testing/example-report.ts";
import { createReporter as createMarkdownReporter } from "./markdown.ts";
import { createReporter as createPrettyReporter } from "./pretty.ts";

const [, base] = FINDINGS;

function finding(name: string, check: string, severity: Finding["severity"], cause: string) {
  const object = { apiVersion: "v1", kind: "Pod", namespace: "shop", name };
  const fingerprint = `${name} ${check} ${severity}`;
  return { ...base, object, check, severity, cause, fingerprint } satisfies Finding;
}

const LEFT = "links: left to the default";
const findings: readonly Finding[] = [
  finding("a", "links", "info", LEFT),
  finding("a", "seccomp", "medium", "Pod a: no spec.securityContext"),
  finding("a", "root", "low", "Pod a: no spec.securityContext"),
  finding("a", "tag", "low", "image nginx"),
  finding("b", "links", "info", LEFT),
  // An exposed object: the same weighs more.
  finding("c", "links", "low", LEFT),
  finding("c", "tag", "low", "image nginx"),
  finding("c", "owner", "info", "Pod c: owner"),
];

it("pretty says what objects share after all else, with the first of them", () => {
  const many = ["a", "b", "c", "d", "e", "f"].map((name) => finding(name, "links", "info", LEFT));
  const context = { ...CLEAN, groupBy: "cause" } as const;
  const text = reportOf(createPrettyReporter, [...findings.slice(1, 2), ...many], context);
  const lines = text.split("\n");
  const start = lines.indexOf("For information, the same in several objects");
  expect(lines.slice(start - 1, start + 6)).toEqual([
    "",
    "For information, the same in several objects",
    "",
    "  info      chart/templates/web.yaml:3:9  (position in the text rendered by Helm or Kustomize)  links",
    "    spec: pod runs as an unknown user",
    "    in 6 objects: Pod shop/f, Pod shop/a, Pod shop/b, Pod shop/c and 2 more (--group-by object shows each)",
    "",
  ]);
});

it("a row of markdown names what is settled with it, and --group-by finding has a row for each", () => {
  const rows = (groupBy: Grouping): string[] =>
    reportOf(createMarkdownReporter, findings, { ...CLEAN, groupBy }, NOTHING_FOUND)
      .split("\n")
      .filter((line) => /^\| (?!severity)/.test(line));
  const place = "`chart/templates/web.yaml:3:9` | `spec: pod runs as an unknown user`";
  expect(rows("cause")[0]).toBe(
    `| medium | seccomp | \`Pod shop/a\` | ${place} \`same cause: low root\` |`,
  );
  expect([rows("cause").length, rows("finding").length]).toEqual([6, 8]);
});
