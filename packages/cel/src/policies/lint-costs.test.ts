import { expect, it } from "vitest";
import { lintPolicies } from "./lint.ts";
import { readPolicies } from "./policies.ts";

function costsOf(spec: {
  readonly failurePolicy?: string;
  readonly [field: string]: unknown;
}): readonly string[] {
  const policy = {
    apiVersion: "admissionregistration.k8s.io/v1",
    kind: "ValidatingAdmissionPolicy",
    metadata: { name: "p" },
    spec,
  } as never;
  return lintPolicies(readPolicies([policy], 36), { resources: [], minor: 36 })
    .filter(({ rule }) => rule.startsWith("cost-"))
    .map(({ rule, path, message }) => `${rule} ${path.join(".")}: ${message}`);
}

const CHECK = "authorizer.group('').resource('pods').check('get').allowed()";

it("says which expressions never have an answer for what they cost, and which have none for larger objects", () => {
  const validations = [
    { expression: `[${CHECK}, ${CHECK}, ${CHECK}].all(x, x)` },
    { expression: `object.spec.volumes.all(v, ${CHECK})` },
    { expression: `${CHECK} || ${CHECK}` },
    { expression: "object.spec.?containers.orValue([]).all(c, c.image.matches('^a.*'))" },
    { expression: "true", messageExpression: "string(lists.range(2000000).size())" },
  ];
  expect(costsOf({ validations, failurePolicy: "Ignore" })).toEqual([
    "cost-exceeded spec.validations.0.expression: it costs at least 1,050,032, and the API server allows 1,000,000: then it has no answer, and the request passes",
    "cost-high spec.validations.1.expression: it may cost 35,000,702 for lists of 100 items and texts of 100 characters, and the API server allows 1,000,000: then it has no answer, and the request passes",
    "cost-exceeded spec.validations.4.messageExpression: it costs at least 2,000,013, and the API server allows 1,000,000: then it has no answer",
  ]);
});

it("adds up what match conditions cost", () => {
  const conditions = Array.from({ length: 4 }, (_, at) => ({
    name: `c${at}`,
    expression: `${CHECK} == ${CHECK}`,
  }));
  expect(costsOf({ matchConditions: conditions })).toEqual([
    "cost-exceeded spec.matchConditions: the conditions cost at least 2,800,036 together, and the API server allows 2,500,000: they never have an answer",
  ]);
  expect(costsOf({ matchConditions: conditions.slice(1) })).toEqual([]);
});
