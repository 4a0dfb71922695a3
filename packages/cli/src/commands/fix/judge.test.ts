import type { Finding, Severity } from "@watertight/core/findings";
import type { Edit } from "@watertight/core/kubernetes";
import type { PlacedFinding } from "@watertight/core/scan";
import { snapshotOf } from "@watertight/core/testing";
import { expect, it } from "vitest";
import { judge } from "./judge.ts";
import type { Candidate } from "./model.ts";

const location = { file: "a", line: 1, column: 1, endLine: 1, endColumn: 1, rendered: false };
const snapshot = snapshotOf(
  ["a", "b"].map((name) => ({ apiVersion: "v1", kind: "Pod", metadata: { name } })),
);

function found(fingerprint: string, path: string, severity: Severity, object = 0): PlacedFinding {
  const target = snapshot.objects[object];
  const finding: Finding = {
    ...{ check: `check-${fingerprint}`, severity, fingerprint, path, message: "", cause: "" },
    ...{ object: { apiVersion: "v1", kind: "Pod", name: "a" }, location, alsoAt: [] },
  };
  return { finding, places: target ? [{ target }] : [] };
}

function candidate({ finding }: PlacedFinding, edit: Edit, object = 0): Candidate {
  return {
    finding,
    places: [],
    fix: { safety: "safe", edits: [edit] },
    sets: [{ object, edits: [edit] }],
  };
}

const cause = found("1", "spec.a", "medium");
const edit: Edit = { op: "add", path: ["spec", "a", "b"], value: 1 };

/** Fingerprints of what is refused and of what has to wait. */
function verdict(
  after: readonly PlacedFinding[],
  candidates = [candidate(cause, edit)],
): [string[], string[]] {
  const { refused, later } = judge(
    { snapshot, found: [cause] },
    { snapshot, found: after },
    candidates,
  );
  return [[...refused.keys()], [...later.keys()]];
}

it.each<[string, PlacedFinding[], [string[], string[]]]>([
  ["accepts a change after which nothing is left", [], [[], []]],
  ["lets a finding wait that is still there", [cause], [[], ["1"]]],
  [
    "refuses a new finding at the place of the change",
    [found("2", "spec.a.b", "medium")],
    [["1"], []],
  ],
  ["refuses one above it", [found("2", "spec", "high")], [["1"], []]],
  ["refuses one below it", [found("2", "spec.a.b[0].c", "high")], [["1"], []]],
  ["takes a less severe one there for what is left", [found("2", "spec.a.b", "low")], [[], []]],
  [
    "takes one elsewhere that is no worse for one that was hidden",
    [found("2", "spec.ab", "medium")],
    [[], []],
  ],
  ["refuses one elsewhere that is worse", [found("2", "spec.ab", "high")], [["1"], []]],
  [
    "blames all changes for a worse one of another object",
    [found("2", "spec", "critical", 1)],
    [["1"], []],
  ],
])("%s", (_, after, expected) => {
  expect(verdict(after)).toEqual(expected);
});

it("knows what a finding stood for", () => {
  const implied = { check: "x", path: "spec.a.b", fingerprint: "2" };
  const before = { ...cause, finding: { ...cause.finding, standsFor: [implied] } };
  const after = [found("2", "spec.a.b", "critical")];
  const { refused } = judge({ snapshot, found: [before] }, { snapshot, found: after }, [
    candidate(cause, edit),
  ]);
  expect([...refused]).toEqual([]);
});

it("knows a finding by its place and words where the object is called otherwise now", () => {
  const kept = found("2", "spec.c", "critical");
  const again = { ...kept, finding: { ...kept.finding, fingerprint: "3" } };
  const { refused } = judge({ snapshot, found: [cause, kept] }, { snapshot, found: [again] }, [
    candidate(cause, edit),
  ]);
  expect([...refused]).toEqual([]);
});
