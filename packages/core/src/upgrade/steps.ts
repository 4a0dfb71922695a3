import type { Cluster } from "../cluster/cluster.ts";
import { stringMapOf } from "../kubernetes/object.ts";
import type { ClusterView } from "./cluster-view.ts";
import {
  CONTROL_PLANE,
  compareVersions,
  mayLag,
  type RunningComponent,
  versionText,
} from "./components.ts";
import type { Drain } from "./drain.ts";
import { namesOf } from "./drain-blockers.ts";
import type { Gate, PlannedVersion, Step } from "./model.ts";
import { secondsOf } from "./pods.ts";
import { countMinors, skewGate } from "./skew.ts";

/** What steps are made of. */
export interface StepInput {
  readonly cluster: Pick<Cluster, "snapshot">;
  readonly view: ClusterView;
  readonly components: readonly RunningComponent[];
  readonly from: PlannedVersion;
  readonly to: PlannedVersion;
  /** Gates of the API server's step to a minor. */
  readonly gatesOf: (minor: number) => readonly Gate[];
}

/** Steps in order, with the drain of every node that is emptied. */
export interface Ordered {
  readonly steps: readonly Step[];
  readonly drains: readonly Drain[];
}

type Unordered = Omit<Step, "order">;

/**
 * API servers one minor at a time, each before whatever asks it; kubelets as late as the skew lets them, for each is emptied once
 * then, a control plane's first; kube-proxy after them.
 */
export function orderedSteps(input: StepInput): Ordered {
  const { from, to, components } = input;
  const rollout = createRollout(input);
  const levels = to.minor === from.minor ? [to.minor] : range(from.minor + 1, to.minor);
  for (const minor of levels) {
    const version = minor === to.minor ? to : { minor, patch: undefined };
    for (const late of laggards(rollout.versions, minor)) {
      rollout.bring(late, { minor: minor - 1, patch: undefined }, []);
    }
    const gates = input.gatesOf(minor);
    if (!components.some(({ component }) => component === "kube-apiserver")) {
      rollout.steps.push(unseenServer(version, gates));
    }
    rollout.controlPlane(version, gates);
  }
  const kubelets = inOrder(components.filter(({ component }) => component === "kubelet"));
  const proxies = components.filter(({ component }) => component === "kube-proxy");
  for (const each of [...kubelets, ...proxies]) {
    if (rollout.isOlder(each, to)) rollout.bring(each, to, []);
  }
  return {
    steps: rollout.steps.map((step, index) => ({ order: index + 1, ...step })),
    drains: rollout.drains,
  };
}

/** Versions as they go on, with the steps that brought them there. */
interface Rollout {
  readonly versions: ReadonlyMap<RunningComponent, PlannedVersion>;
  readonly steps: Unordered[];
  readonly drains: Drain[];
  readonly isOlder: (each: RunningComponent, version: PlannedVersion) => boolean;
  readonly bring: (each: RunningComponent, version: PlannedVersion, gates: readonly Gate[]) => void;
  /** API servers, then what is beside them; the gates are the first step's. */
  readonly controlPlane: (version: PlannedVersion, gates: readonly Gate[]) => void;
}

function createRollout({ components, view }: StepInput): Rollout {
  const versions = new Map(components.map((each) => [each, each.version]));
  const servers = components.filter(({ component }) => component === "kube-apiserver");
  const minors = countMinors(components);
  const steps: Unordered[] = [];
  const drains: Drain[] = [];
  const isOlder: Rollout["isOlder"] = (each, version) => isBefore(versions.get(each), version);
  const bring: Rollout["bring"] = (each, version, gates) => {
    const isDrained = each.component === "kubelet" && versions.get(each)?.minor !== version.minor;
    minors.move(each.component, versions.get(each), version);
    versions.set(each, version);
    const stage = {
      servers: serversOf(servers, versions, version.minor),
      components: versions,
      minors,
    };
    const gate = skewGate(stage, version);
    if (each.component !== "kubelet") {
      steps.push(plainStep(each, version, [gate, ...gates]));
      return;
    }
    const drain = isDrained ? view.drain(each.node ?? "") : undefined;
    if (drain) drains.push(drain);
    steps.push(nodeStep(each, version, { gate, drain }));
  };
  return {
    ...{ versions, steps, drains, isOlder, bring },
    controlPlane: (version, gates) => {
      for (const component of CONTROL_PLANE) {
        const due = components.filter(
          (each) => each.component === component && isOlder(each, version),
        );
        for (const [index, each] of inOrder(due).entries()) {
          bring(each, version, component === "kube-apiserver" && index === 0 ? gates : []);
        }
      }
    },
  };
}

function range(first: number, last: number): readonly number[] {
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index);
}

// Where only a minor is wanted, any patch of it will do.
function isBefore(version: PlannedVersion | undefined, wanted: PlannedVersion): boolean {
  if (!version) return false;
  if (wanted.patch === undefined) return version.minor < wanted.minor;
  return compareVersions(version, wanted) < 0;
}

function serversOf(
  servers: readonly RunningComponent[],
  versions: ReadonlyMap<RunningComponent, PlannedVersion>,
  otherwise: number,
): readonly number[] {
  const minors = servers.flatMap((each) => versions.get(each)?.minor ?? []);
  return minors.length === 0 ? [otherwise] : minors;
}

