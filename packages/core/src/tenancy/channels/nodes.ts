import type { Cluster } from "../../cluster/cluster.ts";
import { podSecurityFactsOf } from "../../cluster/pod-facts.ts";
import { podSecurityDefaultOf } from "../../cluster/pod-security-default.ts";
import type { FieldPath } from "../../kubernetes/field-path.ts";
import { textAt } from "../../kubernetes/json-fields.ts";
import { podTemplatesOf } from "../../kubernetes/pod-templates.ts";
import type { PlacementPod } from "../../placement/index.ts";
import type { Evidence } from "../../snapshot/verdict.ts";
import { craftedPod } from "../crafted-pods.ts";
import {
  type Cell,
  type Channel,
  type ChannelFix,
  cellKey,
  removing,
  type TenancyWorld,
  type TenantParts,
} from "../model.ts";
import { holdersOf, podMaking } from "../pod-makers.ts";
import { withoutVolume } from "../volume-fix.ts";

/** What of a tenant gives its node away: a pod that is there, or one that can be created. */
interface Escape {
  readonly certainty: "unknown" | "yes";
  readonly reason: string;
  readonly proof: readonly Evidence[];
  readonly fix: ChannelFix | undefined;
  /** Names of nodes; undefined: the input shows none. */
  readonly nodes: ReadonlySet<string> | undefined;
}

/**
 * Whether a pod of one tenant that has its node, or one that he can create, comes to a node that pods of another may come to. Sharing a
 * node without a way out of the container is no open channel: it rests on the container holding, which is said.
 */
export const nodes: Channel = (world) => {
  const reach = reachableNodes(world);
  const cells = new Map<string, Cell>();
  for (const from of world.parts) {
    const escapes = escapesOf(world, from, reach);
    if (escapes.length === 0) continue;
    for (const to of world.parts) {
      if (from === to || to.pods.length === 0) continue;
      const cell = firstMeeting(escapes, reach(to.pods));
      if (cell) cells.set(cellKey(from.tenant, to.tenant), cell);
    }
  }
  return cells;
};

type Reach = (pods: readonly PlacementPod[]) => ReadonlySet<string>;

/** The nodes that any of these pods may ever run on; pods that are alike are asked about once. */
export function reachableNodes({ cluster }: TenancyWorld): Reach {
  const { placement } = cluster;
  const byKind = new Map<string, ReadonlySet<string>>();
  const ofLists = new WeakMap<readonly PlacementPod[], ReadonlySet<string>>();
  const ofPod = (pod: PlacementPod): ReadonlySet<string> => {
    const key = placementKey(pod);
    const known = byKind.get(key);
    if (known) return known;
    const { nodeName = "" } = pod.spec;
    // A pod that names its node comes to no other; most pods of a cluster do.
    const asked = nodeName === "" ? placement.nodes : [placement.node(nodeName)];
    const found = new Set(
      asked.flatMap((node) =>
        node && placement.canRun(pod, node, "ever").verdict !== "no" ? [node.name] : [],
      ),
    );
    byKind.set(key, found);
    return found;
  };
  return (pods) => {
    const known = ofLists.get(pods);
    if (known) return known;
    const found = new Set(pods.flatMap((pod) => [...ofPod(pod)]));
    ofLists.set(pods, found);
    return found;
  };
}

/** Everything of a pod that decides where it may ever run. */
function placementKey(pod: PlacementPod): string {
  const { namespace, spec, labels, annotations, ofDaemonSet, isAdmitted, object } = pod;
  const { nodeName, nodeSelector, tolerations, runtimeClassName, os, schedulerName } = spec;
  return JSON.stringify([
    ...[namespace, ofDaemonSet, isAdmitted, textAt(object, "status", "phase")],
    ...[nodeName, nodeSelector, tolerations, runtimeClassName, os, schedulerName],
    ...[spec.affinity?.nodeAffinity, spec.hostNetwork],
    ...[labels["kubernetes.io/os"], annotations["kubernetes.io/config.source"]],
    // Pods that ask for nothing get other tolerations by PodTolerationRestriction.
    ...(spec.containers ?? []).map(({ resources }) => resources),
  ]);
}

interface Meeting {
  readonly escape: Escape;
  /** Undefined: the input shows no node. */
  readonly node: string | undefined;
}

