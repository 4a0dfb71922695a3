import type { Authorizer } from "../../access/authorizer.ts";
import { bootstrapPolicy } from "../../access/bootstrap.ts";
import type { AccessBinding, AccessRole } from "../../access/model.ts";
import { RBAC_GROUP, roleKey } from "../../access/read-objects.ts";
import { type PolicyRule, readPolicyRules } from "../../access/rule.ts";
import { type Cluster, clusterFact } from "../../cluster/cluster.ts";
import { valueAt } from "../../kubernetes/json-fields.ts";
import { groupOf, isFromCluster, namespaceOf, stringMapOf } from "../../kubernetes/object.ts";
import { groupedBy } from "../../snapshot/grouped-by.ts";
import type { SnapshotObject } from "../../snapshot/snapshot.ts";

/** What the access checks ask of a snapshot, read once. */
export interface RbacObjects {
  readonly authorizer: Authorizer;
  /** The binding that an object is. */
  readonly bindingOf: ReadonlyMap<SnapshotObject, AccessBinding>;
  readonly bindingsOf: ReadonlyMap<AccessRole | undefined, readonly AccessBinding[]>;
  /** The rules that an object itself brings; roles that only gather others' rules bring none, Kubernetes' own are left out. */
  readonly rulesOf: ReadonlyMap<SnapshotObject, readonly PolicyRule[]>;
  /** The namespaces of roles that grant nothing elsewhere: Roles, and in a whole cluster ClusterRoles that RoleBindings alone give. */
  readonly namespacesOf: ReadonlyMap<SnapshotObject, ReadonlySet<string>>;
}

export const rbacObjectsOf: (cluster: Cluster) => RbacObjects = clusterFact((cluster) => {
  const authorizer = cluster.access;
  const bindingsOf = groupedBy(authorizer.bindings, ({ role }) => role);
  const gathered = gatheredRules(cluster);
  const rulesOf = new Map<SnapshotObject, readonly PolicyRule[]>();
  const namespacesOf = new Map<SnapshotObject, ReadonlySet<string>>();
  for (const kind of ["ClusterRole", "Role"] as const) {
    for (const object of cluster.applied.ofKind(RBAC_GROUP, kind)) {
      const namespace = kind === "Role" ? namespaceOf(object.reference) : "";
      const role = authorizer.role(namespace, object.reference.name);
      const bindings = (role && bindingsOf.get(role)) ?? [];
      if (isOwnRole(object, bindings, cluster)) continue;
      rulesOf.set(object, ownRules(object, gathered));
      if (kind === "Role") namespacesOf.set(object, new Set([namespace]));
      else if (isBoundInNamespaces(object, bindings, cluster)) {
        namespacesOf.set(object, new Set(bindings.map((binding) => binding.namespace)));
      }
    }
  }
  return {
    authorizer,
    bindingOf: new Map(authorizer.bindings.map((binding) => [binding.object, binding])),
    bindingsOf,
    rulesOf,
    namespacesOf,
  };
});

/** Outside a whole cluster another binding may give the role everywhere, and what others gather is theirs. */
function isBoundInNamespaces(
  { reference }: SnapshotObject,
  bindings: readonly AccessBinding[],
  cluster: Cluster,
): boolean {
  if (!cluster.assumptions.wholeCluster.value || gatheredRoles(cluster).has(reference.name)) {
    return false;
  }
  return bindings.length > 0 && bindings.every(({ kind }) => kind === "RoleBinding");
}

/** The names of ClusterRoles whose rules others hold. */
export const gatheredRoles: (cluster: Cluster) => ReadonlySet<string> = clusterFact(
  (cluster) =>
    new Set(
      cluster.access.roles.flatMap(({ aggregated, sources }) =>
        aggregated ? sources.map(({ reference }) => reference.name) : [],
      ),
    ),
);

/** The namespaces in which a role grants something; undefined where it may do so everywhere. */
export function namespacesOfRole(
  object: SnapshotObject,
  cluster: Cluster,
): ReadonlySet<string> | undefined {
  return rbacObjectsOf(cluster).namespacesOf.get(object);
}

/** The role that an object is, with the rules that it has in the cluster. */
export function roleOfObject(
  object: SnapshotObject,
  { authorizer }: RbacObjects,
): AccessRole | undefined {
  if (!isRole(object)) return undefined;
  const namespace = object.object.kind === "Role" ? namespaceOf(object.reference) : "";
  return authorizer.role(namespace, object.reference.name);
}

