import type { Cluster } from "../cluster/cluster.ts";
import { podGuardsOf } from "../cluster/pod-guards.ts";
import { stringMapOf } from "../kubernetes/object.ts";
import { controllerReferenceOf } from "../kubernetes/owners.ts";
import type { PlacementNode, PlacementPod, PlacementReason } from "../placement/index.ts";
import { isStaticPod } from "../placement/pods.ts";
import { SYSTEM_NAMESPACES } from "../snapshot/completeness.ts";
import type { Evidence, VerdictValue } from "../snapshot/verdict.ts";
import { cloudBreaches, showsCloudPools } from "./cloud-separation.ts";
import { craftedPod, unspecificPod } from "./crafted-pods.ts";
import {
  type Asked,
  type Breach,
  DEDICATION_SIDES,
  type DedicationSide,
  topPods,
} from "./dedication-model.ts";
import { labelIntegrity } from "./label-integrity.ts";
import { type Holder, holdersOf, podBinding, podMaking } from "./pod-makers.ts";
import type { Pool } from "./pool.ts";
import { namespacesOf, type Tenant } from "./tenants.ts";

/** A pod that comes to the nodes of a tenant because it comes to all: of a DaemonSet or static, or of Kubernetes' own namespaces. */
interface DedicationException {
  readonly pod: PlacementPod;
  readonly because: "DaemonSet" | "static pod" | "system namespace";
}

/** Whether a pool is a tenant's own, both ways. */
export interface Dedication {
  readonly pool: Pool;
  readonly tenant: Tenant;
  /** `yes` where no breach is known and none possible; `unknown` where some are only possible. */
  readonly verdict: VerdictValue;
  readonly sides: readonly { readonly side: DedicationSide; readonly holds: VerdictValue }[];
  readonly breaches: readonly Breach[];
  /** What is on the other side now: pods of others on the pool, pods of the tenant elsewhere. */
  readonly observed: readonly { readonly pod: PlacementPod; readonly node: string }[];
  readonly exceptions: readonly DedicationException[];
  readonly assumptions: readonly string[];
}

/** Proves that a pool is a tenant's own, or names what breaks it: what is there, and what anybody is able to create. */
export function dedicationOf(cluster: Cluster, pool: Pool, tenant: Tenant): Dedication {
  const asked = {
    cluster,
    pool,
    tenant,
    own: new Set(tenant.namespaces),
    names: new Set(pool.nodes.map(({ name }) => name)),
  };
  const exceptions = exceptionsOf(asked);
  const excepted = new Set(exceptions.map(({ pod }) => pod));
  const breaches = [
    ...keepOut(asked, excepted),
    ...keepOutCreatable(asked),
    ...keepIn(asked),
    ...keepInCreatable(asked),
    ...labelIntegrity(asked),
    ...cloudBreaches(asked),
  ];
  const examined = DEDICATION_SIDES.filter((side) => !OF_CLOUD.has(side) || showsCloudPools(asked));
  const sides = examined.map((side) => ({
    side,
    holds: holdsBy(breaches.filter((breach) => breach.side === side)),
  }));
  return {
    pool,
    tenant,
    verdict: holdsBy(breaches),
    sides,
    breaches,
    observed: observedOf(asked, excepted),
    exceptions,
    assumptions: assumptionsOf(asked),
  };
}

/** Only facts of a cloud say anything of these. */
const OF_CLOUD: ReadonlySet<DedicationSide> = new Set(["subnets", "security-groups"]);

function holdsBy(breaches: readonly Breach[]): VerdictValue {
  if (breaches.length === 0) return "yes";
  return breaches.some(({ verdict }) => verdict === "yes") ? "no" : "unknown";
}

function exceptionsOf(asked: Asked): readonly DedicationException[] {
  const { cluster, pool, own } = asked;
  return topPods(asked).flatMap((pod): readonly DedicationException[] => {
    const because = exceptionOf(pod);
    if (own.has(pod.namespace) || because === undefined) return [];
    const comes = pool.nodes.some(
      (node) => cluster.placement.canRun(pod, node, "ever").verdict !== "no",
    );
    return comes ? [{ pod, because }] : [];
  });
}

function exceptionOf(pod: PlacementPod): DedicationException["because"] | undefined {
  if (pod.ofDaemonSet) return "DaemonSet";
  if (isStaticPod(pod)) return "static pod";
  return SYSTEM_NAMESPACES.has(pod.namespace) ? "system namespace" : undefined;
}

/** The first node of a list that a pod may ever run on. */
function firstOpen(
  { cluster }: Asked,
  pod: PlacementPod,
  nodes: readonly PlacementNode[],
):
  | {
      readonly node: PlacementNode;
      readonly verdict: Breach["verdict"];
      readonly reasons: readonly PlacementReason[];
    }
  | undefined {
  const found = nodes.map((node) => ({ node, ...cluster.placement.canRun(pod, node, "ever") }));
  const best =
    found.find(({ verdict }) => verdict === "yes") ??
    found.find(({ verdict }) => verdict === "unknown");
  return best && best.verdict !== "no"
    ? { node: best.node, verdict: best.verdict, reasons: best.reasons }
    : undefined;
}

function evidenceOf(pod: PlacementPod, reasons: readonly PlacementReason[]): readonly Evidence[] {
  if (reasons.length > 0) return reasons;
  const path = pod.locate(["spec"]);
  return [
    { object: pod.reference, path, message: "asks for no node by label, and nothing refuses it" },
  ];
}

