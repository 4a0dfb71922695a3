import type { JsonObject, JsonValue } from "../../src/kubernetes/json.ts";
import type { KubernetesObject } from "../../src/kubernetes/object.ts";
import { pick, type Random, some } from "./random.ts";
import { labelSelector, metadata } from "./shared-parts.ts";

const WEBHOOKS = ["ValidatingWebhookConfiguration", "MutatingWebhookConfiguration"] as const;
const POLICIES = [
  ...["ValidatingAdmissionPolicy", "ValidatingAdmissionPolicyBinding"],
  ...["MutatingAdmissionPolicy", "MutatingAdmissionPolicyBinding"],
] as const;

/** A valid object of admissionregistration.k8s.io. */
export function randomAdmissionObject(random: Random): KubernetesObject {
  const kind = pick(random, [...WEBHOOKS, ...POLICIES]);
  const head = {
    apiVersion: "admissionregistration.k8s.io/v1",
    kind,
    metadata: metadata(random, false),
  };
  if (kind.endsWith("Configuration")) {
    return {
      ...head,
      webhooks: [webhook(random, "a.example.com"), webhook(random, "b.example.com")],
    };
  }
  if (kind.endsWith("Binding")) return { ...head, spec: bindingSpec(random, kind) };
  return { ...head, spec: policySpec(random, kind) };
}

function webhook(random: Random, name: string): JsonObject {
  return {
    name,
    sideEffects: pick(random, ["None", "NoneOnDryRun"]),
    admissionReviewVersions: ["v1"],
    clientConfig: pick<JsonValue>(random, [
      { url: "https://a.example/path" },
      { service: { name: "hook", namespace: "shop", path: "/a/b" } },
    ]),
    rules: [rule(random)],
    ...some(random, 0.3, {
      failurePolicy: () => "Ignore",
      matchPolicy: () => "Exact",
      timeoutSeconds: () => 5,
      namespaceSelector: () => labelSelector(random),
      objectSelector: () => labelSelector(random),
      matchConditions: () => conditions(),
    }),
  };
}

function conditions(): JsonValue {
  return [
    { name: "a", expression: "true" },
    { name: "example.com/b", expression: "object.metadata.name == 'x'" },
  ];
}

function rule(random: Random): JsonObject {
  return {
    apiGroups: pick(random, [[""], ["*"], ["apps", ""]]),
    apiVersions: ["v1"],
    operations: pick(random, [["CREATE"], ["*"], ["CREATE", "UPDATE"]]),
    resources: pick(random, [["pods"], ["*"], ["pods/*", "nodes"], ["*/status", "pods"], ["*/*"]]),
    ...some(random, 0.3, { scope: () => "Namespaced" }),
  };
}

function matchResources(random: Random): JsonObject {
  return {
    resourceRules: [{ ...rule(random), ...some(random, 0.2, { resourceNames: () => ["a", "b"] }) }],
    ...some(random, 0.2, {
      excludeResourceRules: () => [rule(random)],
      namespaceSelector: () => labelSelector(random),
      matchPolicy: () => "Exact",
    }),
  };
}

function policySpec(random: Random, kind: string): JsonObject {
  return {
    matchConstraints: matchResources(random),
    ...some(random, 0.3, {
      failurePolicy: () => "Ignore",
      paramKind: () => ({ apiVersion: "example.com/v1", kind: "Setting" }),
      matchConditions: () => conditions(),
      variables: () => [{ name: "one", expression: "1 + 1" }],
    }),
    ...(kind.startsWith("Mutating") ? mutations(random) : validations(random)),
  };
}

function mutations(random: Random): JsonObject {
  return {
    reinvocationPolicy: pick(random, ["Never", "IfNeeded"]),
    mutations: [
      pick<JsonValue>(random, [
        { patchType: "ApplyConfiguration", applyConfiguration: { expression: "Object{}" } },
        { patchType: "JSONPatch", jsonPatch: { expression: PATCH } },
      ]),
    ],
  };
}

const PATCH = "[JSONPatch{op: 'remove', path: '/a'}]";

function validations(random: Random): JsonObject {
  return {
    validations: [
      {
        expression: "true",
        ...some(random, 0.3, {
          message: () => "no",
          messageExpression: () => "'x'",
          reason: () => "Invalid",
        }),
      },
    ],
    ...some(random, 0.3, { auditAnnotations: () => [{ key: "a", valueExpression: "'x'" }] }),
  };
}

function bindingSpec(random: Random, kind: string): JsonObject {
  const parameters = {
    parameterNotFoundAction: "Deny",
    ...pick(random, [{ name: "a" }, { selector: {} }]),
  };
  return {
    policyName: "policy",
    ...some(random, 0.3, {
      paramRef: () => parameters,
      matchResources: () => matchResources(random),
    }),
    ...(kind.startsWith("Mutating")
      ? {}
      : { validationActions: pick(random, [["Deny"], ["Warn", "Audit"], ["Deny", "Audit"]]) }),
  };
}
