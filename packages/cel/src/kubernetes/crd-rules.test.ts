import type { JsonObject } from "@watertight/core/kubernetes";
import { expect, it } from "vitest";
import { violatedRules } from "./crd-rules.ts";

function faultsOf(object: JsonObject, spec: JsonObject, old?: JsonObject): readonly string[] {
  const schema = { type: "object", properties: { spec: { type: "object", ...spec } } };
  return violatedRules(object, schema, 36, old).map(
    ({ path, kind, message }) => `${path.join(".")} ${kind}: ${message}`,
  );
}

const COUNTS = {
  minimum: { type: "integer", default: 1 },
  maximum: { type: "integer" },
  at: { type: "string", format: "date-time" },
  price: { type: "number" },
};

it("says of a broken rule its message, made by an expression if it has one", () => {
  const spec = {
    properties: COUNTS,
    "x-kubernetes-validations": [
      { rule: "self.minimum <= self.maximum", message: "minimum is above maximum" },
      { rule: "self.maximum < 3", messageExpression: "'maximum is ' + string(self.maximum)" },
      { rule: "self.maximum < 4" },
      { rule: "self.maximum > 0" },
    ],
  };
  expect(faultsOf({ spec: { minimum: 6, maximum: 5 } }, spec)).toEqual([
    "spec violated: minimum is above maximum",
    "spec violated: maximum is 5",
    "spec violated: failed rule: self.maximum < 4",
  ]);
});

it("sees defaults, and numbers and times as the schema has them", () => {
  const spec = {
    properties: COUNTS,
    "x-kubernetes-validations": [
      { rule: "self.minimum == 1" },
      { rule: "self.price == 2.0 && self.price / 4.0 == 0.5" },
      { rule: "self.at.getFullYear() == 2024" },
    ],
  };
  const object = { spec: { price: 2, at: "2024-02-29T10:11:12Z" } };
  expect(faultsOf(object, spec)).toEqual([]);
});

it("leaves rules on what an object was before to updates", () => {
  const spec = {
    properties: COUNTS,
    "x-kubernetes-validations": [{ rule: "self.maximum >= oldSelf.maximum" }],
  };
  expect(faultsOf({ spec: { maximum: 1 } }, spec)).toEqual([]);
});

it("asks rules on what an object was before where there was one, and optionally where there was none", () => {
  const spec = {
    properties: COUNTS,
    "x-kubernetes-validations": [
      { rule: "self.maximum >= oldSelf.maximum", message: "no less" },
      {
        rule: "oldSelf.hasValue() ? self.maximum < 9 : self.maximum == 1",
        optionalOldSelf: true,
        message: "begins with one",
      },
    ],
  };
  expect(faultsOf({ spec: { maximum: 2 } }, spec)).toEqual(["spec violated: begins with one"]);
  const old = { spec: { maximum: 3 } };
  expect(faultsOf({ spec: { maximum: 2 } }, spec, old)).toEqual(["spec violated: no less"]);
  expect(faultsOf({ spec: { maximum: 4 } }, spec, old)).toEqual([]);
});

it("lets what was broken before be left as it was: a whole list, or item by item where it is a map", () => {
  const item = {
    type: "object",
    properties: { k: { type: "string" }, v: { type: "integer" } },
    "x-kubernetes-validations": [
      { rule: "self.v > 0", message: "none" },
      { rule: "self.v >= oldSelf.v", message: "less" },
    ],
  };
  const list = (type: string): JsonObject => ({
    type: "array",
    items: item,
    "x-kubernetes-list-type": type,
    "x-kubernetes-list-map-keys": ["k"],
  });
  const spec = {
    properties: { map: list("map"), atomic: list("atomic"), changed: list("atomic") },
  };
  const old = {
    spec: {
      map: [
        { k: "a", v: 0 },
        { k: "b", v: 7 },
      ],
      atomic: [{ k: "a", v: 0 }],
      changed: [{ k: "a", v: 0 }],
    },
  };
  const now = {
    spec: {
      map: [
        { k: "b", v: 1 },
        { k: "a", v: 0 },
      ],
      atomic: [{ k: "a", v: 0 }],
      changed: [
        { k: "a", v: 0 },
        { k: "b", v: 1 },
      ],
    },
  };
  expect(faultsOf(now, spec, old)).toEqual([
    "spec.map.0 violated: less",
    "spec.changed.0 violated: none",
  ]);
});

it("says where in lists and maps a rule is broken", () => {
  const item = { type: "integer", "x-kubernetes-validations": [{ rule: "self > 1" }] };
  const spec = {
    properties: {
      list: { type: "array", items: item },
      map: { type: "object", additionalProperties: item },
    },
  };
  expect(faultsOf({ spec: { list: [2, 1], map: { a: 0, b: 3 } } }, spec)).toEqual([
    "spec.list.1 violated: failed rule: self > 1",
    "spec.map.a violated: failed rule: self > 1",
  ]);
});

it("gives what has no answer as an error, and spends no more than the budget of an object", () => {
  const spec = {
    properties: COUNTS,
    "x-kubernetes-validations": [
      { rule: "self.maximum > 0" },
      { rule: "self.nothing" },
      { rule: "lists.range(10000000).all(x, x >= 0)" },
    ],
  };
  expect(faultsOf({ spec: {} }, spec)).toEqual([
    'spec error: rule "self.maximum > 0" has no answer: no such key: maximum',
    "spec error: rule \"self.nothing\" does not compile: undefined field 'nothing'",
    'spec error: rule "lists.range(10000000).all(x, x >= 0)" has no answer: operation cancelled: actual cost limit exceeded',
  ]);
});

it("compares lists as sets and by their keys where the schema says so", () => {
  const element = {
    type: "object",
    properties: { k: { type: "string" }, v: { type: "integer" } },
  };
  const keyed = {
    type: "array",
    items: element,
    "x-kubernetes-list-type": "map",
    "x-kubernetes-list-map-keys": ["k"],
  };
  const set = { type: "array", items: { type: "integer" }, "x-kubernetes-list-type": "set" };
  const spec = {
    properties: { a: set, b: set, c: { type: "array", items: keyed } },
    "x-kubernetes-validations": [
      { rule: "self.a == self.b && (self.a + self.b).size() == 2" },
      { rule: "self.c[0] == self.c[1]" },
      { rule: "(self.c[0] + self.c[1]).size() == 2" },
    ],
  };
  const object = {
    spec: {
      a: [1, 2],
      b: [2, 1],
      c: [
        [
          { k: "x", v: 1 },
          { k: "y", v: 2 },
        ],
        [
          { k: "y", v: 2 },
          { k: "x", v: 1 },
        ],
      ],
    },
  };
  expect(faultsOf(object, spec)).toEqual([]);
});

it("says where in the value a rule is broken, and takes a message of one line only", () => {
  const spec = {
    properties: COUNTS,
    "x-kubernetes-validations": [
      { rule: "self.minimum < 0", fieldPath: ".minimum", messageExpression: "'a\\nb'" },
      { rule: "'text'" },
    ],
  };
  expect(faultsOf({ spec: {} }, spec)).toEqual([
    "spec.minimum violated: failed rule: self.minimum < 0",
    "spec error: rule \"'text'\" does not compile: cel expression must evaluate to a bool",
  ]);
});
