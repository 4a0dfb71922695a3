import type { VerdictValue } from "../../snapshot/verdict.ts";

/** A component of a minor version of Kubernetes: 34 of 1.34. */
export interface MinorOf {
  readonly component: string;
  readonly minor: number;
}

/** Whether a component may run beside API servers of some minor versions, with a clause that says why. */
export interface SkewAnswer {
  readonly ok: VerdictValue;
  readonly reason: string;
}

/** How many minor versions each may be behind the newest API server. */
const BEHIND: ReadonlyMap<string, number> = new Map([
  ["kube-controller-manager", 1],
  ["kube-scheduler", 1],
  ["cloud-controller-manager", 1],
  ["kube-proxy", 3],
  ["kubelet", 3],
  ["kubectl", 1],
]);

/** Nodes' components before this minor may be behind by two only. */
const THREE_SINCE = 25;

/** Whether a component is one that the version skew policy speaks of. */
export function isSkewed(component: string): boolean {
  return component === "kube-apiserver" || BEHIND.has(component);
}

/**
 * The version skew policy (https://kubernetes.io/releases/version-skew-policy): none but kubectl is newer than the oldest API server, none
 * further behind the newest than it may; API servers differ by one at most.
 */
export function skewOf({ component, minor }: MinorOf, servers: readonly number[]): SkewAnswer {
  if (servers.length === 0)
    return { ok: "unknown", reason: "no version of an API server is shown" };
  const oldest = Math.min(...servers);
  const newest = Math.max(...servers);
  if (component === "kube-apiserver") return amongServers(oldest, newest);
  const behind = behindOf({ component, minor });
  if (behind === undefined) return { ok: "unknown", reason: "the policy does not speak of it" };
  const first = newest - behind;
  const last = oldest + (component === "kubectl" ? 1 : 0);
  const range = rangeText(first, last);
  if (minor >= first && minor <= last)
    return { ok: "yes", reason: `1.${minor} is within ${range}` };
  const how = minor > last ? "too new" : "too old";
  const beside = oldest === newest ? `1.${newest}` : `1.${oldest} and 1.${newest}`;
  return { ok: "no", reason: `1.${minor} is ${how} for API servers of ${beside}: ${range}` };
}

/** By how many minor versions a component may be behind; undefined where the policy does not speak of it. */
function behindOf({ component, minor }: MinorOf): number | undefined {
  const behind = BEHIND.get(component);
  const isOfNode = component === "kubelet" || component === "kube-proxy";
  return isOfNode && minor < THREE_SINCE ? 2 : behind;
}

function amongServers(oldest: number, newest: number): SkewAnswer {
  return newest - oldest > 1
    ? {
        ok: "no",
        reason: `API servers of 1.${oldest} and 1.${newest} are more than one minor version apart`,
      }
    : {
        ok: "yes",
        reason:
          oldest === newest
            ? `all are of 1.${newest}`
            : `1.${oldest} and 1.${newest} are one minor version apart`,
      };
}

function rangeText(from: number, to: number): string {
  if (from > to) return "no minor version fits both";
  return from === to ? `1.${from}` : `1.${from} to 1.${to}`;
}

/** kube-proxy against the kubelet of the same node: three apart at most, two where one of them is older than 1.25. */
export function proxySkewOf(proxy: number, kubelets: readonly number[]): SkewAnswer | undefined {
  const apart = kubelets.find((kubelet) => {
    const allowed = Math.min(proxy, kubelet) < THREE_SINCE ? 2 : 3;
    return Math.abs(proxy - kubelet) > allowed;
  });
  return apart === undefined
    ? undefined
    : { ok: "no", reason: `1.${proxy} is too far from kubelets of 1.${apart} on the same nodes` };
}

/**
 * The same while the API servers go up to a target, one minor version at a time: what is behind has to have come along before the step
 * that leaves it too far behind.
 */
export function targetSkewOf(
  { component, minor }: MinorOf,
  servers: readonly number[],
  target: number,
): SkewAnswer {
  const newest = Math.max(...servers);
  if (servers.length === 0)
    return { ok: "unknown", reason: "no version of an API server is shown" };
  if (component === "kube-apiserver") return serverTo(newest, target);
  if (component !== "kubectl" && minor > target) {
    return {
      ok: "no",
      reason: `1.${minor} is newer than 1.${target}, and an API server is never older`,
    };
  }
  const last = minor + (behindOf({ component, minor }) ?? 0);
  return last >= target
    ? { ok: "yes", reason: `1.${minor} still fits API servers of 1.${target}` }
    : {
        ok: "no",
        reason: `1.${minor} fits API servers up to 1.${last}: it has to go up before they reach 1.${last + 1}`,
      };
}

function serverTo(newest: number, target: number): SkewAnswer {
  if (target < newest)
    return {
      ok: "no",
      reason: `1.${newest} cannot go back to 1.${target}: what is stored may be unreadable to it`,
    };
  const steps = target - newest;
  if (steps <= 1)
    return {
      ok: "yes",
      reason: steps === 0 ? `it is of 1.${target} already` : `one step leads to 1.${target}`,
    };
  return {
    ok: "no",
    reason: `1.${target} is ${steps} minor versions up, and API servers go one at a time`,
  };
}