function firstMeeting(escapes: readonly Escape[], others: ReadonlySet<string>): Cell | undefined {
  const meeting = escapes.flatMap((escape): readonly Meeting[] => {
    if (escape.nodes === undefined) return [{ escape, node: undefined }];
    const node = [...escape.nodes].find((name) => others.has(name));
    return node === undefined ? [] : [{ escape, node }];
  });
  const best =
    meeting.find(({ escape, node }) => escape.certainty === "yes" && node !== undefined) ??
    meeting[0];
  if (!best) return undefined;
  const { escape, node } = best;
  const isSure = escape.certainty === "yes" && node !== undefined;
  return {
    verdict: isSure ? "yes" : "unknown",
    reason:
      node === undefined
        ? `${escape.reason}, and the input shows no node`
        : `${escape.reason}, on node ${node}`,
    proof: () => escape.proof,
    fix: () => escape.fix,
  };
}

function escapesOf(world: TenancyWorld, from: TenantParts, reach: Reach): readonly Escape[] {
  const { cluster } = world;
  const facts = factsOf(cluster);
  const knowsNodes = cluster.placement.nodes.length > 0;
  const there = from.pods.flatMap((pod): readonly Escape[] => {
    const [template] = podTemplatesOf(pod.object);
    const escape = template && facts.escapeOf(template);
    if (!escape) return [];
    const path = pod.locate(escape.path);
    const { message, unknown } = escape;
    const what = `${pod.reference.kind} ${pod.namespace}/${pod.name}`;
    return [
      {
        certainty: unknown === undefined ? "yes" : "unknown",
        reason: `${what} ${message}${unknown === undefined ? "" : `, unless: ${unknown}`}`,
        proof: [{ object: pod.reference, path, message }],
        fix: fixOf(pod, escape.path),
        nodes: knowsNodes ? reach([pod]) : undefined,
      },
    ];
  });
  return [...there, ...from.tenant.namespaces.flatMap((each) => creatable(world, from, each))];
}

function fixOf(pod: PlacementPod, path: FieldPath): ChannelFix {
  const [, field, index] = path;
  const message = "Take away the field that gives the node.";
  return field === "volumes" && typeof index === "number"
    ? withoutVolume(pod, index, message)
    : removing(pod.reference, pod.locate(path), message);
}

function factsOf(cluster: Cluster) {
  return cluster.once(podFacts);
}

function podFacts({ snapshot }: Cluster) {
  return podSecurityFactsOf(snapshot, snapshot.once(podSecurityDefaultOf).value);
}

/** A privileged pod that an account of the tenant can create in a namespace that admits it. */
function creatable(
  { cluster }: TenancyWorld,
  { accounts, tenant }: TenantParts,
  namespace: string,
): readonly Escape[] {
  const admitted = factsOf(cluster).privileged(namespace);
  if (admitted.verdict === "no") return [];
  const own = new Set([
    ...accounts.map(({ name }) =>
      name.replace(/^system:serviceaccount:([^:]+):/, "serviceaccount/$1/"),
    ),
    ...accounts.map(({ name }) => `user/${name}`),
    ...tenant.namespaces.map((each) => `group/system:serviceaccounts:${each}`),
    ...["group/system:serviceaccounts", "group/system:authenticated"],
  ]);
  const holder = holdersOf(cluster.access, podMaking(namespace)).find(({ who }) => own.has(who));
  if (!holder) return [];
  const { nodes: all, canRun } = cluster.placement;
  const open = all.filter(
    (node) => canRun(craftedPod(namespace, node.name), node, "ever").verdict !== "no",
  );
  const object = { apiVersion: "v1", kind: "Namespace", name: namespace };
  const doubt = admitted.verdict === "unknown" ? `, ${admitted.reason}` : "";
  return [
    {
      certainty: admitted.verdict,
      reason: `${holder.who} may create a privileged pod in namespace ${namespace}${doubt}`,
      proof: [
        ...holder.proof,
        { object, path: ["metadata", "labels"], message: "admits privileged pods" },
      ],
      fix: {
        message: `Have namespace ${namespace} enforce the Pod Security level restricted.`,
        edits: [
          {
            object,
            edit: {
              op: "add",
              path: ["metadata", "labels", "pod-security.kubernetes.io/enforce"],
              value: "restricted",
            },
          },
        ],
        removed: [],
        added: [],
      },
      nodes: all.length > 0 ? new Set(open.map(({ name }) => name)) : undefined,
    },
  ];
}
