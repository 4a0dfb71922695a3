import { type AuditEvent, nameIn, namespaceIn } from "../../audit/events/event.ts";
import type { PodSpec } from "../../kubernetes/api/types.ts";
import { decodeStructure } from "../../kubernetes/decode.ts";
import type { JsonObject } from "../../kubernetes/json.ts";
import { listAt, objectAt, textAt } from "../../kubernetes/json-fields.ts";
import type { DetectionContext } from "../detection.ts";
import { isWritten, writtenIn } from "./changes.ts";
import { isPlatformWork, isWorkloadController } from "./identities.ts";

const TEMPLATE = ["spec", "template"];

/** Where each resource that describes pods has them. */
const TEMPLATE_PATHS: ReadonlyMap<string, readonly string[]> = new Map([
  ["pods", []],
  ["podtemplates", ["template"]],
  ["replicationcontrollers", TEMPLATE],
  ["replicasets", TEMPLATE],
  ["deployments", TEMPLATE],
  ["statefulsets", TEMPLATE],
  ["daemonsets", TEMPLATE],
  ["jobs", TEMPLATE],
  ["cronjobs", ["spec", "jobTemplate", "spec", "template"]],
]);

/** Resources that describe pods. */
export const POD_TARGETS: readonly string[] = [...TEMPLATE_PATHS.keys()];

/** Those that keep pods running. */
export const WORKLOAD_TARGETS: readonly string[] = POD_TARGETS.filter(
  (each) => each !== "pods" && each !== "podtemplates",
);

/** Bodies are decoded once an event, though many detections ask. */
const decoded = new WeakMap<AuditEvent, PodSpec>();

/** The pod that a write describes, or the part of it that a patch gives; empty where the log has no body. */
export function podSpecIn(event: AuditEvent): PodSpec {
  const before = decoded.get(event);
  if (before !== undefined) return before;
  const path = TEMPLATE_PATHS.get(event.target) ?? [];
  const spec = objectAt(writtenIn(event), ...path, "spec");
  const { value } = decodeStructure("PodSpec", spec);
  decoded.set(event, value);
  return value;
}

/** Whether a write of pods is to be judged: it succeeded, and it is not the platform that works on itself. */
export function isForeignPod(event: AuditEvent, { settings }: DetectionContext): boolean {
  return isWritten(event) && !isPlatformWork(event, namespaceIn(event), settings);
}

/**
 * What a detection says of a pod, once: the pods of a workload that was reported when it was written are not reported again, for
 * controllers only carry out what it says. Where the log begins after that, each of them is named.
 */
export function unlessToldOfOwner(
  event: AuditEvent,
  { memory }: DetectionContext,
  detection: string,
): boolean {
  const namespace = namespaceIn(event);
  const kind = event.target;
  const told = isWorkloadController(event.user.username)
    ? ownersOf(event).some(
        (owner) => memory.noted(`${detection} ${namespace} ${owner}`) !== undefined,
      )
    : false;
  memory.note(`${detection} ${namespace} ${kind}/${nameIn(event)}`, event.user.username);
  return !told;
}

const RESOURCE_OF_KIND: ReadonlyMap<string, string> = new Map([
  ["ReplicaSet", "replicasets"],
  ["Deployment", "deployments"],
  ["StatefulSet", "statefulsets"],
  ["DaemonSet", "daemonsets"],
  ["Job", "jobs"],
  ["CronJob", "cronjobs"],
  ["ReplicationController", "replicationcontrollers"],
]);

/** The owners of a written object as `resource/name`. */
export function ownersOf(event: AuditEvent): readonly string[] {
  return listAt(bodyOf(event), "metadata", "ownerReferences").map(
    (owner) => `${RESOURCE_OF_KIND.get(textAt(owner, "kind")) ?? ""}/${textAt(owner, "name")}`,
  );
}

function bodyOf(event: AuditEvent): JsonObject {
  return writtenIn(event);
}

/** All containers of a pod with their names: those that run first and those that were added as well. */
export function containersIn(spec: PodSpec): readonly ContainerOfEvent[] {
  return [
    ...(spec.containers ?? []),
    ...(spec.initContainers ?? []),
    ...(spec.ephemeralContainers ?? []),
  ];
}

type ContainerOfEvent =
  | NonNullable<PodSpec["containers"]>[number]
  | NonNullable<PodSpec["ephemeralContainers"]>[number];

/** `pod shop/web`, `deployments shop/web`: the object of a write, for words. */
export function objectIn(event: AuditEvent): string {
  const namespace = namespaceIn(event);
  const name = nameIn(event) || "without a name";
  const { resource = "" } = event.objectRef ?? {};
  return `${resource === "pods" ? "pod" : resource} ${namespace === "" ? "" : `${namespace}/`}${name}`;
}
