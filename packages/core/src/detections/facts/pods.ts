import { type AuditEvent, nameIn, namespaceIn } from "../../audit/events/event.ts";
import { cleanPath } from "../../kubernetes/host-paths.ts";
import type { JsonObject, JsonValue } from "../../kubernetes/json.ts";
import { listAt, objectAt, textAt, textsAt, valueAt } from "../../kubernetes/json-fields.ts";
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

/** What detections ask of a security context. */
interface EventSecurityContext {
  readonly privileged: boolean;
  /** Asks for root by name. */
  readonly root: boolean;
  readonly added: readonly string[];
}

/** What detections ask of a container. */
interface EventContainer {
  readonly name: string;
  readonly image: string;
  readonly security: EventSecurityContext;
}

/** What detections ask of a pod. The API server has checked it, so that fields of a wrong type are none. */
export interface EventPod {
  readonly hostPID: boolean;
  readonly hostIPC: boolean;
  readonly hostNetwork: boolean;
  readonly serviceAccountName: string;
  readonly security: EventSecurityContext;
  /** Those that run first and those that were added as well. */
  readonly containers: readonly EventContainer[];
  /** Without `.`, `..` and doubled slashes. */
  readonly hostPaths: readonly string[];
}

/** Bodies are read once an event, though many detections ask: all ask of one event before the next. A WeakMap costs a quarter of the parsing. */
let latest: { readonly event: AuditEvent; readonly pod: EventPod } | undefined;

/** The pod that a write describes, or the part of it that a patch gives; nothing is set where the log has no body. */
export function podIn(event: AuditEvent): EventPod {
  if (latest?.event === event) return latest.pod;
  const path = TEMPLATE_PATHS.get(event.target) ?? [];
  const pod = podOf(objectAt(writtenIn(event), ...path, "spec"));
  latest = { event, pod };
  return pod;
}

function podOf(spec: JsonObject): EventPod {
  return {
    hostPID: spec["hostPID"] === true,
    hostIPC: spec["hostIPC"] === true,
    hostNetwork: spec["hostNetwork"] === true,
    serviceAccountName: textAt(spec, "serviceAccountName") || textAt(spec, "serviceAccount"),
    security: securityOf(spec),
    containers: CONTAINERS.flatMap((field) => listAt(spec, field)).map((container) => ({
      name: textAt(container, "name"),
      image: textAt(container, "image"),
      security: securityOf(container),
    })),
    hostPaths: listAt(spec, "volumes")
      .map((volume) => valueAt(volume, "hostPath"))
      .filter((source) => source !== undefined)
      .map((source) => cleanPath(textAt(source, "path"))),
  };
}

const CONTAINERS = ["containers", "initContainers", "ephemeralContainers"];

function securityOf(holder: JsonValue): EventSecurityContext {
  const context = objectAt(holder, "securityContext");
  return {
    privileged: context["privileged"] === true,
    root: context["runAsNonRoot"] === false || context["runAsUser"] === 0,
    added: textsAt(context, "capabilities", "add"),
  };
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
function ownersOf(event: AuditEvent): readonly string[] {
  return listAt(bodyOf(event), "metadata", "ownerReferences").map(
    (owner) => `${RESOURCE_OF_KIND.get(textAt(owner, "kind")) ?? ""}/${textAt(owner, "name")}`,
  );
}

function bodyOf(event: AuditEvent): JsonObject {
  return writtenIn(event);
}

/** `pod shop/web`, `deployments shop/web`: the object of a write, for words. */
export function objectIn(event: AuditEvent): string {
  const namespace = namespaceIn(event);
  const name = nameIn(event) || "without a name";
  const { resource = "" } = event.objectRef ?? {};
  return `${resource === "pods" ? "pod" : resource} ${namespace === "" ? "" : `${namespace}/`}${name}`;
}
