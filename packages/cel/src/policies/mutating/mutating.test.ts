import type { JsonObject, JsonValue } from "@watertight/core/kubernetes";
import { expect, it } from "vitest";
import { NEWEST_MINOR } from "../../kubernetes/environments.ts";
import type { PolicySurroundings } from "../admit.ts";
import { equivalentResources } from "../equivalents.ts";
import { readPolicies } from "../policies.ts";
import { answerReview } from "../review.ts";

const SURROUNDINGS: PolicySurroundings = {
  namespace: (name) => ({ metadata: { name, labels: { team: "blue" } } }),
  params: () => "unknown",
  equivalents: equivalentResources([]),
  authorize: () => ({ allowed: false, reason: "" }),
  convert: () => undefined,
};

function policy(
  name: string,
  mutations: readonly JsonObject[],
  spec: JsonObject = {},
): JsonObject[] {
  const group = "admissionregistration.k8s.io/v1";
  const rule = { apiGroups: [""], apiVersions: ["v1"], operations: ["*"], resources: ["pods"] };
  return [
    {
      apiVersion: group,
      kind: "MutatingAdmissionPolicy",
      metadata: { name },
      spec: { matchConstraints: { resourceRules: [rule] }, mutations, ...spec },
    },
    {
      apiVersion: group,
      kind: "MutatingAdmissionPolicyBinding",
      metadata: { name: `${name}-everywhere` },
      spec: { policyName: name },
    },
  ];
}

function applying(expression: string): JsonObject {
  return { patchType: "ApplyConfiguration", applyConfiguration: { expression } };
}

function patching(expression: string): JsonObject {
  return { patchType: "JSONPatch", jsonPatch: { expression } };
}

const POD: JsonObject = {
  apiVersion: "v1",
  kind: "Pod",
  metadata: { name: "web", labels: { app: "web" } },
  spec: {
    containers: [
      { name: "a", image: "a" },
      { name: "b", image: "b" },
    ],
    tolerations: [{ key: "x" }],
  },
};

interface Answered {
  readonly allowed: boolean;
  readonly message: string;
  readonly patch: JsonValue;
}

function answered(...policies: readonly JsonObject[]): Answered {
  const kind = { group: "", version: "v1", kind: "Pod" };
  const resource = { group: "", version: "v1", resource: "pods" };
  const request = { uid: "u", kind, resource, operation: "CREATE", namespace: "shop", object: POD };
  const review = answerReview(
    { apiVersion: "admission.k8s.io/v1", kind: "AdmissionReview", request },
    readPolicies(policies, NEWEST_MINOR),
    SURROUNDINGS,
  );
  const { response } = review as unknown as {
    readonly response: {
      readonly allowed: boolean;
      readonly status?: { readonly message: string };
      readonly patch?: string;
    };
  };
  const patch = Buffer.from(response.patch ?? "", "base64").toString("utf8");
  return {
    allowed: response.allowed,
    message: response.status?.message ?? "",
    patch: patch === "" ? [] : (JSON.parse(patch) as JsonValue),
  };
}

it("merges a configuration by the keys of lists, in the order that both have", () => {
  const expression = `Object{metadata: Object.metadata{labels: {"team": namespaceObject.metadata.labels.team}},
    spec: Object.spec{containers: object.spec.containers.filter(c, c.name == "b").map(c,
      Object.spec.containers{name: c.name, ports: [Object.spec.containers.ports{containerPort: 80}]}) + [
      Object.spec.containers{name: "side", image: "s"}]}}`;
  expect(answered(...policy("side", [applying(expression)]))).toEqual({
    allowed: true,
    message: "",
    patch: [
      { op: "test", path: "/spec/containers/1/name", value: "b" },
      { op: "add", path: "/metadata/labels/team", value: "blue" },
      { op: "add", path: "/spec/containers/2", value: { name: "side", image: "s" } },
      { op: "add", path: "/spec/containers/1/ports", value: [{ containerPort: 80 }] },
    ],
  });
});

it("refuses a configuration of what is replaced as a whole, of fields that there are not, and of types in the wrong place", () => {
  const says = (expression: string): string =>
    answered(...policy("p", [applying(expression)])).message;
  const denied = "policy 'p' with binding 'p-everywhere' denied request: ";
  expect(says('Object{spec: Object.spec{tolerations: [Object.spec.tolerations{key: "y"}]}}')).toBe(
    `${denied}error applying patch: invalid ApplyConfiguration: may not mutate atomic arrays, maps or structs: .spec.tolerations`,
  );
  expect(says("Object{spec: Object.spec{nothing: 1}}")).toBe(
    `${denied}error applying patch: failed to convert patch object to typed object: .spec.nothing: field not declared in schema`,
  );
  expect(says("Object{spec: Object.metadata{name: 'x'}}")).toBe(
    `${denied}type mismatch: unexpected type name "Object.metadata", expected "Object.spec", which matches field name path from root Object type`,
  );
});

it("applies patches of policies in turn, and again those that want it after another has changed something", () => {
  const count = patching(
    '[JSONPatch{op: "add", path: "/metadata/labels/count", value: string(size(object.spec.containers))}]',
  );
  const add = patching(
    '[JSONPatch{op: "add", path: "/spec/containers/-", value: Object.spec.containers{name: "z", image: "z"}}]',
  );
  const policies = [
    ...policy("a-count", [count], { reinvocationPolicy: "IfNeeded" }),
    ...policy("b-add", [add]),
  ];
  expect(answered(...policies).patch).toEqual([
    { op: "add", path: "/metadata/labels/count", value: "3" },
    { op: "add", path: "/spec/containers/2", value: { name: "z", image: "z" } },
  ]);
});

it("leaves an object as it is where a test fails, and refuses it where a patch does not apply unless the policy fails open", () => {
  const failing = patching(
    '[JSONPatch{op: "test", path: "/metadata/name", value: "other"}, JSONPatch{op: "remove", path: "/spec"}]',
  );
  expect(answered(...policy("p", [failing]))).toEqual({ allowed: true, message: "", patch: [] });
  const lost = patching('[JSONPatch{op: "remove", path: "/metadata/labels/none"}]');
  expect(answered(...policy("p", [lost])).message).toBe(
    "policy 'p' with binding 'p-everywhere' denied request: JSON Patch: error in remove for path: '/metadata/labels/none': Unable to remove nonexistent key: none: missing value",
  );
  expect(answered(...policy("p", [lost], { failurePolicy: "Ignore" }))).toEqual({
    allowed: true,
    message: "",
    patch: [],
  });
});
