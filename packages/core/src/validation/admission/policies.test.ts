import { describe, expect, it } from "vitest";
import { errorsOf } from "../../../testing/validation/errors.ts";
import type { JsonObject } from "../../kubernetes/json.ts";

const rule = { operations: ["CREATE"], apiGroups: [""], apiVersions: ["v1"], resources: ["pods"] };
const matchConstraints = { resourceRules: [rule] };

function admission(kind: string, spec: JsonObject): readonly string[] {
  const metadata = { name: "shop" };
  return errorsOf({ apiVersion: "admissionregistration.k8s.io/v1", kind, metadata, spec });
}

function validating(spec: JsonObject): readonly string[] {
  const validations = [{ expression: "true" }];
  return admission("ValidatingAdmissionPolicy", { matchConstraints, validations, ...spec });
}

function mutating(spec: JsonObject): readonly string[] {
  const mutations = [{ patchType: "JSONPatch", jsonPatch: { expression: "[]" } }];
  return admission("MutatingAdmissionPolicy", {
    matchConstraints,
    mutations,
    reinvocationPolicy: "Never",
    ...spec,
  });
}

describe("validating admission policies", () => {
  it("need something to validate, and rules for what", () => {
    expect(validating({})).toEqual([]);
    expect(admission("ValidatingAdmissionPolicy", {})).toEqual([
      "spec.matchConstraints Required: must be set",
      "spec.validations Required: must have an item, or auditAnnotations",
      "spec.auditAnnotations Required: must have an item, or validations",
    ]);
    expect(validating({ matchConstraints: {} })).toEqual([
      "spec.matchConstraints.resourceRules Required: must be set",
    ]);
  });

  it("have expressions, messages of one line and reasons", () => {
    expect(
      validating({ validations: [{ expression: " ", message: "a\nb", reason: "Because" }] }),
    ).toEqual([
      "spec.validations[0].expression Required: must be set",
      "spec.validations[0].message Invalid: may not have line breaks",
      'spec.validations[0].reason NotSupported: "Because" is none of "Forbidden", "Invalid", "RequestEntityTooLarge"',
    ]);
  });

  it("name conditions, variables and annotations", () => {
    const condition = { name: "a", expression: "true" };
    expect(
      validating({
        matchConditions: [condition, condition],
        variables: [{ name: "in", expression: "1" }],
        auditAnnotations: [{ key: "a b", valueExpression: "'x'" }],
        paramKind: { apiVersion: "v1", kind: "" },
      }),
    ).toEqual([
      "spec.paramKind.kind Required: must be set",
      'spec.matchConditions[1].name Duplicate: "a" is there already',
      'spec.variables[0].name Invalid: "in" is no identifier of CEL',
      `spec.auditAnnotations[0].key Invalid: "a b" may only have letters, digits, '-', '_' and '.', with a letter or digit at both ends`,
    ]);
  });
});

describe("mutating admission policies", () => {
  it("need mutations of the type they say", () => {
    expect(mutating({})).toEqual([]);
    expect(mutating({ mutations: [], reinvocationPolicy: "" })).toEqual([
      "spec.mutations Required: must have at least one mutation",
      "spec.reinvocationPolicy Required: must be set",
    ]);
    expect(
      mutating({
        mutations: [{ patchType: "ApplyConfiguration", jsonPatch: { expression: "[]" } }],
      }),
    ).toEqual([
      "spec.mutations[0].applyConfiguration Required: must be set",
      "spec.mutations[0].jsonPatch Invalid: may not be set for ApplyConfiguration",
    ]);
  });

  it("do not see deletions", () => {
    const resourceRules = [{ ...rule, operations: ["DELETE"] }];
    expect(mutating({ matchConstraints: { resourceRules } })).toEqual([
      'spec.matchConstraints.resourceRules.operations NotSupported: "DELETE" is none of "*", "CONNECT", "CREATE", "UPDATE"',
    ]);
  });
});

describe("bindings of admission policies", () => {
  it("name a policy, and what is done", () => {
    const binding = (spec: JsonObject) => admission("ValidatingAdmissionPolicyBinding", spec);
    expect(binding({ policyName: "shop", validationActions: ["Deny", "Audit"] })).toEqual([]);
    expect(binding({})).toEqual([
      "spec.policyName Required: must be set",
      "spec.validationActions Required: must have at least one action",
    ]);
    expect(binding({ policyName: "shop", validationActions: ["Deny", "Warn", "deny"] })).toEqual([
      'spec.validationActions[2] NotSupported: "deny" is none of "Audit", "Deny", "Warn"',
      "spec.validationActions Invalid: may not have both Deny and Warn",
    ]);
  });

  it("refer to parameters by name or by selector", () => {
    const binding = (paramRef: JsonObject) =>
      admission("MutatingAdmissionPolicyBinding", { policyName: "shop", paramRef });
    expect(binding({ name: "a", parameterNotFoundAction: "Deny" })).toEqual([]);
    expect(binding({})).toEqual([
      "spec.paramRef Required: must have name or selector",
      "spec.paramRef.parameterNotFoundAction Required: must be set",
    ]);
    expect(binding({ name: "a", selector: {}, parameterNotFoundAction: "deny" })).toEqual([
      "spec.paramRef.name Forbidden: may not be beside selector",
      "spec.paramRef.selector Forbidden: may not be beside name",
      'spec.paramRef.parameterNotFoundAction NotSupported: "deny" is none of "Deny", "Allow"',
    ]);
  });
});
