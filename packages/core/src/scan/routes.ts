import type { Check, ObjectCheck, PodCheck } from "../checks/check.ts";
import { groupOf } from "../kubernetes/object.ts";
import type { PodTemplate } from "../kubernetes/pod-template.ts";
import { isOfFacts } from "../snapshot/facts.ts";
import type { SnapshotObject } from "../snapshot/snapshot.ts";

/** The checks that have to see an object: most speak of one kind in fifty. */
export interface CheckRoutes {
  /** The same list for all objects of a kind. */
  readonly ofObject: (target: SnapshotObject) => readonly ObjectRoute[];
  /** The same list for all pods that are told to the same checks. */
  readonly ofPod: (pod: PodTemplate) => readonly PodCheck[];
}

/** What a check says of an object as a whole. */
export interface ObjectRoute extends Pick<ObjectCheck, "kinds" | "asWritten" | "evaluate"> {
  readonly check: ObjectCheck | PodCheck;
}

/** Pod checks that speak of the same pods. */
interface PodCheckGroup {
  readonly speaksOf: (pod: PodTemplate) => boolean;
  readonly checks: readonly PodCheck[];
}

/** Sorts checks by what they speak of; the order of the checks stays. */
export function routeChecks(checks: readonly Check[]): CheckRoutes {
  const objectChecks = checks.flatMap(objectRoutesOf);
  const known = new Map<string, readonly ObjectRoute[]>();
  return {
    ofObject: (target) => {
      const describesPods = target.podTemplates.length > 0;
      const { apiVersion, kind } = target.object;
      const key = `${describesPods} ${apiVersion} ${kind}`;
      const route = known.get(key) ?? objectChecks.filter((check) => speaksOf(check, target));
      known.set(key, route);
      return route;
    },
    ofPod: routePodChecks(checks.filter((check) => check.on === "pod")),
  };
}

function objectRoutesOf(check: Check): readonly ObjectRoute[] {
  if (check.on === "object") {
    const { kinds, asWritten, evaluate } = check;
    return [{ check, evaluate, ...(kinds && { kinds }), ...(asWritten && { asWritten }) }];
  }
  return check.on === "pod" && check.elsewhere ? [{ check, ...check.elsewhere }] : [];
}

/** Nearly all pods are told to the same checks, which are then put together once. */
function routePodChecks(checks: readonly PodCheck[]): (pod: PodTemplate) => readonly PodCheck[] {
  const groups = groupedByPods(checks);
  const known = new Map<string, readonly PodCheck[]>();
  return (pod) => {
    let key = "";
    for (const group of groups) key += group.speaksOf(pod) ? "1" : "0";
    const route =
      known.get(key) ?? groups.flatMap((group, index) => (key[index] === "1" ? group.checks : []));
    known.set(key, route);
    return route;
  };
}

function groupedByPods(checks: readonly PodCheck[]): readonly PodCheckGroup[] {
  const groups = new Map<(pod: PodTemplate) => boolean, PodCheck[]>();
  for (const check of checks) {
    const { speaksOf: of = everyPod } = check;
    const group = groups.get(of) ?? [];
    groups.set(of, group);
    group.push(check);
  }
  return Array.from(groups, ([of, group]) => ({ speaksOf: of, checks: group }));
}

function everyPod(): boolean {
  return true;
}

/** Whether a check has anything to say of objects of this kind. */
export function speaksOf({ kinds }: Pick<ObjectCheck, "kinds">, target: SnapshotObject): boolean {
  // Facts are no objects of a cluster: only who asks for them is shown them.
  if (kinds === undefined) return !isOfFacts(target.object);
  if (target.podTemplates.length > 0 && kinds.includes("workloads")) return true;
  return kinds.includes(kindOf(target));
}

/** `Service`, `apps/Deployment`. */
function kindOf({ object }: SnapshotObject): string {
  const group = groupOf(object);
  return group === "" ? object.kind : `${group}/${object.kind}`;
}
