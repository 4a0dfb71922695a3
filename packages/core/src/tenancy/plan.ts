import { type Cluster, createCluster } from "../cluster/cluster.ts";
import type { KubernetesObject, ObjectReference } from "../kubernetes/object.ts";
import { namespaceOf } from "../kubernetes/object.ts";
import type { Snapshot, SnapshotObject } from "../snapshot/snapshot.ts";
import { closedBy } from "./close.ts";
import type { ChannelFix } from "./model.ts";
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
}

// Each round closes at least one thing that the input holds; hostile input may hold any number.
const MOST_ROUNDS = 200;

/** Closes every channel between two tenants, both ways, as far as changes of the input close it, and judges the cluster again. */
export function tenancyPlan(
  cluster: Cluster,
  tenants: readonly Tenant[],
  [one, other]: readonly [Tenant, Tenant],
): TenancyPlan {
  const quotas = [one, other].flatMap((tenant) => missingQuotas(cluster.snapshot, tenant));
  const steps = new Set(quotas.map(({ message }) => message));
  let snapshot = closedBy(cluster.snapshot, quotas);
  let after = createTenancy(createCluster(snapshot), tenants);
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const [fix] = [...after.open(one, other), ...after.open(other, one)].flatMap(
      ({ cell }) => cell.fix() ?? [],
    );
    if (!fix) break;
    const next = closedBy(snapshot, [fix]);
    if (isSame(snapshot, next)) break;
    steps.add(fix.message);
    snapshot = next;
    after = createTenancy(createCluster(snapshot), tenants);
  }
  return { ...changesBetween(cluster.snapshot, snapshot), steps: [...steps], after };
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
