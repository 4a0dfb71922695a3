import type { JsonObject } from "@watertight/core/kubernetes";
import { expect, it } from "vitest";
import { definitionFaults } from "./definition-rules.ts";

function definitionOf(spec: JsonObject): JsonObject {
  const schema = { type: "object", properties: { spec: { type: "object", ...spec } } };
  return { spec: { versions: [{ name: "v1", schema: { openAPIV3Schema: schema } }] } };
}

function faultsOf(spec: JsonObject, minor = 36, old?: JsonObject): readonly string[] {
  const before = old === undefined ? undefined : definitionOf(old);
  return definitionFaults(definitionOf(spec), minor, before).map(
    ({ path, message }) => `${path.slice(5).join(".")}: ${message}`,
  );
}

const ADVICE =
  "(try simplifying the rule, or adding maxItems, maxProperties, and maxLength where arrays, maps, and strings are declared)";

it("refuses a rule that may cost more than one may, by how often there is room for it", () => {
  const names = (limit: JsonObject): JsonObject => ({
    properties: { names: { type: "array", items: { type: "string" }, ...limit } },
    "x-kubernetes-validations": [{ rule: "self.names.all(n, self.names.exists_one(m, n == m))" }],
  });
  const rule = "properties.spec.x-kubernetes-validations.0.rule";
  expect(faultsOf(names({}))).toEqual([
    `${rule}: estimated rule cost exceeds budget by factor of more than 100x ${ADVICE}`,
    `${rule}: contributed to estimated rule cost total exceeding cost limit for entire OpenAPIv3 schema`,
    `: x-kubernetes-validations estimated rule cost total for entire OpenAPIv3 schema exceeds budget by factor of more than 100x ${ADVICE}`,
  ]);
  const bounded = (maxItems: number): JsonObject => ({
    ...names({}),
    properties: {
      names: { type: "array", items: { type: "string", maxLength: 10 }, maxItems },
    },
  });
  expect(faultsOf(bounded(1200))).toEqual([
    `${rule}: estimated rule cost exceeds budget by factor of 1.152840x ${ADVICE}`,
  ]);
  expect(faultsOf(bounded(1000))).toEqual([]);
});

it("refuses what does not compile, what is no bool or text, and what new expressions may not use yet", () => {
  const rules = [
    { rule: "self.nothing" },
    { rule: "'text'" },
    { rule: "true", messageExpression: "1" },
    { rule: "[1, 2].distinct().size() == 2" },
    { rule: "true", optionalOldSelf: true },
  ];
  expect(faultsOf({ "x-kubernetes-validations": rules }, 34)).toEqual(
    [
      "0.rule: compilation failed: undefined field 'nothing'",
      "1.rule: cel expression must evaluate to a bool",
      "2.messageExpression: messageExpression must evaluate to a string",
      "3.rule: compilation failed: undeclared reference to 'distinct' (in container '')",
      "4.optionalOldSelf: may not be set if oldSelf is not used in rule",
    ].map((each) => `properties.spec.x-kubernetes-validations.${each}`),
  );
});

it("compiles no rule where the text of one is wrong, and none that stands in an alternative", () => {
  const inner = { properties: { n: { "x-kubernetes-validations": [{ rule: "self > 0" }] } } };
  const rules = [
    { rule: "" },
    { rule: "self.nothing\n", message: "a\nb" },
    { rule: "true", fieldPath: ".x" },
  ];
  expect(faultsOf({ "x-kubernetes-validations": rules, allOf: [inner] })).toEqual([
    "properties.spec.allOf.0.properties.n.x-kubernetes-validations: must be empty to be structural",
    "properties.spec.x-kubernetes-validations.0.rule: rule is not specified",
    "properties.spec.x-kubernetes-validations.1.message: must not contain line breaks",
    "properties.spec.x-kubernetes-validations.2.fieldPath: must be a valid path",
  ]);
});

it("refuses oldSelf where what it was cannot be found", () => {
  const item = { type: "integer", "x-kubernetes-validations": [{ rule: "self >= oldSelf" }] };
  const spec = { properties: { list: { type: "array", items: item, maxItems: 9 } } };
  expect(faultsOf(spec)).toEqual([
    "properties.spec.properties.list.items.x-kubernetes-validations.0.rule: oldSelf cannot be used on the uncorrelatable portion of the schema within spec.versions[0].schema.openAPIV3Schema.properties[spec].properties[list]",
  ]);
});

it("takes of a version what was taken before", () => {
  const spec = { "x-kubernetes-validations": [{ rule: "self.nothing" }] };
  expect(faultsOf(spec, 36, spec)).toEqual([]);
  expect(faultsOf(spec, 36, { description: "another" })).toHaveLength(1);
});
