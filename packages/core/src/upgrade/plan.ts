import type { AuditPolicy } from "../audit/policy/model.ts";
import type { Cluster } from "../cluster/cluster.ts";
import { minorText } from "../versions/deprecations/lifecycles.ts";
import type { ApiUse } from "../versions/deprecations/uses.ts";
import { actorsOf } from "./actors.ts";
import { levelsOf } from "./audit-levels.ts";
import { lostBehaviours } from "./behaviours.ts";
import { closedCves } from "./closes.ts";
import { type ClusterView, clusterViewOf } from "./cluster-view.ts";
import {
  compareVersions,
  componentsIn,
  plannedVersionOf,
  type RunningComponent,
  unversionedKubelets,
  versionText,
} from "./components.ts";
import { drainBlockers } from "./drain-blockers.ts";
import { budgetFix, workloadsOfBudget } from "./fixes.ts";
import { gatesAt } from "./gates.ts";
import { lockoutsIn } from "./lockouts.ts";
import type { Blocker, PlannedVersion, Unknown, UpgradePlan } from "./model.ts";
import { skewBlockers } from "./skew.ts";
import { orderedSteps } from "./steps.ts";
import { stopsOf } from "./stops.ts";
import { type TightBudget, workloadBudgets, workloadsIn } from "./workload-budgets.ts";

/** What is asked. */
export interface PlanAsked {
  readonly to: PlannedVersion;
  /** The version of the API server, where somebody says it. */
  readonly from?: PlannedVersion | undefined;
  /** Uses of APIs that go, by whatever was read. */
  readonly uses: readonly ApiUse[];
  /** Whether an API server or its audit log said what is asked for. */
  readonly knowsCallers: boolean;
  /** The audit policy of the API server, where it is known. */
  readonly auditPolicy?: AuditPolicy | undefined;
}

/** The way from the version of a cluster to another, with whatever is in it. */
export function planUpgrade(cluster: Cluster, asked: PlanAsked): UpgradePlan {
  const { snapshot } = cluster;
  const { to, uses } = asked;
  const seen = componentsIn(snapshot);
  const { from, fromKnown } = fromOf(cluster, seen, asked);
  const unversioned = unversionedKubelets(snapshot, from);
  const components = [...seen, ...unversioned];
  const view = clusterViewOf(cluster);
  const isDown = compareVersions(to, from) < 0 && (to.patch !== undefined || to.minor < from.minor);
  const lockouts = lockoutsIn(snapshot, view.pods);
  const behaviours = lostBehaviours(snapshot, to.minor);
  const ahead = uses.filter(({ removedIn }) => minorIn(removedIn) > 0);
  const { steps, drains } = isDown
    ? { steps: [], drains: [] }
    : orderedSteps({
        ...{ cluster, view, components, from, to },
        gatesOf: (minor) =>
          gatesAt(minor, {
            uses: ahead,
            lockouts,
            behaviours,
            isFirst: minor === Math.min(from.minor + 1, to.minor),
          }),
      });
  const drained = drainBlockers(drains);
  const workloads = workloadsIn(snapshot);
  const blockers: readonly Blocker[] = [
    ...(isDown ? [downgrade(from, to)] : []),
    ...skewBlockers(components, from, to),
    ...apiBlockers(ahead, to.minor),
    ...behaviours.map(({ kind, evidence, message }) => ({
      ...{ kind, object: evidence.object, caller: undefined, nodes: [] },
      ...{ reason: evidence.message, proof: [evidence] },
      fix: { message, edits: [], proven: undefined },
    })),
    ...drained.blockers.map((blocker) => {
      const [budget, ...others] = drained.of.get(blocker)?.budgets ?? [];
      if (!budget || others.length > 0) return blocker;
      const fix = budgetFix(budget, workloadsOfBudget(budget, workloads), cluster);
      return fix ? { ...blocker, fix } : blocker;
    }),
    ...manifestBlockers(cluster, view),
    ...lockouts.webhooks,
    ...lockouts.apiServices,
  ];
  return {
    ...{ from, fromKnown, to, steps, blockers },
    stops: stopsOf(drains, view, snapshot),
    closes: isDown ? [] : closedCves(cluster, seen, from, to),
    actors: actorsOf(cluster, levelsOf(asked.auditPolicy)),
    unknown: [
      ...unknownOf(asked, { fromKnown, components, view, from }),
      ...drained.unknown,
      ...lockouts.unknown,
      ...lowUses(ahead, to.minor),
    ],
    assumptions: ASSUMPTIONS,
  };
}

