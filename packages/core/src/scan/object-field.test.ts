import { expect, test } from "vitest";
import { snapshotOf } from "../../testing/snapshot.ts";
import type { FieldPath } from "../kubernetes/field-path.ts";
import { stablePath } from "./fingerprint.ts";
import { type FieldSubject, type ObjectField, PathNode } from "./object-field.ts";

const object = {
  apiVersion: "v1",
  kind: "Pod",
  metadata: { name: "web", annotations: { "a.b/c": "x", 'quote"d': "y", é: "z" } },
  spec: {
    nothing: null,
    containers: [{ name: "a" }, { name: "b", args: ["--x", 'say "hi"', null] }, { name: "a" }],
  },
};
const paths: readonly FieldPath[] = [
  [],
  ["metadata", "annotations", "a.b/c"],
  ["metadata", "annotations", 'quote"d'],
  ["metadata", "annotations", "é"],
  ["spec", "containers", 0],
  ["spec", "containers", 1, "args", 0],
  ["spec", "containers", 1, "args", 1],
  ["spec", "containers", 1, "args", 2],
  ["spec", "containers", 1, "args", 3],
  ["spec", "containers", 7, "image"],
  ["spec", "nothing", "there"],
  ["spec", "0"],
  ["spec", 0],
  ["__proto__", "x"],
];

function subjectOf(...isOwned: readonly true[]): FieldSubject {
  const [target] = snapshotOf([object]).objects;
  if (!target) throw new Error("There is no object.");
  return { target, seen: target, isOwned: isOwned.length > 0, speakers: new Map() };
}

test.each(paths)("is recognised by the stable path: %j", (...path) => {
  const field = new PathNode().below(path).fieldOf(subjectOf());
  expect(JSON.parse(field.stable)).toBe(stablePath(object, path));
});

test("what an owner recognises it by begins below the pod template", () => {
  const { target, ...rest } = subjectOf(true);
  const template = { path: ["spec"], metadata: { labels: {}, annotations: {} }, spec: {} };
  const subject = { ...rest, target, seen: { ...target, podTemplates: [template] } };
  const fieldAt = (path: FieldPath): ObjectField => new PathNode().below(path).fieldOf(subject);
  const stables = [["spec", "containers", 1, "name"], ["spec"], ["kind"]].map(
    (path) => fieldAt(path).stable,
  );
  const expected = ['["containers","[name=b]","name"]', "[]", '["kind"]'];
  expect(stables).toEqual(expected.map((text) => JSON.stringify(text)));
  expect(fieldAt(["spec", "x"]).template).toEqual(["spec"]);
});

test("what is lacking is the first step of the way, null included", () => {
  const root = new PathNode();
  const subject = subjectOf();
  const lacking = (path: FieldPath): string | undefined =>
    root.below(path).fieldOf(subject).absence?.text;
  expect(paths.map(lacking)).toEqual([
    ...[undefined, undefined, undefined, undefined, undefined, undefined, undefined],
    ...["spec.containers[1].args[2]", "spec.containers[1].args[3]", "spec.containers[7]"],
    ...["spec.nothing", "spec.0", "spec[0]", "__proto__"],
  ]);
});

test("two violations in fields that are recognised alike are told apart by their number", () => {
  const root = new PathNode();
  const subject = subjectOf();
  const [first, second] = [0, 2].map((index) =>
    root.below(["spec", "containers", index]).fieldOf(subject),
  );
  expect(first?.stable).toBe(second?.stable);
  expect([
    first?.ordinalOf("one", "a"),
    second?.ordinalOf("one", "a"),
    second?.ordinalOf("one", "b"),
    second?.ordinalOf("two", "a"),
    first?.ordinalOf("one", "a"),
  ]).toEqual([0, 1, 0, 0, 2]);
});

test("paths that read alike are two", () => {
  const root = new PathNode();
  const [one, two] = [root.below(["a", "-][+"]), root.below(["a", "-", "+"])];
  expect(one.text).toBe(two.text);
  expect(one).not.toBe(two);
});

test("a path that another object has too gives that one's own field", () => {
  const node = new PathNode().below(["spec", "containers", 0]);
  const [one, two] = [subjectOf(), subjectOf()];
  expect(node.fieldOf(one)).toBe(node.fieldOf(one));
  expect(node.fieldOf(two).subject).toBe(two);
  expect(node.fieldOf(one).subject).toBe(one);
});
