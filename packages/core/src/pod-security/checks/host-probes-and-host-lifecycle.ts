import type { LifecycleHandler, Probe } from "../../kubernetes/api/types.ts";
import type { FieldPath } from "../../kubernetes/field-path.ts";
import type { PodSecurityCheck, PodSecurityPod, Refusal } from "../check.ts";
import { type PlacedContainer, placedContainersOf } from "../security-contexts.ts";
import { containersNamed, joinQuote, pluralize, sortedSet } from "../text.ts";

/** Probes and lifecycle handlers may not name a host that the kubelet is to call (baseline, v1.34). */
export const hostProbesAndHostLifecycle: PodSecurityCheck = {
  id: "host-probes-and-host-lifecycle",
  name: "hostProbesAndHostLifecycle",
  level: "baseline",
  versions: [{ since: "v1.34", evaluate }],
};

interface NamedHost {
  readonly container: string;
  readonly host: string;
  readonly path: FieldPath;
}

function evaluate({ spec }: PodSecurityPod): Refusal | undefined {
  const found = Array.from(placedContainersOf(spec)).flatMap((placed) => [...hostsOf(placed)]);
  if (found.length === 0) return undefined;
  // A set here, unlike in the other checks: containers of the same name count once.
  const containers = sortedSet(found.map(({ container }) => container));
  const hosts = sortedSet(found.map(({ host }) => host));
  return {
    reason: "probe or lifecycle host",
    detail: [
      containersNamed(containers),
      pluralize("uses", "use", containers.length),
      pluralize("probe or lifecycle host", "probe or lifecycle hosts", hosts.length),
      joinQuote(hosts),
    ].join(" "),
    paths: found.map(({ path }) => path),
  };
}

function* hostsOf({ container, name, path }: PlacedContainer): Generator<NamedHost> {
  for (const field of ["livenessProbe", "readinessProbe", "startupProbe"] as const) {
    yield* hostsOfHandler(name, container[field], [...path, field]);
  }
  for (const field of ["postStart", "preStop"] as const) {
    yield* hostsOfHandler(name, container.lifecycle?.[field], [...path, "lifecycle", field]);
  }
}

function* hostsOfHandler(
  container: string,
  handler: Probe | LifecycleHandler | undefined,
  path: FieldPath,
): Generator<NamedHost> {
  for (const action of ["httpGet", "tcpSocket"] as const) {
    const host = handler?.[action]?.host;
    if (host) yield { container, host, path: [...path, action, "host"] };
  }
}
