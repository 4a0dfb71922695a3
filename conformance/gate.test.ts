import { builtInChecks } from "@watertight/core/checks";
import { createCluster } from "@watertight/core/cluster";
import {
  isJsonObject,
  type JsonValue,
  type KubernetesObject,
  objectAt,
  referenceOf,
  textAt,
} from "@watertight/core/kubernetes";
import { scan } from "@watertight/core/scan";
import { createSnapshot } from "@watertight/core/snapshot";
import { pick, seeded, snapshotOf } from "@watertight/core/testing";
import { admissionCheckIds } from "@watertight/server";
import { expect, test } from "vitest";
import { answer } from "../packages/server/testing/answers.ts";

/*
 * The gate knows of the cluster what it follows and nothing else. Its checks say of an object the same as a scan of all that is
 * there: of the objects of every check's examples, each in its own cluster and thrown together.
 */

const IDS = new Set(admissionCheckIds());
const GATED = builtInChecks().filter(({ id }) => IDS.has(id));
const SEED = Number(process.env["WATERTIGHT_SEED"] ?? 20_261_130);
const MIXED = 30;

/** What the server follows (`FOLLOWED` of packages/server/src/admission/rights.ts). */
const FOLLOWED = new Set([
  ...["Namespace", "LimitRange", "ResourceQuota", "ServiceAccount", "PriorityClass"],
  "RuntimeClass",
]);
/** What the webhooks send, by kind, with the plural. */
const SENT = new Map(
  [
    ...["Pod", "Service", "ServiceAccount", "ConfigMap", "Secret", "Deployment", "DaemonSet"],
    ...["StatefulSet", "ReplicaSet", "Job", "CronJob", "Role", "RoleBinding", "LimitRange"],
    ...["ResourceQuota", "HorizontalPodAutoscaler", "PodDisruptionBudget"],
    ...["ClusterRole", "ClusterRoleBinding", "PersistentVolume", "Namespace"],
    ...["PersistentVolumeClaim", "ReplicationController"],
  ].map((kind) => [kind, `${kind.toLowerCase()}s`]),
);
SENT.set("NetworkPolicy", "networkpolicies")
  .set("StorageClass", "storageclasses")
  .set("Ingress", "ingresses");
const IN_NO_NAMESPACE = new Set([
  ...["Namespace", "ClusterRole", "ClusterRoleBinding", "PersistentVolume", "StorageClass"],
  ...["PriorityClass", "RuntimeClass", "Node", "CustomResourceDefinition"],
]);

/**
 * Where a scan knows more, with what it knows; of the first the API server itself has written what it decides by, the second only
 * warns, and of the last two the gate sees less or says it of everywhere.
 */
const KNOWS_MORE: ReadonlyMap<string, string> = new Map([
  ["image-pull-policy-not-always", "whether the API server has AlwaysPullImages"],
  ["secret-in-environment", "which names are those of Secrets"],
  ["cluster-admin-bound", "what a role that is bound allows"],
  ["wildcard-everything-role", "where a role is bound"],
]);
/** Objects that no API server takes. */
const NEVER_SENT = "api-version-wrong: ";

interface World {
  readonly title: string;
  readonly objects: readonly KubernetesObject[];
}

const worlds: readonly World[] = examples().filter(({ title }) => !title.startsWith(NEVER_SENT));

function examples(): readonly World[] {
  return GATED.flatMap((check): readonly World[] =>
    check.on === "pod"
      ? [...check.examples.violating, ...check.examples.compliant].map(
          ({ title, pod, objects = [] }) => ({
            title: `${check.id}: ${title}`,
            objects: placed([podOf(pod), ...objects]),
          }),
        )
      : check.on === "object"
        ? [...check.examples.violating, ...check.examples.compliant].map(({ title, objects }) => ({
            title: `${check.id}: ${title}`,
            objects: placed(objects),
          }))
        : [],
  );
}

function podOf({
  metadata,
  spec,
}: {
  readonly metadata?: object;
  readonly spec: object;
}): KubernetesObject {
  const object: JsonValue = JSON.parse(
    JSON.stringify({ apiVersion: "v1", kind: "Pod", metadata: { name: "web", ...metadata }, spec }),
  ) as JsonValue;
  return object as KubernetesObject;
}

