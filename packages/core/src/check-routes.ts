import type { Check, ObjectCheck, PodCheck } from "./check.ts";
import { groupOf } from "./kubernetes/object.ts";
import type { PodTemplate } from "./kubernetes/pod-template.ts";
import type { SnapshotObject } from "./snapshot/snapshot.ts";
import { meantApiVersionOf } from "./versions/meant-api.ts";

/** The checks that have to see an object. Most speak of one kind in fifty: asking only these is half the time of a scan. */
export interface CheckRoutes {
  readonly of: (target: SnapshotObject) => CheckRoute;
}

interface CheckRoute {
  readonly ofObject: readonly ObjectCheck[];
  /** None where the object describes no pod. */
  readonly ofPods: readonly PodCheckGroup[];
}

/** Pod checks that speak of the same pods. */
interface PodCheckGroup {
  readonly speaksOf: (pod: PodTemplate) => boolean;
  readonly checks: readonly PodCheck[];
}

/** Sorts checks by what they speak of; the order of the checks stays. */
export function routeChecks(checks: readonly Check[]): CheckRoutes {
  const objectChecks = checks.filter((check) => check.on === "object");
  const podChecks = groupedByPods(checks.filter((check) => check.on === "pod"));
  const known = new Map<string, CheckRoute>();
  return {
    of: (target) => {
      const describesPods = target.podTemplates.length > 0;
      const { apiVersion, kind } = target.object;
      const key = `${describesPods} ${apiVersion} ${kind}`;
      const route = known.get(key) ?? {
        ofObject: objectChecks.filter((check) => speaksOf(check, target)),
        ofPods: describesPods ? podChecks : [],
      };
      known.set(key, route);
      return route;
    },
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
export function speaksOf({ kinds }: ObjectCheck, target: SnapshotObject): boolean {
  if (kinds === undefined) return true;
  return kinds === "workloads" ? target.podTemplates.length > 0 : kinds.includes(kindOf(target));
}

/** `Service`, `apps/Deployment`; of what stands in a wrong version, which Kubernetes refuses, that which it must mean. */
function kindOf({ object }: SnapshotObject): string {
  const group = groupOf({ apiVersion: meantApiVersionOf(object) ?? object.apiVersion });
  return group === "" ? object.kind : `${group}/${object.kind}`;
}
