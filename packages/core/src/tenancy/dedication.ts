import type { Cluster } from "../cluster/cluster.ts";
import { controllerReferenceOf } from "../kubernetes/owners.ts";
import type { PlacementPod } from "../placement/index.ts";
import { SYSTEM_NAMESPACES } from "../snapshot/completeness.ts";
import type { VerdictValue } from "../snapshot/verdict.ts";
import { type Administrator, administratorsOf } from "./administrators.ts";
import { cloudBreaches, showsCloudPools } from "./cloud-separation.ts";
import { craftedPod } from "./crafted-pods.ts";
import { bindable, changedExceptions } from "./dedication-changes.ts";
import { keepInCreatable, keepOutCreatable } from "./dedication-creatable.ts";
import {
  type Asked,
  type Breach,
  DEDICATION_SIDES,
  type DedicationException,
  type DedicationSettings,
  type DedicationSide,
  exceptionsOf,
} from "./dedication-model.ts";
import { keepIn, keepOut } from "./dedication-pods.ts";
import { labelIntegrity } from "./label-integrity.ts";
import type { Pool } from "./pool.ts";
import type { Tenant } from "./tenants.ts";

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
  /** Who is kept out of nothing, and is not to be. */
  readonly administrators: readonly Administrator[];
  readonly assumptions: readonly string[];
}

/** Proves that a pool is a tenant's own, or names what breaks it: what is there, and what anybody is able to create or change. */
export function dedicationOf(
  cluster: Cluster,
  pool: Pool,
  tenant: Tenant,
  settings: DedicationSettings = {},
): Dedication {
  const administrators = administratorsOf(cluster, settings.administrators ?? []);
  const asked: Asked = {
    cluster,
    pool,
    tenant,
    own: new Set(tenant.namespaces),
    names: new Set(pool.nodes.map(({ name }) => name)),
    admission: settings.admissionOf?.(cluster),
    administrators: administrators.all,
  };
  const exceptions = exceptionsOf(asked);
  const excepted = new Set(exceptions.map(({ pod }) => pod));
  const breaches = [
    ...keepOut(asked, excepted),
    ...keepOutCreatable(asked),
    ...bindable(asked),
    ...changedExceptions(asked, exceptions),
    ...keepIn(asked),
    ...keepInCreatable(asked),
    ...labelIntegrity(asked),
    ...administrators.breaches,
    ...cloudBreaches(asked),
  ];
  const examined = DEDICATION_SIDES.filter((side) => !OF_CLOUD.has(side) || showsCloudPools(asked));
  const sides = examined.map((side) => ({
    side,
    holds: holdsBy(breaches.filter((breach) => breach.side === side)),
  }));
  return {
    ...{ pool, tenant, sides, breaches, exceptions },
    verdict: holdsBy(breaches),
    observed: observedOf(asked, excepted),
    administrators: administrators.accepted,
    assumptions: assumptionsOf(asked),
  };
}

/** Only facts of a cloud say anything of these. */
const OF_CLOUD: ReadonlySet<DedicationSide> = new Set(["subnets", "security-groups"]);

function holdsBy(breaches: readonly Breach[]): VerdictValue {
  if (breaches.length === 0) return "yes";
  return breaches.some(({ verdict }) => verdict === "yes") ? "no" : "unknown";
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
  const { cluster, pool, admission } = asked;
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
    "Rights are asked about as they are given: who gets more of them by a further step is what access escalate tells.",
    ...(admission
      ? [
          "Admission policies are evaluated; of one that refuses what was tried and is none of this command's own, it is not known whether it refuses everything of the kind.",
        ]
      : []),
  ];
}
