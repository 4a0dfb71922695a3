import type { Finding } from "@watertight/core/findings";
import type { PlacedFinding } from "@watertight/core/scan";
import { snapshotOf } from "@watertight/core/testing";
import { expect, it } from "vitest";
import type { Scanned } from "./model.ts";
import { impliedIn, samenessOf } from "./sameness.ts";

const location = { file: "a", line: 1, column: 1, endLine: 1, endColumn: 1, rendered: false };
const snapshot = snapshotOf([0, 1].map(() => ({ apiVersion: "v1", kind: "Pod" })));

interface Brief {
  readonly fingerprint: string;
  readonly path?: string;
  readonly message?: string;
  readonly name?: string;
  readonly number?: number;
  readonly standsFor?: readonly string[];
}

function found({ path = "spec", message = "m", name = "web", number = 0, ...more }: Brief) {
  const target = snapshot.objects[number];
  const finding: Finding = {
    ...{ check: "c", severity: "low", fingerprint: more.fingerprint, path, message, cause: "" },
    ...{ object: { apiVersion: "v1", kind: "Pod", name }, location, alsoAt: [] },
    standsFor: (more.standsFor ?? []).map((each) => ({ check: "d", path, fingerprint: each })),
  };
  return { finding, places: target ? [{ target }] : [] } satisfies PlacedFinding;
}

/** For each finding before the number of its counterpart after. */
function pairs(before: readonly Brief[], after: readonly Brief[]): (number | undefined)[] {
  const [old, fresh] = [before.map(found), after.map(found)];
  const same = samenessOf({ snapshot, found: old }, { snapshot, found: fresh });
  const numbers = new Map(fresh.map(({ finding }, number) => [finding, number]));
  return old.map(({ finding }) => {
    const counterpart = same.after.get(finding);
    if (counterpart) expect(same.before.get(counterpart)).toBe(finding);
    return counterpart && numbers.get(counterpart);
  });
}

it.each<[string, Brief[], Brief[], (number | undefined)[]]>([
  ["what is gone has none", [{ fingerprint: "1" }], [], [undefined]],
  [
    "the second of a place takes the fingerprint of the first that is gone",
    [
      { fingerprint: "1", message: "first" },
      { fingerprint: "2", message: "second" },
    ],
    [{ fingerprint: "1", message: "second" }],
    [undefined, 0],
  ],
  [
    "what moves up in a list is not what stood there",
    [
      { fingerprint: "1", path: "spec.ports[0]" },
      { fingerprint: "2", path: "spec.ports[1]" },
    ],
    [{ fingerprint: "2", path: "spec.ports[0]" }],
    [undefined, 0],
  ],
  [
    "an item without a key is known by its place",
    [{ fingerprint: "1", path: "rules[0].verbs" }],
    [{ fingerprint: "2", path: "rules[0].verbs" }],
    [0],
  ],
  [
    "other words about the same are the same",
    [{ fingerprint: "1", message: "1 of 2" }],
    [{ fingerprint: "1", message: "1 of 1" }],
    [0],
  ],
  [
    "objects without a name are told apart",
    [
      { fingerprint: "1", name: "", number: 0 },
      { fingerprint: "1", name: "", number: 1, path: "metadata" },
    ],
    [{ fingerprint: "1", name: "", number: 1, message: "n" }],
    [undefined, 0],
  ],
])("%s", (_, before, after, expected) => {
  expect(pairs(before, after)).toEqual(expected);
});

it("what a finding stands for is of its object, also where that has no name", () => {
  const scanned: Scanned = {
    snapshot,
    found: [
      found({ fingerprint: "1", standsFor: ["2"] }),
      found({ fingerprint: "3", name: "", number: 1, standsFor: ["4"] }),
    ],
  };
  const isImplied = impliedIn(scanned)(snapshot);
  expect([
    isImplied(found({ fingerprint: "2", number: 1 })),
    isImplied(found({ fingerprint: "1" })),
    isImplied(found({ fingerprint: "4", name: "", number: 1 })),
    isImplied(found({ fingerprint: "4", name: "", number: 0 })),
  ]).toEqual([true, false, true, false]);
});
