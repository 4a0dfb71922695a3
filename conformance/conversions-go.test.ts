import {
  applyEdits,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  type KubernetesObject,
  textAt,
} from "@watertight/core/kubernetes";
import { seeded } from "@watertight/core/testing";
import { rewriteOf } from "@watertight/core/versions";
import { afterAll, beforeAll, expect, test } from "vitest";
import { buildGoProgram, GO, type GoProgram } from "./go-program.ts";
import { needing } from "./needs.ts";
import { randomOldObject } from "./random-old-objects.ts";

/** How many objects of each kind are written in the version that stays, by us and by Kubernetes 1.21.14. */
const OBJECTS = 500;

/** What 1.16 to 1.27 removed and 1.21 has in both versions; autoscaling/v2 has the form of v2beta2. */
const KINDS = `
admissionregistration.k8s.io/v1beta1 MutatingWebhookConfiguration
admissionregistration.k8s.io/v1beta1 ValidatingWebhookConfiguration
apiextensions.k8s.io/v1beta1 CustomResourceDefinition
apiregistration.k8s.io/v1beta1 APIService
apps/v1beta1 Deployment
apps/v1beta1 StatefulSet
apps/v1beta2 DaemonSet
apps/v1beta2 Deployment
apps/v1beta2 ReplicaSet
apps/v1beta2 StatefulSet
autoscaling/v2beta1 HorizontalPodAutoscaler
autoscaling/v2beta2 HorizontalPodAutoscaler
batch/v1beta1 CronJob
certificates.k8s.io/v1beta1 CertificateSigningRequest
coordination.k8s.io/v1beta1 Lease
discovery.k8s.io/v1beta1 EndpointSlice
extensions/v1beta1 DaemonSet
extensions/v1beta1 Deployment
extensions/v1beta1 Ingress
extensions/v1beta1 NetworkPolicy
extensions/v1beta1 ReplicaSet
networking.k8s.io/v1beta1 Ingress
networking.k8s.io/v1beta1 IngressClass
node.k8s.io/v1alpha1 RuntimeClass
node.k8s.io/v1beta1 RuntimeClass
policy/v1beta1 PodDisruptionBudget
rbac.authorization.k8s.io/v1alpha1 ClusterRole
rbac.authorization.k8s.io/v1alpha1 ClusterRoleBinding
rbac.authorization.k8s.io/v1alpha1 Role
rbac.authorization.k8s.io/v1alpha1 RoleBinding
rbac.authorization.k8s.io/v1beta1 ClusterRole
rbac.authorization.k8s.io/v1beta1 ClusterRoleBinding
rbac.authorization.k8s.io/v1beta1 Role
rbac.authorization.k8s.io/v1beta1 RoleBinding
scheduling.k8s.io/v1alpha1 PriorityClass
scheduling.k8s.io/v1beta1 PriorityClass
storage.k8s.io/v1beta1 CSIDriver
storage.k8s.io/v1beta1 CSINode
storage.k8s.io/v1beta1 StorageClass
storage.k8s.io/v1beta1 VolumeAttachment
`
  .trim()
  .split("\n")
  .map((line) => line.split(" ") as [string, string]);

let program: GoProgram | undefined;

beforeAll(() => {
  if (GO.isHere) program = buildGoProgram("conversions");
}, 580_000);

afterAll(() => {
  program?.remove();
});

function converted(objects: readonly JsonObject[], to: string): readonly JsonObject[] {
  const lines = objects.map((object) => JSON.stringify({ object, to }));
  return (program?.ask(lines) ?? []).map((line) => comparable(JSON.parse(line) as JsonObject));
}

const KEEPS = "x-kubernetes-preserve-unknown-fields";

/** Without what 1.21 keeps for its old versions, and what only v1 may say of fields beyond a schema. */
function comparable(value: JsonValue): JsonObject {
  const clean = (each: JsonValue): JsonValue => {
    if (Array.isArray(each)) return each.map((item: JsonValue) => clean(item));
    if (!isJsonObject(each)) return each;
    const members = Object.entries(each).filter(
      ([key]) =>
        key !== KEEPS &&
        key !== "preserveUnknownFields" &&
        key !== "status" &&
        key !== "creationTimestamp" &&
        !key.startsWith("deprecated."),
    );
    const made = members.map(([key, member]) => [key, clean(member)] as const);
    return Object.fromEntries(
      made.filter(([key, member]) => key !== "annotations" || Object.keys(member ?? {}).length > 0),
    );
  };
  const made = clean(value);
  return isJsonObject(made) ? made : {};
}

function rewritten(object: KubernetesObject): JsonObject {
  const rewrite = rewriteOf(object);
  if (!rewrite || "problem" in rewrite) throw new Error(rewrite?.problem ?? "It is not rewritten.");
  const result = applyEdits(object, rewrite.edits);
  if ("problem" in result || !isJsonObject(result.value)) throw new Error("The edits fail.");
  return result.value;
}

test.each(KINDS)("%s %s", needing(GO), (apiVersion, kind) => {
  const random = seeded(20 + KINDS.findIndex((each) => each[0] === apiVersion && each[1] === kind));
  const objects = Array.from({ length: OBJECTS }, () => randomOldObject(apiVersion, kind, random));
  const ours = objects.map(rewritten);
  const isAutoscaler = kind === "HorizontalPodAutoscaler";
  const [first = {}] = ours;
  const to = isAutoscaler ? "autoscaling/v2beta2" : textAt(first, "apiVersion");
  const asked = isAutoscaler ? ours.map((each) => ({ ...each, apiVersion: to })) : ours;
  const wanted = converted(objects, to);
  const found = converted(asked, to);
  expect(wanted.filter((each) => "error" in each)).toStrictEqual([]);
  // A definition without a schema is none of v1: it says that it keeps everything.
  const without = (each: JsonObject): JsonObject =>
    kind === "CustomResourceDefinition" ? withoutEmptySchemas(each) : each;
  for (const [index, each] of found.entries()) {
    expect(without(each), JSON.stringify(objects[index])).toStrictEqual(
      without(wanted[index] ?? {}),
    );
  }
  expect(found.length).toBe(OBJECTS);
});

function withoutEmptySchemas(definition: JsonObject): JsonObject {
  const spec = definition["spec"] as JsonObject;
  const versions = (spec["versions"] as readonly JsonObject[]).map(({ schema, ...rest }) => {
    const isEmpty = JSON.stringify(schema ?? {}) === '{"openAPIV3Schema":{"type":"object"}}';
    return schema === undefined || isEmpty ? rest : { ...rest, schema };
  });
  return { ...definition, spec: { ...spec, versions } };
}

test("what the comparison counts", () => {
  expect(KINDS.length * OBJECTS).toBe(20_000);
});
