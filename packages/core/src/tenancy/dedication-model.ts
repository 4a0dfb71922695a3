import type { Cluster } from "../cluster/cluster.ts";
import { controllerReferenceOf } from "../kubernetes/owners.ts";
import type { PlacementNode, PlacementPod, PlacementReason } from "../placement/index.ts";
import { isStaticPod } from "../placement/pods.ts";
import { SYSTEM_NAMESPACES } from "../snapshot/completeness.ts";
import type { Evidence, VerdictValue } from "../snapshot/verdict.ts";
import type { Admission, AdmissionOf } from "./admission.ts";
import type { Holder } from "./pod-makers.ts";
import type { Pool } from "./pool.ts";
import type { Tenant } from "./tenants.ts";

/** The sides of a promise that nodes are somebody's own. */
export const DEDICATION_SIDES = [
  "keep-out",
  "keep-out-creatable",
  "keep-in",
  "keep-in-creatable",
  "label-integrity",
  "administrators",
  "subnets",
  "security-groups",
] as const;
export type DedicationSide = (typeof DEDICATION_SIDES)[number];

/** One way in which the promise is broken, or may be. */
export interface Breach {
  readonly side: DedicationSide;
  readonly verdict: Exclude<VerdictValue, "no">;
  /** Lower-case clause. */
  readonly message: string;
  readonly proof: readonly Evidence[];
  readonly holders: readonly Holder[];
}

/** What a proof rests on beyond the cluster. */
export interface DedicationSettings {
  /** Evaluates admission policies; without it what they refuse is unknown. */
  readonly admissionOf?: AdmissionOf | undefined;
  /** Who is to administer the cluster, as holders are written: `user/ann`, `group/admins`, `serviceaccount/ci/deployer`. */
  readonly administrators?: readonly string[];
}

/** What a question about dedication is about. */
export interface Asked {
  readonly cluster: Cluster;
  readonly pool: Pool;
  readonly tenant: Tenant;
  readonly own: ReadonlySet<string>;
  readonly names: ReadonlySet<string>;
  /** Undefined: nothing evaluates admission policies. */
  readonly admission: Admission | undefined;
  /** Who can take away whatever is written, and is therefore asked about once: as holders are written. */
  readonly administrators: ReadonlySet<string>;
}

/** What people or controllers made on purpose; what another object made stands for itself there. */
export function topPods({ cluster }: Pick<Asked, "cluster">): readonly PlacementPod[] {
  return cluster.placement.pods.filter(({ object }) => controllerReferenceOf(object) === undefined);
}

/** A pod that comes to the nodes of a tenant because it comes to all: of a DaemonSet or static, or of Kubernetes' own namespaces. */
export interface DedicationException {
  readonly pod: PlacementPod;
  readonly because: "DaemonSet" | "static pod" | "system namespace";
}

/** Pods of others that come to a pool and are no breach of it. */
export function exceptionsOf(
  asked: Pick<Asked, "cluster" | "pool" | "own">,
): readonly DedicationException[] {
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

/** A node that a pod may ever run on. */
interface OpenNode {
  readonly node: PlacementNode;
  readonly verdict: Breach["verdict"];
  readonly reasons: readonly PlacementReason[];
}

/** The first node of a list that a pod may ever run on; one that is sure before one that is not. */
export function firstOpen(
  { cluster }: Pick<Asked, "cluster">,
  pod: PlacementPod,
  nodes: readonly PlacementNode[],
): OpenNode | undefined {
  let possible: OpenNode | undefined;
  for (const node of nodes) {
    const { verdict, reasons } = cluster.placement.canRun(pod, node, "ever");
    if (verdict === "yes") return { node, verdict, reasons };
    if (verdict === "unknown") possible ??= { node, verdict, reasons };
  }
  return possible;
}
