import { type Cluster, createCluster } from "../cluster/cluster.ts";
import { namespaceOf, type ObjectReference, referenceOf } from "../kubernetes/object.ts";
import type { Snapshot, SnapshotObject } from "../snapshot/snapshot.ts";
import { closedBy } from "./close.ts";
import type { DedicationSettings } from "./dedication-model.ts";
import { policyName } from "./policy-documents.ts";
import {
  refusedAgain,
  TENANT_POLICIES,
  type TenantPolicy,
  tenantPolicies,
} from "./tenant-policies.ts";
import type { Tenant } from "./tenants.ts";

/** What policies of a tenant keep as a plan has made it. */
export interface KeptClosed {
  readonly tenant: Tenant;
  /** Names of the policies that are written. */
  readonly policies: readonly string[];
  /** What the plan has changed and they would refuse as it was. */
  readonly refused: readonly ObjectReference[];
  /** Policies that are not written, for objects that stay would be refused by them. */
  readonly leftOut: readonly { readonly policy: string; readonly because: ObjectReference }[];
}

interface Kept {
  readonly before: Cluster;
  readonly dedication: DedicationSettings;
}

/** A planned cluster with the policies that keep tenants so, each evaluated on what is there and on what was. */
export function keptClosed(
  given: Snapshot,
  tenants: readonly Tenant[],
  { before, dedication: { admissionOf } }: Kept,
): { readonly snapshot: Snapshot; readonly kept: readonly KeptClosed[] } {
  if (!admissionOf) return { snapshot: given, kept: [] };
  let snapshot = given;
  const kept: KeptClosed[] = [];
  for (const tenant of tenants) {
    const tried = TENANT_POLICIES.map((id) => trial(given, tenant, id, admissionOf));
    const written = tried.flatMap(({ id, because }) => (because ? [] : [id]));
    snapshot = withPolicies(snapshot, tenant, written);
    const names = new Set(written.map((id) => policyName("tenant", tenant.name, id)));
    const admission = admissionOf(createCluster(snapshot));
    const changed = changedOf(tenant, before.snapshot, given);
    kept.push({
      tenant,
      policies: [...names],
      refused: refusedAgain(changed, admission, names).map(({ reference }) => reference),
      leftOut: tried.flatMap(({ id, because }) =>
        because
          ? [{ policy: policyName("tenant", tenant.name, id), because: because.reference }]
          : [],
      ),
    });
  }
  return { snapshot, kept };
}

/** A policy with the first object of the tenant that it would refuse as it is planned. */
function trial(
  given: Snapshot,
  tenant: Tenant,
  id: TenantPolicy,
  admissionOf: NonNullable<DedicationSettings["admissionOf"]>,
): { readonly id: TenantPolicy; readonly because: SnapshotObject | undefined } {
  const admission = admissionOf(createCluster(withPolicies(given, tenant, [id])));
  const names = new Set([policyName("tenant", tenant.name, id)]);
  const [because] = refusedAgain(objectsOf(tenant, given), admission, names);
  return { id, because };
}

function withPolicies(snapshot: Snapshot, tenant: Tenant, ids: readonly TenantPolicy[]): Snapshot {
  const added = tenantPolicies(tenant, ids).filter(
    (object) => snapshot.find(referenceOf(object)) === undefined,
  );
  return closedBy(snapshot, [{ message: "", edits: [], removed: [], added }]);
}

function objectsOf({ namespaces }: Tenant, { objects }: Snapshot): readonly SnapshotObject[] {
  return objects.filter(({ reference }) => namespaces.includes(namespaceOf(reference)));
}

function changedOf(tenant: Tenant, before: Snapshot, after: Snapshot): readonly SnapshotObject[] {
  const left = new Set(after.objects.map(({ object }) => object));
  return objectsOf(tenant, before).filter(({ object }) => !left.has(object));
}
