import { expect, it } from "vitest";
import type { Finding } from "./finding.ts";
import { GROUPINGS, type Grouping } from "./grouping.ts";
import { entriesOf, groupsOf, worstFirst } from "./groups.ts";

function finding(
  name: string,
  check: string,
  severity: Finding["severity"],
  cause: string,
): Finding {
  return {
    object: { apiVersion: "v1", kind: "Pod", namespace: "shop", name },
    check,
    severity,
    cause,
    fingerprint: `${name} ${check} ${severity}`,
    path: "spec",
    message: "is so",
    location: { file: "a.yaml", line: 1, column: 1, endLine: 1, endColumn: 2, rendered: false },
    alsoAt: [],
  };
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

function shown(groupBy: Grouping): string[] {
  return groupsOf(findings, groupBy).flatMap((group) =>
    entriesOf(group, groupBy).map(
      ({ by, finding: { object, check }, others }) =>
        `${by} ${object.name} ${check}${others.length === 0 ? "" : ` +${others.length}`}`,
    ),
  );
}

it("a cause in an object is one entry, and information that objects share is one for all", () => {
  expect(shown("cause")).toEqual([
    "shared b links +1",
    "object a tag",
    "object a seccomp +1",
    "object c owner",
    "object c links",
    "object c tag",
  ]);
});

it("an object has all entries of its own where it is asked for", () => {
  expect(shown("object")).toEqual([
    "object a links",
    "object a tag",
    "object a seccomp +1",
    "object b links",
    "object c owner",
    "object c links",
    "object c tag",
  ]);
});

it("each finding is an entry where it is asked for", () => {
  expect(shown("finding")).toEqual([
    "object a links",
    "object a root",
    "object a tag",
    "object a seccomp",
    "object b links",
    "object c owner",
    "object c links",
    "object c tag",
  ]);
});

it("a check or an image is an entry with all its places", () => {
  expect(shown("check")).toEqual([
    "check c links +2",
    "check a seccomp",
    "check a root",
    "check c tag +1",
    "check c owner",
  ]);
  expect(shown("image").filter((entry) => entry.startsWith("image"))).toEqual(["image c tag +1"]);
});

it.each(GROUPINGS)("grouped by %s, every finding is in one entry, the worst entry first", (by) => {
  const entries = worstFirst(findings, by);
  const all = entries.flatMap(({ finding: first, others }) => [first, ...others]);
  expect(all.map(({ fingerprint }) => fingerprint).sort()).toEqual(
    findings.map(({ fingerprint }) => fingerprint).sort(),
  );
  expect(entries[0]?.finding.severity).toBe("medium");
});