/** Whether an object is a Role or ClusterRole. */
export function isRole({ object }: SnapshotObject): boolean {
  return (
    (object.kind === "Role" || object.kind === "ClusterRole") && groupOf(object) === RBAC_GROUP
  );
}

/**
 * Whether a binding is Kubernetes' own: the name and what the API server gives it, or its label. In a file, which cannot be
 * compared with a cluster, the names that Kubernetes, GKE and EKS keep for their parts count as theirs too.
 */
export function isOwnBinding(binding: AccessBinding, cluster: Cluster): boolean {
  return isBootstrap(binding.object) || isKept(binding.object, cluster);
}

/** Whether an object is one that the API server creates: by its name with its label, or with its content. */
export function isBootstrap(object: SnapshotObject): boolean {
  const known = bootstrapObjects().get(keyOf(object));
  if (known !== undefined && contentOf(object) === known) return true;
  const { name } = object.reference;
  const isNamed = name.startsWith("system:") || known !== undefined;
  return isNamed && stringMapOf(object.object, "labels")[BOOTSTRAPPING] === "rbac-defaults";
}

const BOOTSTRAPPING = "kubernetes.io/bootstrapping";

// What the whole cluster shows under such a name and is not Kubernetes' own only pretends to be: attackers do so to stay unseen.
function isKept(object: SnapshotObject, cluster: Cluster): boolean {
  if (cluster.assumptions.wholeCluster.value || isFromCluster(object.object)) return false;
  return /^(?:system|gce|eks):/.test(object.reference.name);
}

/** A role under a kept name is judged once somebody else's binding gives it; any other, unless only kept bindings give it. */
function isOwnRole(
  object: SnapshotObject,
  bindings: readonly AccessBinding[],
  cluster: Cluster,
): boolean {
  if (isBootstrap(object)) return true;
  if (bindings.length === 0) return isKept(object, cluster);
  return bindings.every((binding) => isKept(binding.object, cluster));
}

let known: ReadonlyMap<string, string> | undefined;

// Kubernetes' own objects are the same for every cluster.
function bootstrapObjects(): ReadonlyMap<string, string> {
  known ??= new Map(bootstrapPolicy().objects.map((object) => [keyOf(object), contentOf(object)]));
  return known;
}

function keyOf(object: SnapshotObject): string {
  const { kind } = object.object;
  const isRoleKind = kind === "Role" || kind === "ClusterRole";
  const isInNamespace = kind === "Role" || kind === "RoleBinding";
  const namespace = isInNamespace ? namespaceOf(object.reference) : "";
  const { name } = object.reference;
  return isRoleKind ? `role ${roleKey(kind, namespace, name)}` : `${kind} ${namespace}/${name}`;
}

function contentOf({ object }: SnapshotObject): string {
  const { aggregationRule = null, roleRef = null, subjects = null } = object;
  return JSON.stringify([readPolicyRules(object["rules"]), aggregationRule, roleRef, subjects]);
}

/** The rules of ClusterRoles that gather none, as text. */
function gatheredRules(cluster: Cluster): ReadonlySet<string> {
  const found = new Set<string>();
  for (const { object } of cluster.applied.ofKind(RBAC_GROUP, "ClusterRole")) {
    if (valueAt(object, "aggregationRule", "clusterRoleSelectors") !== undefined) continue;
    for (const rule of readPolicyRules(object["rules"])) found.add(JSON.stringify(rule));
  }
  return found;
}

const NOTHING: PolicyRule = {
  verbs: [],
  apiGroups: [],
  resources: [],
  resourceNames: [],
  nonResourceURLs: [],
};

// A role that gathers others' rules has them written by the controller: in a cluster they are copies, in a file they are lost.
function ownRules(object: SnapshotObject, gathered: ReadonlySet<string>): readonly PolicyRule[] {
  const rules = readPolicyRules(object.object["rules"]);
  if (valueAt(object.object, "aggregationRule", "clusterRoleSelectors") === undefined) return rules;
  if (!isFromCluster(object.object)) return [];
  return rules.map((rule) => (gathered.has(JSON.stringify(rule)) ? NOTHING : rule));
}