const ASSUMPTIONS: readonly string[] = [
  "Each node is emptied with kubectl drain --ignore-daemonsets --delete-emptydir-data while all others are as they are now, and comes back before the next.",
  "Pods that take the place of others become ready; seconds are without the pull of images and the start of programs.",
];

function minorIn(removedIn: string | null): number {
  return Number(/^1\.(\d+)$/.exec(removedIn ?? "")?.[1] ?? "0");
}

function fromOf(
  { snapshot: { assumptions } }: Cluster,
  components: readonly RunningComponent[],
  { from: said, to }: Pick<PlanAsked, "from" | "to">,
): Pick<UpgradePlan, "from" | "fromKnown"> {
  if (said) return { from: said, fromKnown: "configured" };
  const { value, known } = assumptions.kubernetesVersion;
  const assumed = plannedVersionOf(value) ?? { minor: 0, patch: undefined };
  if (known === "observed") return { from: assumed, fromKnown: "observed" };
  const servers = components.filter(({ component }) => component === "kube-apiserver");
  const [oldest] = servers.map(({ version }) => version).sort(compareVersions);
  if (oldest) return { from: oldest, fromKnown: "observed" };
  if (known === "configured") return { from: assumed, fromKnown: "configured" };
  // No kubelet is newer than its API server.
  const kubelets = components.filter(({ component }) => component === "kubelet");
  const newest = kubelets
    .map(({ version }) => version)
    .sort(compareVersions)
    .at(-1);
  if (newest) return { from: newest, fromKnown: "kubelets" };
  // Nobody goes back: where nothing says which version there is, it is one before.
  const before = { minor: to.minor - 1, patch: undefined };
  return { from: assumed.minor > to.minor ? before : assumed, fromKnown: "defaulted" };
}

function downgrade(from: PlannedVersion, to: PlannedVersion): Blocker {
  return {
    ...{
      kind: "downgrade",
      object: undefined,
      caller: undefined,
      nodes: [],
      proof: [],
      fix: undefined,
    },
    reason: `${versionText(to)} is older than ${versionText(from)}, and an API server does not go back`,
  };
}

function apiBlockers(uses: readonly ApiUse[], target: number): readonly Blocker[] {
  return uses
    .filter((use) => minorIn(use.removedIn) <= target && use.confidence !== "low")
    .map((use) => ({
      kind: "removed-api" as const,
      object: use.object ?? undefined,
      caller: use.caller?.entity,
      nodes: [],
      reason: `${use.group}/${use.version} ${use.resource} is not served since ${use.removedIn ?? ""}: ${use.message}`,
      proof: use.object ? [{ object: use.object, path: use.path, message: use.message }] : [],
      fix: use.replacement
        ? { message: `Use ${use.replacement} in its place.`, edits: [], proven: undefined }
        : undefined,
    }));
}

function lowUses(uses: readonly ApiUse[], target: number): readonly Unknown[] {
  return uses
    .filter((use) => minorIn(use.removedIn) <= target && use.confidence === "low")
    .map((use) => ({
      kind: "removed-api",
      object: use.object ?? undefined,
      reason: `${use.group}/${use.version} ${use.resource} is not served since ${use.removedIn ?? ""}, and may be used: ${use.message}`,
    }));
}

