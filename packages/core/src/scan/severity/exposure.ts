import type { Cluster } from "../../cluster/cluster.ts";
import { isJsonObject, type JsonValue } from "../../kubernetes/json.ts";
import { isFromCluster } from "../../kubernetes/object.ts";
import type { PodTemplate } from "../../kubernetes/pod-template.ts";
import { clauseOfInternetWay, internetWayTo } from "../../network/exposure/internet.ts";
import { escapesOf } from "../../node-escape/escapes.ts";
import { type NodeEscape, opensNode } from "../../node-escape/model.ts";
import { rememberingEach } from "../../snapshot/remembering.ts";
import type { SnapshotObject } from "../../snapshot/snapshot.ts";
import type { ExposureSignal, ExposureSignals } from "./signals.ts";

/** Whether the internet reaches or may reach a pod, what the pod has of the node, and whether it runs at all. */
export function exposureOf(cluster: Cluster): ExposureSignals {
  const known = new Map<SnapshotObject, readonly ExposureSignal[]>();
  return {
    signalsOf: (target) => {
      const signals = known.get(target) ?? signalsOf(target, cluster);
      known.set(target, signals);
      return signals;
    },
  };
}

function signalsOf(target: SnapshotObject, cluster: Cluster): readonly ExposureSignal[] {
  const refusal = keptOut(target, cluster);
  const own = target.podTemplates.length === 0 ? [] : signalsOfPods(target, cluster);
  return refusal === undefined
    ? own
    : [...own, { signal: "kept-out", change: -1, because: refusal }];
}

/** Why an object of the input will not be created; what a cluster has taken already, it has. */
function keptOut(target: SnapshotObject, cluster: Cluster): string | undefined {
  return isFromCluster(target.object) ? undefined : cluster.admissionPolicies?.(target, cluster);
}

function signalsOfPods(
  target: SnapshotObject,
  { network, world }: Cluster,
): readonly ExposureSignal[] {
  const way = internetWayTo(target.reference, network);
  const hostAccess = first(target.podTemplates, world === "" ? hostAccessOf : knownHostAccessOf);
  const rest = notRunning(target);
  const signals: ExposureSignal[] = [];
  if (way) {
    const because = clauseOfInternetWay(way);
    signals.push({ signal: "exposed", change: 1, because });
  }
  if (hostAccess !== undefined) {
    signals.push({ signal: "host-access", change: 1, because: hostAccess });
  }
  if (rest !== undefined) {
    signals.push({ signal: "not-running", change: -1, because: rest });
  }
  return signals;
}

function first<Item, Found>(
  items: readonly Item[],
  find: (item: Item) => Found | undefined,
): Found | undefined {
  for (const item of items) {
    const found = find(item);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** What the pod has of its node, the most telling first. */
function hostAccessOf(template: PodTemplate): string | undefined {
  const escapes = escapesOf(template);
  for (const wanted of HOST_ACCESS) {
    const found = escapes.find(wanted);
    if (found) return clauseOf(found);
  }
  return undefined;
}

/** For what several worlds show. */
const knownHostAccessOf = rememberingEach(hostAccessOf);

const HOST_ACCESS: readonly ((escape: NodeEscape) => boolean)[] = [
  ({ kind }) => kind === "privileged",
  ({ kind }) => kind === "host-pid",
  ({ kind }) => kind === "host-network",
  ({ kind }) => kind === "host-ipc",
  ({ volume }) => volume !== undefined,
  ({ gives }) => opensNode(gives),
];

function clauseOf({ container, volume, message, path }: NodeEscape): string {
  if (volume !== undefined) return `volume "${volume}" mounts a path of the node`;
  return container ? message : `the pod ${message} (${String(path.at(-1))})`;
}

/** Why nothing runs: no replicas, or suspended. A Deployment that an autoscaler scales from 0 says so too, and is believed. */
function notRunning({ object, reference }: SnapshotObject): string | undefined {
  const spec: JsonValue | undefined = object["spec"];
  if (!isJsonObject(spec)) return undefined;
  if (SCALED.has(reference.kind) && spec["replicas"] === 0) return "spec.replicas is 0";
  if (SUSPENDED.has(reference.kind) && spec["suspend"] === true) return "spec.suspend is true";
  return undefined;
}

const SCALED = new Set(["Deployment", "StatefulSet", "ReplicaSet", "ReplicationController"]);
const SUSPENDED = new Set(["CronJob", "Job"]);
