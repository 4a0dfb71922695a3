import { type AuditEvent, nameIn, namespaceIn, outcomeOf } from "../audit/events/event.ts";
import { isWritten, writtenIn } from "../detections/facts/changes.ts";
import { WORKLOAD_TARGETS } from "../detections/facts/pods.ts";
import { listAt, textAt } from "../kubernetes/json-fields.ts";
import { workloadHandle } from "./touched.ts";

/** Knows of workloads who wrote them and what controllers made of them, as far as the log shows. */
export interface Ownership {
  /** Somebody who is no controller has written something; `writer` is his handle. */
  readonly wrote: (event: AuditEvent, writer: string) => void;
  /** A controller has made something. */
  readonly made: (event: AuditEvent) => void;
  /** The workloads of which a controller makes something, the nearest first, and who wrote one of them. */
  readonly behind: (event: AuditEvent) => {
    readonly handles: readonly string[];
    readonly writer: string | undefined;
  };
  /** Handles of the workloads that a pod may be of: by what the log shows, else by the form of its name. */
  readonly workloadsOf: (namespace: string, pod: string) => readonly string[];
}

const ROOM = 20_000;
const RESOURCES: ReadonlyMap<string, string> = new Map([
  ["ReplicaSet", "replicasets"],
  ["Deployment", "deployments"],
  ["StatefulSet", "statefulsets"],
  ["DaemonSet", "daemonsets"],
  ["Job", "jobs"],
  ["CronJob", "cronjobs"],
  ["ReplicationController", "replicationcontrollers"],
]);
/** A CronJob has Jobs, which have Pods; nothing is deeper. */
const DEEPEST = 4;

/** Knows nothing yet. */
export function createOwnership(): Ownership {
  const writers = new Map<string, string>();
  const owners = new Map<string, readonly string[]>();
  const upwards = (first: readonly string[]): readonly string[] => {
    const all = new Set<string>();
    let level = first;
    for (let depth = 0; depth < DEEPEST && level.length > 0; depth++) {
      for (const handle of level) all.add(handle);
      level = level.flatMap((handle) => owners.get(handle) ?? []);
    }
    return [...all];
  };
  const workloadsOf = (namespace: string, pod: string): readonly string[] => {
    const known = owners.get(workloadHandle(namespace, "pods", pod));
    return upwards(known ?? namesakes(namespace, pod));
  };
  return {
    workloadsOf,
    wrote: (event, writer) => {
      if (!WORKLOAD_TARGETS.includes(event.target) || !isWritten(event)) return;
      const name = nameIn(event);
      if (name !== "") set(writers, workloadHandle(namespaceIn(event), event.target, name), writer);
    },
    made: (event) => {
      const own = ownHandle(event);
      const above = ownersIn(event);
      if (own !== undefined && above.length > 0) set(owners, own, above);
    },
    behind: (event) => {
      const above = ownersIn(event);
      const handles =
        above.length > 0 ? upwards(above) : workloadsOf(namespaceIn(event), nameIn(event));
      const writer = handles
        .map((handle) => writers.get(handle))
        .find((each) => each !== undefined);
      return { handles, writer };
    },
  };
}

function ownHandle(event: AuditEvent): string | undefined {
  const name = nameIn(event);
  const isMade = event.verb === "create" && outcomeOf(event) === "succeeded" && name !== "";
  return isMade ? workloadHandle(namespaceIn(event), event.target, name) : undefined;
}

function ownersIn(event: AuditEvent): readonly string[] {
  return listAt(writtenIn(event), "metadata", "ownerReferences").flatMap((owner) => {
    const resource = RESOURCES.get(textAt(owner, "kind"));
    const name = textAt(owner, "name");
    return resource === undefined || name === ""
      ? []
      : [workloadHandle(namespaceIn(event), resource, name)];
  });
}

function namesakes(namespace: string, pod: string): readonly string[] {
  return stemsOf(pod).flatMap((stem) =>
    [...RESOURCES.values()].map((resource) => workloadHandle(namespace, resource, stem)),
  );
}

/** What a pod may be called after: `web-5d9f8` and `web` of `web-5d9f8-abcde`. */
export function stemsOf(pod: string): readonly string[] {
  const parts = pod.split("-");
  return [1, 2].flatMap((cut) => (parts.length > cut ? [parts.slice(0, -cut).join("-")] : []));
}

function set<Value>(map: Map<string, Value>, key: string, value: Value): void {
  map.delete(key);
  map.set(key, value);
  if (map.size <= ROOM) return;
  for (const oldest of map.keys()) {
    map.delete(oldest);
    return;
  }
}
