import { serviceAccountUser } from "../access/user.ts";
import type { Cluster } from "../cluster/cluster.ts";
import { namespaceOf } from "../kubernetes/object.ts";
import { controllerReferenceOf } from "../kubernetes/owners.ts";
import { serviceAccountNameOf } from "../kubernetes/service-account.ts";
import { groupedBy } from "../snapshot/grouped-by.ts";
import type { TenancyWorld, TenantParts } from "./model.ts";
import type { Tenant } from "./tenants.ts";

/** The tenants of a cluster with what is theirs. */
export function tenancyWorld(cluster: Cluster, tenants: readonly Tenant[]): TenancyWorld {
  const podsIn = groupedBy(
    cluster.placement.pods.filter(({ object }) => controllerReferenceOf(object) === undefined),
    ({ namespace }) => namespace,
  );
  const allPodsIn = groupedBy(cluster.placement.pods, ({ namespace }) => namespace);
  const accountsIn = groupedBy(cluster.snapshot.ofKind("", "ServiceAccount"), ({ reference }) =>
    namespaceOf(reference),
  );
  const parts = tenants.map((tenant): TenantParts => {
    const accounts = tenant.namespaces.flatMap((namespace) => {
      const names = new Set([
        "default",
        ...(accountsIn.get(namespace) ?? []).map(({ reference }) => reference.name),
        ...(allPodsIn.get(namespace) ?? []).map(({ spec }) => serviceAccountNameOf(spec)),
      ]);
      return [...names].map((name) => serviceAccountUser(namespace, name));
    });
    return {
      tenant,
      own: new Set(tenant.namespaces),
      pods: tenant.namespaces.flatMap((namespace) => podsIn.get(namespace) ?? []),
      accounts,
    };
  });
  const byNamespace = new Map(
    parts.flatMap((each) => each.tenant.namespaces.map((name) => [name, each] as const)),
  );
  return { cluster, parts, tenantOf: (namespace) => byNamespace.get(namespace) };
}
