import type { ObjectReference } from "@watertight/core/kubernetes";
import type { Snapshot } from "@watertight/core/snapshot";
import { snapshotOf } from "@watertight/core/testing";
import { expect, test } from "vitest";
import { positionIn } from "../text/position.ts";
import { evidenceJson, placeJson, proofJson, referenceJson } from "./evidence-json.ts";

/** A snapshot with a ConfigMap of one name in each of these files. */
function inFiles(...files: readonly string[]): Snapshot {
  const metadata = { name: "a", namespace: "shop" };
  return snapshotOf(
    files.map(() => ({ apiVersion: "v1", kind: "ConfigMap", metadata })),
    {
      files,
      origins: (file) => ({
        locate: (path) => ({
          ...{ file, line: path.length + 1, column: 3, endLine: path.length + 1, endColumn: 9 },
          rendered: false,
        }),
      }),
    },
  );
}

const object: ObjectReference = {
  apiVersion: "v1",
  kind: "ConfigMap",
  namespace: "shop",
  name: "a",
};
const path = ["data", "a.b", 0];

test("evidence names the object, the field, what it says and where it stands", () => {
  expect(evidenceJson({ object, path, message: "is so" }, inFiles("a.yaml"))).toEqual({
    object: { apiVersion: "v1", kind: "ConfigMap", namespace: "shop", name: "a" },
    path: "data[a.b][0]",
    message: "is so",
    location: { file: "a.yaml", line: 4, column: 3, endLine: 4, endColumn: 9, rendered: false },
  });
});

test("an object that the input does not hold stands nowhere", () => {
  const other = { ...object, name: "b" };
  const snapshot = inFiles("a.yaml");
  expect(placeJson({ object: other, path: [] }, snapshot)).toEqual({
    object: { apiVersion: "v1", kind: "ConfigMap", namespace: "shop", name: "b" },
    path: "",
    location: null,
  });
  expect(positionIn(snapshot, { object: other, path: [] })).toBeUndefined();
});

test("what names no namespace has null for one", () => {
  const reference = { apiVersion: "v1", kind: "Namespace", name: "shop" };
  expect(referenceJson(reference)).toEqual({ ...reference, namespace: null });
});

test("of objects of one name it is the one that decided, and else the first of the input", () => {
  const snapshot = inFiles("a.yaml", "b.yaml");
  const decided = snapshot.objects.map(({ reference }) => reference);
  const fileOf = (reference: ObjectReference) =>
    proofJson([{ object: reference, path: [], message: "" }], snapshot).map(
      ({ location }) => location,
    );
  const at = (file: string) => [
    { file, line: 1, column: 3, endLine: 1, endColumn: 9, rendered: false },
  ];
  expect(decided.map(fileOf)).toEqual([at("a.yaml"), at("b.yaml")]);
  expect(fileOf(object)).toEqual(at("a.yaml"));
  expect(decided.map((each) => positionIn(snapshot, { object: each, path: [] }))).toEqual([
    "a.yaml:1:3",
    "b.yaml:1:3",
  ]);
});