/** As the API server has them: in a namespace, which is there, and each name once. */
function placed(objects: readonly KubernetesObject[]): readonly KubernetesObject[] {
  const known = new Map<string, KubernetesObject>();
  for (const object of objects) {
    if (object.kind === "List" || object.kind.endsWith("Configuration")) continue;
    const metadata = objectAt(object, "metadata");
    const space = IN_NO_NAMESPACE.has(object.kind)
      ? {}
      : { namespace: textAt(metadata, "namespace") || "shop" };
    const name = textAt(metadata, "name") || "named";
    const whole = { ...object, metadata: { ...metadata, name, ...space } };
    known.set(keyOf(whole), whole);
  }
  for (const object of [...known.values()]) {
    const name = textAt(object, "metadata", "namespace");
    if (name === "" || known.has(`Namespace  ${name}`)) continue;
    known.set(`Namespace  ${name}`, {
      ...{ apiVersion: "v1", kind: "Namespace" },
      metadata: { name, labels: { "kubernetes.io/metadata.name": name } },
    });
  }
  return [...known.values()];
}

function keyOf(object: KubernetesObject): string {
  const { namespace = "", name } = referenceOf(object);
  return `${object.kind} ${namespace} ${name}`;
}

/** `check path message` by object. */
function scanned(objects: readonly KubernetesObject[]): ReadonlyMap<string, readonly string[]> {
  const snapshot = createSnapshot({
    ...snapshotOf(objects),
    objects: objects.map((object) => ({ object, origin: { from: "computed" as const } })),
    assumptions: {
      kubernetesVersion: { value: "v1.36", known: "observed" },
      wholeCluster: { value: true, known: "observed" },
    },
  });
  const found = new Map<string, string[]>();
  for (const { object, check, path, message } of scan(createCluster(snapshot), GATED)) {
    const key = `${object.kind} ${object.namespace ?? ""} ${object.name}`;
    found.set(key, [...(found.get(key) ?? []), `${check} ${path} ${message}`]);
  }
  return found;
}

function gated(object: KubernetesObject, objects: readonly KubernetesObject[]): readonly string[] {
  const [group = "", version] = object.apiVersion.includes("/")
    ? object.apiVersion.split("/")
    : ["", object.apiVersion];
  const followed = objects.filter((each) => FOLLOWED.has(each.kind));
  const { auditAnnotations } = answer(
    {
      object,
      kind: [group, version ?? "", object.kind],
      resource: SENT.get(object.kind) ?? "",
      namespace: textAt(object, "metadata", "namespace"),
      name: textAt(object, "metadata", "name"),
    },
    { admission: { modes: [{ mode: "audit" }] } },
    { objects: followed },
  );
  const noted = JSON.parse(auditAnnotations?.["findings"] ?? "[]") as readonly JsonValue[];
  return noted
    .filter(isJsonObject)
    .map((each) => `${textAt(each, "check")} ${textAt(each, "path")} ${textAt(each, "message")}`);
}

interface Difference {
  readonly check: string;
  readonly object: string;
  readonly world: string;
  readonly text: string;
}

function unknown(differences: readonly Difference[]): readonly Difference[] {
  return differences.filter(({ check }) => !KNOWS_MORE.has(check)).slice(0, 20);
}

function differencesIn(world: World): {
  readonly compared: number;
  readonly differences: readonly Difference[];
} {
  const expected = scanned(world.objects);
  const sent = world.objects.filter(({ kind }) => SENT.has(kind));
  const differences = sent.flatMap((object) => {
    const ours = gated(object, world.objects).toSorted();
    const theirs = (expected.get(keyOf(object)) ?? []).toSorted();
    const [more, less] = [
      ours.filter((each) => !theirs.includes(each)),
      theirs.filter((each) => !ours.includes(each)),
    ];
    return [...more.map((each) => `+ ${each}`), ...less.map((each) => `- ${each}`)].map((text) => ({
      ...{ check: text.split(" ")[1] ?? "", object: keyOf(object), world: world.title, text },
    }));
  });
  return { compared: [...expected.values()].flat().length, differences };
}

test("the gate says of each example what a scan of all of it says", () => {
  let compared = 0;
  const differences = worlds.flatMap((world) => {
    const found = differencesIn(world);
    compared += found.compared;
    return found.differences;
  });
  process.stdout.write(
    `${worlds.length} clusters, ${compared} findings, ${differences.length} differ\n`,
  );
  expect(unknown(differences)).toEqual([]);
  // A difference that is no more is no exception either.
  expect([...new Set(differences.map(({ check }) => check))].toSorted()).toEqual(
    [...KNOWS_MORE.keys()].toSorted(),
  );
  expect(compared).toBeGreaterThan(worlds.length);
});

test("whatever else is in the cluster", () => {
  const random = seeded(SEED);
  let compared = 0;
  const differences = Array.from({ length: MIXED }, (_, at) => {
    const several = Array.from({ length: 8 }, () => pick(random, worlds).objects);
    const found = differencesIn({ title: `mixed ${at}`, objects: placed(several.flat()) });
    compared += found.compared;
    return found.differences;
  }).flat();
  process.stdout.write(
    `seed ${SEED}: ${compared} findings of ${MIXED} clusters, ${differences.length} differ\n`,
  );
  expect(unknown(differences)).toEqual([]);
});
