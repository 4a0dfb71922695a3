import { expect, it } from "vitest";
import type { FieldPath } from "../kubernetes/field-path.ts";
import { formatFieldPath } from "../kubernetes/field-path.ts";
import { type FactPlace, factOf, factPath, isOfFacts, objectOfFacts, placeBelow } from "./facts.ts";
import { createSnapshot, fieldText } from "./snapshot.ts";

const DOCUMENT = {
  value: { cluster: { ranges: ["0.0.0.0/0"] } },
  origin: { from: "file", file: "eks.json", document: 1, line: 1 } as const,
  locate: (path: FieldPath) => ({
    file: "eks.json",
    line: path.length + 1,
    column: 1,
    endLine: path.length + 1,
    endColumn: 2,
    rendered: false,
  }),
};

const CLUSTER: FactPlace = { document: DOCUMENT, path: ["cluster"], name: "cluster" };

const OBJECT = objectOfFacts({
  kind: "CloudCluster",
  name: "eks/shop",
  at: CLUSTER,
  facts: new Map([
    ["ranges", { value: ["0.0.0.0/0"], at: placeBelow(CLUSTER, ["ranges"]) }],
    [
      "private",
      { value: false, assumed: "absent", at: placeBelow(CLUSTER, ["endpointPrivateAccess"]) },
    ],
    ["arn", { unknown: "known only after apply", at: placeBelow(CLUSTER, ["arn"]) }],
  ]),
});

const [ENTRY] = createSnapshot({
  objects: [OBJECT],
  coverage: { files: 1, documents: 1, objects: 1, notExamined: [], unknownKinds: [] },
  diagnostics: [],
  assumptions: {
    kubernetesVersion: { value: "v1.37", known: "defaulted" },
    wholeCluster: { value: false, known: "defaulted" },
  },
  sourceOf: () => undefined,
}).objects;

it("is an object like any other, of a group that no cluster has", () => {
  expect(OBJECT.object).toEqual({
    apiVersion: "facts.watertight.dev/v1alpha1",
    kind: "CloudCluster",
    metadata: { name: "eks/shop" },
    spec: {
      ranges: { value: ["0.0.0.0/0"] },
      private: { value: false, assumed: "absent" },
      arn: { unknown: "known only after apply" },
    },
  });
  expect(isOfFacts(OBJECT.object)).toBe(true);
  expect(isOfFacts({ apiVersion: "v1" })).toBe(false);
});

it("tells what is written from what holds where nothing is, from what is not known, and from what does not apply", () => {
  expect(factOf(OBJECT.object, "ranges")).toEqual({ value: ["0.0.0.0/0"] });
  expect(factOf(OBJECT.object, "private")).toEqual({ value: false, assumed: "absent" });
  expect(factOf(OBJECT.object, "arn")).toEqual({ unknown: "known only after apply" });
  expect(factOf(OBJECT.object, "legacyAbac")).toBe(undefined);
});

it("calls each field as its document does, and finds it there", () => {
  const places = [
    factPath("ranges"),
    factPath("ranges", 0),
    factPath("private"),
    factPath("arn"),
    factPath("nothing"),
    [],
  ].map((path) => `${fieldText(ENTRY, path)} ${ENTRY?.locate(path).line}`);
  expect(places).toEqual([
    "cluster.ranges 3",
    "cluster.ranges[0] 4",
    "cluster.endpointPrivateAccess 3",
    "cluster.arn 3",
    "cluster 2",
    "cluster 2",
  ]);
});

it("calls a field by its path where it has no other name", () => {
  expect(fieldText(undefined, ["spec", "ports", 0])).toBe(formatFieldPath(["spec", "ports", 0]));
});
