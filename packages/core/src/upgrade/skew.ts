import type { Evidence } from "../snapshot/verdict.ts";
import { CONTROL_PLANE, mayLag, type RunningComponent, versionText } from "./components.ts";
import type { Blocker, Gate, PlannedVersion } from "./model.ts";

/** Evidence that a component has its version. */
function evidenceOf({ component, text, entry, path }: RunningComponent): Evidence {
  return { object: entry.reference, path, message: `${component} is ${text}` };
}

/** What of the skew rules is broken before the first step: whatever is ahead of the API server, or too far behind it. */
export function skewBlockers(
  components: readonly RunningComponent[],
  from: PlannedVersion,
  to: PlannedVersion,
): readonly Blocker[] {
  return components.flatMap((each) => {
    const { component, version } = each;
    const lag = component === "kubelet" || component === "kube-proxy" ? mayLag(version) : 1;
    if (component === "kube-apiserver" && version.minor >= from.minor - 1) return [];
    if (version.minor > Math.max(from.minor, component === "kubelet" ? to.minor : from.minor))
      return [skewBlocker(each, `is newer than the API server of v1.${from.minor}`)];
    if (version.minor > from.minor)
      return [skewBlocker(each, `is newer than the API server of v1.${from.minor}`)];
    if (version.minor < from.minor - lag)
      return [
        skewBlocker(
          each,
          `is more than ${lag} ${lag === 1 ? "minor" : "minors"} behind the API server of v1.${from.minor}`,
        ),
      ];
    return [];
  });
}

function skewBlocker(each: RunningComponent, how: string): Blocker {
  const { component, text, entry, path, node } = each;
  const reason = `${component} ${text} ${how}`;
  return {
    kind: "version-skew",
    object: entry.reference,
    caller: undefined,
    nodes: node === undefined ? [] : [node],
    reason,
    proof: [{ object: entry.reference, path, message: reason }],
    fix: {
      message: `Bring ${component} within the skew of the API server first.`,
      edits: [],
      proven: undefined,
    },
  };
}

/** Versions as they are while a plan goes on. */
export interface Stage {
  /** The minors of API servers; several for as long as some are upgraded. */
  readonly servers: readonly number[];
  readonly components: ReadonlyMap<RunningComponent, PlannedVersion>;
  readonly minors: Pick<MinorCounts, "some">;
}

/** How many there are of a component by minor: of thousands of kubelets there are two or three, and each step asks for all. */
interface MinorCounts {
  readonly some: (test: (component: string, version: PlannedVersion) => boolean) => boolean;
  readonly move: (component: string, from: PlannedVersion | undefined, to: PlannedVersion) => void;
}

export function countMinors(components: readonly RunningComponent[]): MinorCounts {
  const counts = new Map<string, Map<number, number>>();
  const add = (component: string, { minor }: PlannedVersion, count: number): void => {
    const ofComponent = counts.get(component) ?? new Map<number, number>();
    counts.set(component, ofComponent);
    ofComponent.set(minor, (ofComponent.get(minor) ?? 0) + count);
  };
  for (const { component, version } of components) add(component, version, 1);
  return {
    some: (test) =>
      [...counts].some(([component, ofComponent]) =>
        [...ofComponent].some(
          ([minor, count]) => count > 0 && test(component, { minor, patch: undefined }),
        ),
      ),
    move: (component, from, to) => {
      if (from) add(component, from, -1);
      add(component, to, 1);
    },
  };
}

/**
 * Whether all components go with the API servers of a stage: kubelet and kube-proxy up to three minors behind the newest, the other
 * parts of the control plane one, none ahead of the oldest; API servers one apart (https://kubernetes.io/releases/version-skew-policy).
 */
export function skewGate({ servers, components, minors }: Stage, to: PlannedVersion): Gate {
  const newest = Math.max(...servers);
  const oldest = Math.min(...servers);
  const isBroken = (component: string, version: PlannedVersion): boolean => {
    if (component === "kube-apiserver") return false;
    const lag = isOfControlPlane(component) ? 1 : mayLag(version);
    return version.minor > oldest || version.minor < newest - lag;
  };
  const broken = minors.some(isBroken)
    ? [...components].flatMap(([each, version]) =>
        isBroken(each.component, version) ? [each] : [],
      )
    : [];
  const isApart = newest - oldest > 1;
  const verdict = broken.length === 0 && !isApart ? "yes" : "no";
  return {
    gate: "skew",
    verdict,
    reason:
      verdict === "yes"
        ? `all components go with ${versionText(to)}`
        : `${broken.length} components do not go with ${versionText(to)}`,
    proof: broken.slice(0, 10).map(evidenceOf),
  };
}

function isOfControlPlane(component: string): boolean {
  return CONTROL_PLANE.some((each) => each === component);
}
