import { createAuthorizer } from "@watertight/core/access";
import { type JsonObject, type JsonValue, listAt, textAt } from "@watertight/core/kubernetes";
import { snapshotOf } from "@watertight/core/testing";
import { describe, expect, it } from "vitest";
import {
  admit,
  lintPolicies,
  readPolicies,
  requestFor,
  surroundingsOf,
} from "../../policies/index.ts";
import { migratePolicies } from "../migrate.ts";

function policyOf(rule: JsonObject, annotations: JsonObject = {}): JsonObject {
  return {
    apiVersion: "kyverno.io/v1",
    kind: "ClusterPolicy",
    metadata: { name: "p", annotations },
    spec: {
      validationFailureAction: "Enforce",
      rules: [{ name: "r", match: { any: [{ resources: { kinds: ["Pod"] } }] }, ...rule }],
    },
  };
}

const NONE = { "pod-policies.kyverno.io/autogen-controllers": "none" };

function migrated(policy: JsonObject): readonly JsonObject[] {
  const rules = migratePolicies([policy]);
  expect(rules.flatMap(({ refused }) => refused)).toEqual([]);
  return rules.flatMap(({ objects }) => objects);
}

function refusalOf(rule: JsonObject): string | undefined {
  return migratePolicies([policyOf(rule, NONE)])[0]?.refused[0];
}

interface Answer {
  readonly allowed: boolean;
  readonly message: string;
  readonly object: JsonValue | undefined;
}

function asked(policies: readonly JsonObject[], object: JsonObject): Answer {
  const read = readPolicies(policies, 36);
  const invalid = lintPolicies(read, { resources: [], minor: 36 }).filter(
    ({ rule }) => rule === "expression-invalid",
  );
  expect(invalid).toEqual([]);
  const snapshot = snapshotOf([]);
  const surroundings = surroundingsOf(snapshot, createAuthorizer(snapshot), false);
  const user = { name: "system:admin", uid: "", groups: ["system:masters"], extra: {} };
  const request = requestFor(object, { operation: "CREATE", user }, surroundings.resources);
  if (request === undefined) throw new Error("No request.");
  const { allowed, status, object: made } = admit(read, request, surroundings);
  return { allowed, message: textAt(status, "message"), object: made ?? undefined };
}

const POD: JsonObject = {
  apiVersion: "v1",
  kind: "Pod",
  metadata: { name: "x", namespace: "shop", labels: { app: "web" } },
  spec: { containers: [{ name: "c", image: "i" }] },
};

function deploymentOf(spec: JsonObject): JsonObject {
  const metadata = { name: "x", namespace: "shop" };
  return { apiVersion: "apps/v1", kind: "Deployment", metadata, spec: { template: { spec } } };
}

describe("rules in CEL", () => {
  const cel = {
    variables: [{ name: "host", expression: "object.spec.?hostNetwork.orValue(false)" }],
    expressions: [{ expression: "!variables.host || object.metadata.name == 'node'" }],
  };
  const validate = { message: "no host network", cel };

  it("are taken as they stand, and for what holds a pod with its fields", () => {
    const policies = migrated(policyOf({ validate }));
    expect(
      policies.map((each) => `${textAt(each, "kind")} ${textAt(each, "metadata", "name")}`),
    ).toEqual([
      "ValidatingAdmissionPolicy p-r",
      "ValidatingAdmissionPolicyBinding p-r",
      "ValidatingAdmissionPolicy p-autogen-r",
      "ValidatingAdmissionPolicyBinding p-autogen-r",
      "ValidatingAdmissionPolicy p-autogen-cronjob-r",
      "ValidatingAdmissionPolicyBinding p-autogen-cronjob-r",
    ]);
    expect(textAt(listAt(policies[4], "spec", "variables")[0], "expression")).toBe(
      "object.spec.jobTemplate.spec.template.spec.?hostNetwork.orValue(false)",
    );
    const host = { ...POD, spec: { ...(POD["spec"] as JsonObject), hostNetwork: true } };
    expect(asked(policies, POD).allowed).toBe(true);
    expect(asked(policies, host).message).toBe(
      "pods \"x\" is forbidden: ValidatingAdmissionPolicy 'p-r' with binding 'p-r' denied request: no host network",
    );
    expect(asked(policies, deploymentOf({ hostNetwork: false, containers: [] })).allowed).toBe(
      true,
    );
  });

  it("keep params, conditions and annotations", () => {
    const rule = {
      celPreconditions: [{ name: "apps", expression: "object.metadata.name != 'skip'" }],
      validate: {
        cel: {
          paramKind: { apiVersion: "v1", kind: "ConfigMap" },
          paramRef: { name: "limits", parameterNotFoundAction: "Deny" },
          expressions: [{ expression: "params.data.x == 'y'", messageExpression: "'m'" }],
          auditAnnotations: [{ key: "k", valueExpression: "'v'" }],
        },
      },
    };
    const [policy, binding] = migrated(policyOf(rule, NONE));
    expect(policy?.["spec"]).toMatchObject({
      paramKind: { kind: "ConfigMap" },
      matchConditions: [{ name: "apps" }],
      validations: [{ expression: "params.data.x == 'y'", messageExpression: "'m'" }],
      auditAnnotations: [{ key: "k" }],
    });
    expect(binding?.["spec"]).toMatchObject({ paramRef: { name: "limits" } });
  });
});