function keepOut(asked: Asked, excepted: ReadonlySet<PlacementPod>): readonly Breach[] {
  const { pool, own } = asked;
  return topPods(asked).flatMap((pod): readonly Breach[] => {
    if (own.has(pod.namespace) || excepted.has(pod)) return [];
    const open = firstOpen(asked, pod, pool.nodes);
    if (!open) return [];
    const message = `${labelOf(pod)} may run on node ${open.node.name}`;
    return [
      {
        side: "keep-out",
        verdict: open.verdict,
        message,
        proof: evidenceOf(pod, open.reasons),
        holders: [],
      },
    ];
  });
}

function keepIn(asked: Asked): readonly Breach[] {
  const { cluster, own, names } = asked;
  const others = cluster.placement.nodes.filter(({ name }) => !names.has(name));
  return topPods(asked).flatMap((pod): readonly Breach[] => {
    if (!own.has(pod.namespace)) return [];
    const open = firstOpen(asked, pod, others);
    if (!open) return [];
    const message = `${labelOf(pod)} may run on node ${open.node.name}, which is none of the pool`;
    return [
      {
        side: "keep-in",
        verdict: open.verdict,
        message,
        proof: evidenceOf(pod, open.reasons),
        holders: [],
      },
    ];
  });
}

/** What somebody who may create pods in a namespace of others can bring to the pool, past every taint. */
function keepOutCreatable(asked: Asked): readonly Breach[] {
  const { cluster, pool, own } = asked;
  const [node] = pool.nodes;
  if (!node) return [];
  return namespacesOf(cluster.snapshot).flatMap((namespace): readonly Breach[] => {
    if (own.has(namespace) || SYSTEM_NAMESPACES.has(namespace)) return [];
    const holders = holdersOf(cluster.access, [...podMaking(namespace), ...podBinding(namespace)]);
    if (holders.length === 0) return [];
    const open = firstOpen(asked, craftedPod(namespace, node.name), pool.nodes);
    if (!open) return [];
    return [
      createdBreach(asked, {
        namespace,
        holders,
        side: "keep-out-creatable",
        open: open.verdict,
        what: "a pod that tolerates everything and names its node",
      }),
    ];
  });
}

/** What the tenant itself can create, by mistake or not, that goes elsewhere. */
function keepInCreatable(asked: Asked): readonly Breach[] {
  const { cluster, tenant, names } = asked;
  const others = cluster.placement.nodes.filter(({ name }) => !names.has(name));
  return tenant.namespaces.flatMap((namespace): readonly Breach[] => {
    const open = firstOpen(asked, unspecificPod(namespace), others);
    const holders = holdersOf(cluster.access, podMaking(namespace));
    if (!open || holders.length === 0) return [];
    return [
      createdBreach(asked, {
        namespace,
        holders,
        side: "keep-in-creatable",
        open: open.verdict,
        what: `a pod that asks for no node goes to node ${open.node.name}`,
      }),
    ];
  });
}

interface Created {
  readonly namespace: string;
  readonly holders: readonly Holder[];
  readonly side: DedicationSide;
  readonly open: Breach["verdict"];
  readonly what: string;
}

function createdBreach(
  { cluster }: Asked,
  { namespace, holders, side, open, what }: Created,
): Breach {
  const guard = guardIn(cluster, namespace);
  const doubt = guard === undefined ? "" : `, unless ${guard} refuses it`;
  return {
    side,
    verdict: guard === undefined ? open : "unknown",
    message: `${what} can be created in namespace ${namespace}${doubt}`,
    proof: holders[0]?.proof ?? [],
    holders,
  };
}

function guardIn({ snapshot }: Cluster, namespace: string): string | undefined {
  const object = snapshot
    .ofKind("", "Namespace")
    .find(({ reference }) => reference.name === namespace);
  const labels = {
    ...stringMapOf(object?.object ?? {}, "labels"),
    "kubernetes.io/metadata.name": namespace,
  };
  return snapshot.once(podGuardsOf).find(({ concerns }) => concerns(labels))?.name;
}

function observedOf(
  { cluster, own, names }: Asked,
  excepted: ReadonlySet<PlacementPod>,
): Dedication["observed"] {
  return cluster.placement.placed.flatMap(({ pod, node }) => {
    const isOwn = own.has(pod.namespace);
    const owner = controllerReferenceOf(pod.object)?.kind;
    if (excepted.has(pod) || owner === "DaemonSet" || SYSTEM_NAMESPACES.has(pod.namespace))
      return [];
    return isOwn === names.has(node.name) ? [] : [{ pod, node: node.name }];
  });
}

function assumptionsOf(asked: Asked): readonly string[] {
  const { cluster, pool } = asked;
  const [node] = pool.nodes;
  const verdict = node && cluster.placement.canRun(craftedPod("default", node.name), node, "ever");
  return [
    ...(verdict?.assumptions ?? []),
    ...(cluster.placement.knowsNodes
      ? []
      : ["The input need not show all nodes: those that it does not show are not judged."]),
    ...(showsCloudPools(asked)
      ? []
      : [
          "Subnets and security groups of the nodes are not examined: no facts of a cloud are given.",
        ]),
    "The API server has the admission plugin NodeRestriction on, as kubeadm and the managed services have it.",
  ];
}

function labelOf({ reference: { kind }, namespace, name }: PlacementPod): string {
  return `${kind} ${namespace}/${name}`;
}
