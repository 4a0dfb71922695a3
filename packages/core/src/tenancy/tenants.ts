import { compareBytes } from "../kubernetes/go-text.ts";
import { namespaceOf, stringMapOf } from "../kubernetes/object.ts";
import { SYSTEM_NAMESPACES } from "../snapshot/completeness.ts";
import { groupedBy } from "../snapshot/grouped-by.ts";
import type { Snapshot } from "../snapshot/snapshot.ts";

/** Whoever has namespaces of his own and is to be apart from others. */
export interface Tenant {
  readonly name: string;
  /** Sorted. */
  readonly namespaces: readonly string[];
}

/** How tenants are told. */
export interface TenantSettings {
  /** The label of namespaces whose value is the tenant; without one, the first of those that products use which any namespace has. */
  readonly label?: string;
  /** Tenants by name with their namespaces; they come before what labels say. */
  readonly named?: ReadonlyMap<string, readonly string[]>;
}

/** Labels by which products mark the namespaces of a tenant: Capsule, Flux, vCluster, Hierarchical Namespaces, Rancher, and what people write. */
const TENANT_LABELS: readonly string[] = [
  "capsule.clastix.io/tenant",
  "toolkit.fluxcd.io/tenant",
  "vcluster.loft.sh/tenant",
  "field.cattle.io/projectId",
  "tenant",
  "team",
];

/** The tenants of a cluster, sorted by name; a namespace of nobody is shared by all. */
export function tenantsOf(snapshot: Snapshot, settings: TenantSettings = {}): readonly Tenant[] {
  const owned = [...ownersOf(snapshot, settings)].filter(
    ([namespace]) => !SYSTEM_NAMESPACES.has(namespace),
  );
  return [...groupedBy(owned, ([, name]) => name)]
    .map(([name, own]) => ({
      name,
      namespaces: own.map(([namespace]) => namespace).sort(compareBytes),
    }))
    .sort((a, b) => compareBytes(a.name, b.name));
}

/** The tenant of each namespace that has one. */
function ownersOf(snapshot: Snapshot, settings: TenantSettings): ReadonlyMap<string, string> {
  const { label = labelInUse(snapshot), named = new Map<string, readonly string[]>() } = settings;
  const owner = new Map(
    [...named].flatMap(([name, own]) => own.map((each) => [each, name] as const)),
  );
  if (label === undefined) return owner;
  for (const { object, reference } of snapshot.ofKind("", "Namespace")) {
    const labels = stringMapOf(object, "labels");
    const value = Object.hasOwn(labels, label) ? (labels[label] ?? "") : "";
    if (value !== "" && !owner.has(reference.name)) owner.set(reference.name, value);
  }
  return owner;
}

/** The label that tells tenants, of those that products use; undefined where none does. */
export function labelInUse(snapshot: Snapshot): string | undefined {
  return TENANT_LABELS.find((label) =>
    snapshot
      .ofKind("", "Namespace")
      .some(({ object }) => Object.hasOwn(stringMapOf(object, "labels"), label)),
  );
}

/** Every namespace that the input shows or names, sorted. */
export function namespacesOf(snapshot: Snapshot): readonly string[] {
  const named = snapshot.ofKind("", "Namespace").map(({ reference }) => reference.name);
  const inhabited = snapshot.objects.flatMap(({ reference, podTemplates }) =>
    podTemplates.length > 0 || reference.namespace !== undefined ? [namespaceOf(reference)] : [],
  );
  return [...new Set([...named, ...inhabited])].sort(compareBytes);
}
