import { type Cluster, createCluster } from "../cluster/cluster.ts";
import type { KubernetesObject, ObjectReference } from "../kubernetes/object.ts";
import { namespaceOf } from "../kubernetes/object.ts";
import type { Snapshot, SnapshotObject } from "../snapshot/snapshot.ts";
import { closedBy } from "./close.ts";
import { type Dedication, dedicationOf } from "./dedication.ts";
import type { DedicationSettings } from "./dedication-model.ts";
import { dedicationPlan } from "./dedication-plan.ts";
import type { ChannelFix } from "./model.ts";
import { missingOfNamespaces } from "./plan-namespaces.ts";
import { type KeptClosed, keptClosed } from "./plan-policies.ts";
import { type Pool, poolOf } from "./pool.ts";
import { createTenancy, type Tenancy } from "./tenancy.ts";
import type { Tenant } from "./tenants.ts";

/** What separates two tenants. */
export interface TenancyPlan {
  /** Whole objects to apply: changed ones and new ones. */
  readonly documents: readonly KubernetesObject[];
  readonly removed: readonly ObjectReference[];
  /** What was done and why, a whole sentence each, once. */
  readonly steps: readonly string[];
  /** The tenancy of the cluster with all of it. */
  readonly after: Tenancy;
  /** What admission policies keep closed: of objects that the plan changes, those that they would refuse as they were. */
  readonly kept: readonly KeptClosed[];
  /** The pools that are made a tenant's own, as they are with all of it. */
  readonly pools: readonly Dedication[];
}

/** What is asked of a plan besides. */
export interface PlanSettings {
  /** Pools of nodes that are to be a tenant's own. */
  readonly pools?: readonly { readonly tenant: Tenant; readonly pool: Pool }[];
  /** The label of namespaces that tells tenants. */
  readonly label?: string | undefined;
  /** What the proof of a pool rests on. */
  readonly dedication?: DedicationSettings;
}

// Each round closes at least one thing that the input holds; hostile input may hold any number.
const MOST_ROUNDS = 200;

/**
 * Gives each of two tenants the nodes, the namespaces and the quotas that are to be his, closes every channel between them, both ways,
 * as far as changes of the input close it, and judges the cluster again.
 */
export function tenancyPlan(
  cluster: Cluster,
  tenants: readonly Tenant[],
  [one, other]: readonly [Tenant, Tenant],
  { pools = [], label, dedication = {} }: PlanSettings = {},
): TenancyPlan {
  const steps = new Set<string>();
  const having = (snapshot: Snapshot, fixes: readonly ChannelFix[]): Snapshot => {
    for (const { message } of fixes) steps.add(message);
    return closedBy(snapshot, fixes);
  };
  const dedicated = pools.reduce(
    (before, asked) => withPool(before, asked, { steps, dedication }),
    cluster,
  );
  const quotas = [one, other].flatMap((tenant) => missingQuotas(cluster.snapshot, tenant));
  const closed = closedChannels(having(dedicated.snapshot, quotas), tenants, [one, other], (fix) =>
    steps.add(fix.message),
  );
  // Last, for what is closed decides which level the pods pass.
  const levelled = having(
    closed,
    [one, other].flatMap((tenant) => missingOfNamespaces(closed, tenant, label)),
  );
  const { snapshot, kept } = keptClosed(levelled, [one, other], { before: cluster, dedication });
  const planned = createCluster(snapshot);
  return {
    ...changesBetween(cluster.snapshot, snapshot),
    steps: [...steps],
    kept,
    after: createTenancy(planned, tenants),
    pools: pools.map(({ tenant, pool }) =>
      dedicationOf(planned, poolOf(pool.name, planned.placement) ?? pool, tenant, dedication),
    ),
  };
}

function withPool(
  cluster: Cluster,
  { tenant, pool }: { readonly tenant: Tenant; readonly pool: Pool },
  { steps, dedication }: { readonly steps: Set<string>; readonly dedication: DedicationSettings },
): Cluster {
  const { cluster: planned, remarks } = dedicationPlan(
    cluster,
    dedicationOf(cluster, pool, tenant, dedication),
    dedication,
  );
  steps.add(`Keep pool ${pool.name} for ${tenant.name}, and ${tenant.name} in it.`);
  for (const remark of remarks) steps.add(remark);
  return planned;
}

/** What is there when no change of the input closes anything more between two tenants. */
function closedChannels(
  given: Snapshot,
  tenants: readonly Tenant[],
  [one, other]: readonly [Tenant, Tenant],
  told: (fix: ChannelFix) => void,
): Snapshot {
  let snapshot = given;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const now = createTenancy(createCluster(snapshot), tenants);
    const [fix] = [...now.open(one, other), ...now.open(other, one)].flatMap(
      ({ cell }) => cell.fix() ?? [],
    );
    if (!fix) break;
    const next = closedBy(snapshot, [fix]);
    if (isSame(snapshot, next)) break;
    told(fix);
    snapshot = next;
  }
  return snapshot;
}

function isSame(a: Snapshot, b: Snapshot): boolean {
  const before = new Set(a.objects.map(({ object }) => JSON.stringify(object)));
  return (
    a.objects.length === b.objects.length &&
    b.objects.every(({ object }) => before.has(JSON.stringify(object)))
  );
}

function changesBetween(
  before: Snapshot,
  after: Snapshot,
): Pick<TenancyPlan, "documents" | "removed"> {
  const kept = new Set(before.objects.map(({ object }) => object));
  const names = new Set(after.objects.map(nameKey));
  return {
    documents: after.objects.flatMap(({ object }) => (kept.has(object) ? [] : [object])),
    removed: before.objects.flatMap((entry) =>
      names.has(nameKey(entry)) ? [] : [entry.reference],
    ),
  };
}

function nameKey({
  reference: { apiVersion, kind, namespace = "", name },
}: SnapshotObject): string {
  return [apiVersion, kind, namespace, name].join("\n");
}

/** Without a quota a tenant may take what the nodes have from the other. */
function missingQuotas(snapshot: Snapshot, { namespaces }: Tenant): readonly ChannelFix[] {
  const quotas = snapshot
    .ofKind("", "ResourceQuota")
    .map(({ reference }) => namespaceOf(reference));
  return namespaces
    .filter((namespace) => !quotas.includes(namespace))
    .map((namespace) => ({
      message: `Limit how many pods namespace ${namespace} has; set the quota that it needs.`,
      edits: [],
      removed: [],
      added: [
        {
          apiVersion: "v1",
          kind: "ResourceQuota",
          metadata: { name: "tenant", namespace },
          spec: { hard: { pods: "100" } },
        },
      ],
    }));
}
