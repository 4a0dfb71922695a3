import { builtInChecks } from "@watertight/core/checks";
import { createCluster } from "@watertight/core/cluster";
import {
  isKubernetesObject,
  type KubernetesObject,
  listAt,
  objectAt,
  textAt,
} from "@watertight/core/kubernetes";
import { scan } from "@watertight/core/scan";
import { createSnapshot } from "@watertight/core/snapshot";
import { snapshotOf } from "@watertight/core/testing";
import { admissionCheckIds } from "@watertight/server";
import type { Answer, Ask } from "../control-plane/index.ts";
import { namespace } from "./objects.ts";

/*
 * What the API server is asked of the gate, and what a scan says of the same object.
 */

/** A namespace in which everything that is found is refused. */
export const TOLD = "told";

/** A Pod of which several things are found. */
export const POD: KubernetesObject = {
  apiVersion: "v1",
  kind: "Pod",
  metadata: { name: "web" },
  spec: { containers: [{ name: "web", image: "registry.example/web:1" }] },
};

/** An object in a namespace, without what the API server has given to it. */
export function placedIn(object: KubernetesObject, space: string): KubernetesObject {
  const {
    uid: _,
    resourceVersion: __,
    managedFields: ___,
    creationTimestamp: ____,
    ...metadata
  } = objectAt(object, "metadata");
  return { ...object, metadata: { ...metadata, namespace: space } };
}

const PLURALS = new Map([["NetworkPolicy", "networkpolicies"]]);

/** Asks for an object, of which nothing stays. */
export function dryRun(ask: Ask, object: KubernetesObject): Promise<Answer> {
  const space = textAt(object, "metadata", "namespace");
  const plural = PLURALS.get(object.kind) ?? `${object.kind.toLowerCase()}s`;
  const root = object.apiVersion.includes("/")
    ? `/apis/${object.apiVersion}`
    : `/api/${object.apiVersion}`;
  return ask("POST", `${root}/namespaces/${space}/${plural}?dryRun=All`, object);
}

/** The object with the API server's defaults, as it would be stored where nothing is refused. */
export async function storedIn(
  ask: Ask,
  object: KubernetesObject,
): Promise<KubernetesObject | undefined> {
  const { json, status } = await dryRun(ask, placedIn(object, "kube-system"));
  return status === 201 && isKubernetesObject(json) ? withoutAddresses(json) : undefined;
}

/** A Service without what was given to it alone. */
function withoutAddresses(object: KubernetesObject): KubernetesObject {
  if (object.kind !== "Service") return object;
  const { clusterIP: _, clusterIPs: __, ...spec } = objectAt(object, "spec");
  return { ...object, spec };
}

/** `check path message` of each finding that a refusal names, in order. */
export function causesOf({ json, status }: Answer): readonly string[] {
  if (status === 201) return [];
  return listAt(json, "details", "causes")
    .map((each) => `${textAt(each, "reason")} ${textAt(each, "field")} ${textAt(each, "message")}`)
    .toSorted();
}

/** Those only warn. */
const TELLING = new Set(["secret-in-environment"]);
const ADMISSION_CHECKS = new Set(admissionCheckIds());
const GATED = builtInChecks().filter(({ id }) => ADMISSION_CHECKS.has(id));

/** What a scan of the object says, by the checks that the gate has. */
export function scanned(object: KubernetesObject, minor: string): readonly string[] {
  const space = {
    ...namespace(TOLD),
    metadata: { name: TOLD, labels: { "kubernetes.io/metadata.name": TOLD } },
  };
  const snapshot = createSnapshot({
    ...snapshotOf([space, object]),
    objects: [space, object].map((each) => ({
      object: each,
      origin: { from: "computed" as const },
    })),
    assumptions: {
      kubernetesVersion: { value: `v${minor}`, known: "observed" },
      wholeCluster: { value: false, known: "observed" },
    },
  });
  return [...scan(createCluster(snapshot), GATED)]
    .filter((finding) => finding.object.kind === object.kind)
    .filter(({ check }) => !TELLING.has(check))
    .map(({ check, path, message }) => `${check} ${path} ${message}`)
    .toSorted();
}