/** Kubelets and kube-proxies that the API servers of a minor would leave behind. */
function laggards(
  versions: ReadonlyMap<RunningComponent, PlannedVersion>,
  minor: number,
): readonly RunningComponent[] {
  const late = [...versions]
    .filter(
      ([{ component }, version]) =>
        (component === "kubelet" || component === "kube-proxy") &&
        version.minor < minor - mayLag(version),
    )
    .map(([each]) => each);
  return [
    ...inOrder(late.filter(({ component }) => component === "kubelet")),
    ...late.filter(({ component }) => component !== "kubelet"),
  ];
}

const CONTROL_PLANE_LABELS = [
  "node-role.kubernetes.io/control-plane",
  "node-role.kubernetes.io/master",
];

/** Control planes first, then by pool, zone and name. */
function inOrder(components: readonly RunningComponent[]): readonly RunningComponent[] {
  const keyed = components.map((each) => {
    const labels = stringMapOf(each.entry.object, "labels");
    const isControl = CONTROL_PLANE_LABELS.some((label) => Object.hasOwn(labels, label));
    const key = [isControl ? "0" : "1", poolOf(each) ?? "", zoneOf(each) ?? "", each.node ?? ""];
    return { each, key: key.join("\u0000") };
  });
  return keyed.sort((a, b) => compareTexts(a.key, b.key)).map(({ each }) => each);
}

function compareTexts(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

// GKE, EKS, AKS, Karpenter, DigitalOcean, and whatever ends so.
const POOL_LABEL = /(?:^|[/.\-_])(?:node-?pool|node-?group|agentpool|pool)$/i;

function poolOf({ component, entry }: RunningComponent): string | undefined {
  if (component !== "kubelet") return undefined;
  const found = Object.entries(stringMapOf(entry.object, "labels")).find(([key]) =>
    POOL_LABEL.test(key),
  );
  return found?.[1];
}

function zoneOf({ component, entry }: RunningComponent): string | undefined {
  if (component !== "kubelet") return undefined;
  return stringMapOf(entry.object, "labels")["topology.kubernetes.io/zone"];
}

function plainStep(
  each: RunningComponent,
  version: PlannedVersion,
  gates: readonly Gate[],
): Unordered {
  const isServer = each.component === "kube-apiserver";
  return {
    ...{ component: each.component, node: each.node, pool: undefined, zone: undefined },
    ...{ action: "upgrade", from: each.text, to: versionText(version), gates },
    ...{ rounds: null, seconds: null },
    rollback: isServer ? SERVER_ROLLBACK : `Bring back ${each.component} ${each.text}.`,
  };
}

const SERVER_ROLLBACK =
  "An API server is not taken back to an older minor: restore etcd from the copy that was made before this step.";

function unseenServer(version: PlannedVersion, gates: readonly Gate[]): Unordered {
  return {
    ...{ component: "kube-apiserver", node: undefined, pool: undefined, zone: undefined },
    ...{ action: "upgrade", from: undefined, to: versionText(version), gates },
    ...{ rounds: null, seconds: null, rollback: SERVER_ROLLBACK },
  };
}

interface NodeStep {
  readonly gate: Gate;
  readonly drain: Drain | undefined;
}

function nodeStep(
  each: RunningComponent,
  version: PlannedVersion,
  { gate, drain }: NodeStep,
): Unordered {
  return {
    ...{ component: "kubelet", node: each.node, pool: poolOf(each), zone: zoneOf(each) },
    action: drain ? "drain-and-upgrade" : "upgrade",
    ...{ from: each.text || undefined, to: versionText(version) },
    gates: drain ? [gate, drainGate(drain), capacityGate(drain)] : [gate],
    rounds: drain?.rounds ?? null,
    seconds: drain ? secondsOfDrain(drain) : null,
    rollback: `Uncordon the node, or have its kubelet ${each.text || "of before"} again while it is empty.`,
  };
}

function secondsOfDrain({ evicted, rounds }: Drain): Step["seconds"] {
  if (!rounds) return null;
  const all = evicted.map(secondsOf);
  const most = Math.max(0, ...all.map(({ grace, start }) => grace + start));
  const least = Math.max(0, ...all.map(({ start }) => start));
  return { least: rounds.least * least, most: rounds.most * most };
}

function drainGate({ verdict, faults, evicted }: Drain): Gate {
  const failing = faults.filter((fault) => verdict !== "no" || fault.verdict === "no");
  return {
    gate: "drain",
    verdict,
    reason: REASONS[verdict](evicted.length),
    proof: failing.flatMap(({ proof }) => proof).slice(0, 20),
  };
}

const REASONS: Readonly<Record<Gate["verdict"], (pods: number) => string>> = {
  yes: (pods) => `every order of evictions ends; ${pods} pods are evicted`,
  no: () => "no order of evictions ends",
  unknown: () => "whether it ends depends on the order, or on pods that are not ready now",
};

function capacityGate({ homeless }: Drain): Gate {
  const never = homeless.filter(({ verdict }) => verdict === "no");
  const names = homeless.map(({ pod }) => `${pod.namespace}/${pod.name}`);
  if (homeless.length === 0) {
    return { gate: "capacity", verdict: "yes", reason: "all its pods find a place", proof: [] };
  }
  return {
    gate: "capacity",
    verdict: never.length > 0 ? "no" : "unknown",
    reason: `${namesOf(names)} ${never.length > 0 ? "find no place until the node is back" : "may find no place"}`,
    proof: homeless.slice(0, 20).map(({ pod, candidates }) => ({
      object: pod.entry.reference,
      path: ["spec"],
      message:
        candidates === 0
          ? "may run on no other node"
          : `the ${candidates} other nodes that may take it have no room`,
    })),
  };
}