describe("rules that change objects", () => {
  it("set fields, make what is around them, and add what is missing alone", () => {
    const patch = {
      metadata: { labels: { "+(app)": "other", "team/a": "blue" }, annotations: { x: "1" } },
      spec: { "+(hostNetwork)": false },
    };
    const policies = migrated(policyOf({ mutate: { patchStrategicMerge: patch } }, NONE));
    expect(policies.map((each) => textAt(each, "kind"))).toEqual([
      "MutatingAdmissionPolicy",
      "MutatingAdmissionPolicyBinding",
    ]);
    expect(asked(policies, POD).object).toEqual({
      ...POD,
      metadata: {
        name: "x",
        namespace: "shop",
        labels: { app: "web", "team/a": "blue" },
        annotations: { x: "1" },
      },
      spec: { containers: [{ name: "c", image: "i" }], hostNetwork: false },
    });
  });

  it("change pods where they stand in other objects", () => {
    const mutate = { patchStrategicMerge: { spec: { "+(priorityClassName)": "low" } } };
    const policies = migrated(policyOf({ mutate }));
    const deployment = deploymentOf({ containers: [] });
    expect(asked(policies, deployment).object).toEqual(
      deploymentOf({ containers: [], priorityClassName: "low" }),
    );
  });

  it("add and take away by JSON patches", () => {
    const steps = [
      { op: "add", path: "/metadata/annotations/a~1b", value: "c" },
      { op: "remove", path: "/metadata/labels/app" },
      { op: "remove", path: "/metadata/labels/none" },
    ];
    const policies = migrated(policyOf({ mutate: { patchesJson6902: JSON.stringify(steps) } }));
    expect(asked(policies, POD).object).toEqual({
      ...POD,
      metadata: { name: "x", namespace: "shop", labels: {}, annotations: { "a/b": "c" } },
    });
  });

  it("are refused where a patch says more", () => {
    expect(
      [
        { patchStrategicMerge: { spec: { containers: [{ "(name)": "*", image: "x" }] } } },
        { patchStrategicMerge: { spec: { "(hostPID)": true } } },
        { patchStrategicMerge: { metadata: { labels: { x: "{{ request.name }}" } } } },
        { patchesJson6902: '[{"op":"replace","path":"/spec/containers/0/image","value":"x"}]' },
        { patchesJson6902: '[{"op":"test","path":"/a","value":1}]' },
        { patchesJson6902: "none" },
        { foreach: [] },
        { patchStrategicMerge: {}, targets: [] },
      ].map((mutate) => refusalOf({ mutate })),
    ).toEqual([
      "what a patch sets spec.containers to: only texts, numbers and booleans are translated",
      "the anchor (hostPID) of a patch",
      "what a patch sets metadata.labels.x to: only texts, numbers and booleans are translated",
      "the step replace /spec/containers/0/image of a patch: it is in a list or holds a variable",
      "the step test of a patch",
      "patchesJson6902 that is no list",
      "mutate is not translated with foreach",
      "mutate is not translated with patchStrategicMerge and targets",
    ]);
  });
});