/** Budgets over workloads whose pods the input does not show. */
function manifestBlockers(cluster: Cluster, { budgets, pods }: ClusterView): readonly Blocker[] {
  // A running cluster shows the pods that there are: a budget without any holds nobody up.
  if (pods.length > 0 && cluster.snapshot.assumptions.wholeCluster.known === "observed") return [];
  const { tight, overlapping } = workloadBudgets(budgets, workloadsIn(cluster.snapshot));
  return [
    ...tight.map((each) => tightBlocker(each, cluster)),
    ...overlapping.map(({ workload, budgets: those }) => {
      const names = those.map(({ entry }) => entry.reference.name).join(", ");
      const reason = `budgets ${names} select its pods, and the eviction API refuses those under more than one`;
      return {
        kind: "disruption-budgets-overlap" as const,
        object: workload.entry.reference,
        ...{ caller: undefined, nodes: [], reason },
        proof: those.map(({ entry }) => ({
          object: entry.reference,
          path: ["spec", "selector"],
          message: `selects the pods of ${workload.entry.reference.name}`,
        })),
        fix: {
          message: "Have one budget alone select these pods.",
          edits: [],
          proven: undefined,
        },
      };
    }),
  ];
}

function tightBlocker(
  { budget, workloads, expected, desired }: TightBudget,
  cluster: Cluster,
): Blocker {
  const { entry } = budget;
  const reason = `asks for ${desired} of the ${expected} pods that it selects, so that none may go`;
  const spec = entry.object["spec"];
  const isMost = typeof spec === "object" && spec !== null && "maxUnavailable" in spec;
  const field = isMost ? "maxUnavailable" : "minAvailable";
  return {
    ...{ kind: "disruption-budget", object: entry.reference, caller: undefined, nodes: [], reason },
    proof: [
      { object: entry.reference, path: ["spec", field], message: reason },
      ...workloads.map((workload) => ({
        object: workload.entry.reference,
        path: ["spec", "replicas"],
        message: `runs ${workload.replicas} pods`,
      })),
    ],
    fix: budgetFix(budget, workloads, cluster),
  };
}

interface Seen {
  readonly fromKnown: UpgradePlan["fromKnown"];
  readonly components: readonly RunningComponent[];
  readonly view: ClusterView;
  readonly from: PlannedVersion;
}

function unknownOf(
  { knowsCallers, to }: PlanAsked,
  { fromKnown, components, view, from }: Seen,
): readonly Unknown[] {
  const hasNodes = components.some(({ component }) => component === "kubelet");
  const isMinor = to.minor !== from.minor;
  const target = versionText(to);
  const rows: readonly (readonly [boolean, string, string])[] = [
    [
      fromKnown === "defaulted",
      "version",
      `which version the cluster has: ${versionText(from)} is only assumed`,
    ],
    [
      fromKnown === "kubelets",
      "version",
      "which version the API server has: it is at least that of the newest kubelet",
    ],
    [
      isMinor && !knowsCallers,
      "callers",
      `who asks for APIs that ${minorText(to.minor)} does not serve: metrics of the API server (--metrics) or its audit log (--audit) tell`,
    ],
    [
      components.some(({ text }) => text === ""),
      "version",
      `which version the kubelets have of nodes that do not say it: ${versionText(from)} is assumed`,
    ],
    [!hasNodes, "nodes", "which nodes there are, and what runs there"],
    [
      hasNodes && view.pods.length === 0,
      "pods",
      "which pods run on the nodes: budgets were judged by workloads alone",
    ],
    [
      hasNodes && to.minor >= 37,
      "cgroup",
      "whether nodes have cgroup v2, without which a kubelet of v1.37 does not start",
    ],
    [
      isMinor,
      "add-ons",
      `whether network plugin, DNS, storage drivers and other add-ons support ${target}`,
    ],
    [
      isMinor,
      "feature-gates",
      `whether ${target} still knows every feature gate that components are given`,
    ],
  ];
  return rows
    .filter(([isOpen]) => isOpen)
    .map(([, kind, reason]) => ({ kind, object: undefined, reason }));
}
