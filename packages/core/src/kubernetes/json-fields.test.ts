import { expect, test } from "vitest";
import type { JsonValue } from "./json.ts";
import { listAt, objectAt, textAt, textsAt, valueAt, valueAtPath } from "./json-fields.ts";

const OBJECT: JsonValue = {
  spec: { type: "NodePort", ports: [{ port: 80 }, null], names: ["a", 1, "b"], empty: null },
};

test("a path leads through mappings to a value", () => {
  expect(valueAt(OBJECT, "spec", "type")).toBe("NodePort");
  expect(valueAt(OBJECT)).toBe(OBJECT);
  expect(textAt("NodePort")).toBe("NodePort");
  expect(objectAt(OBJECT, "spec", "ports")).toEqual({});
  expect(listAt(OBJECT, "spec", "ports")).toEqual([{ port: 80 }, null]);
  expect(textAt(OBJECT, "spec", "ports")).toBe("");
});

test("what is absent, null or below something that is no mapping is not there", () => {
  for (const path of [
    ["spec", "empty"],
    ["spec", "empty", "field"],
    ["status"],
    ["spec", "type", "0"],
  ]) {
    expect(valueAt(OBJECT, ...path)).toBeUndefined();
    expect(objectAt(OBJECT, ...path)).toEqual({});
    expect(listAt(OBJECT, ...path)).toEqual([]);
    expect(textAt(OBJECT, ...path)).toBe("");
  }
  expect(valueAt(undefined, "spec")).toBeUndefined();
  expect(valueAt(OBJECT, "constructor")).toBeUndefined();
});

test("of a list of texts whatever is no text is left out", () => {
  expect(textsAt(OBJECT, "spec", "names")).toEqual(["a", "b"]);
});

test("a path with indices leads through lists, and a number is no key of a mapping", () => {
  expect(valueAtPath(OBJECT, ["spec", "ports", 0, "port"])).toBe(80);
  expect(valueAtPath(OBJECT, ["spec", "ports", 1])).toBeUndefined();
  expect(valueAtPath(OBJECT, ["spec", "ports", 2, "port"])).toBeUndefined();
  expect(valueAtPath({ 0: "a" }, [0])).toBeUndefined();
  expect(valueAtPath(["a"], ["0"])).toBeUndefined();
});
