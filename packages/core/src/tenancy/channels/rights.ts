import { scopeOfResource } from "../../access/grantable.ts";
import type { Grant } from "../../access/model.ts";
import { proofOfGrant } from "../../access/proof.ts";
import type { PolicyRule } from "../../access/rule.ts";
import type { AccessUser } from "../../access/user.ts";
import {
  type Cell,
  type Channel,
  type ChannelFix,
  cellKey,
  type TenancyWorld,
  type TenantParts,
} from "../model.ts";

/** What a right is: reading, changing, or becoming somebody else. */
type Sort = "become" | "read" | "write";

const READING = ["get", "list", "watch"];
const CHANGING = ["create", "update", "patch", "delete", "deletecollection"];

/** What makes its holder an account of the namespace, or acts in its pods. */
const BECOMING: readonly (readonly [group: string, resource: string, verbs: readonly string[]])[] =
  [
    ["", "pods", ["create"]],
    ["", "pods/exec", ["create", "get"]],
    ["", "pods/attach", ["create", "get"]],
    ["", "pods/portforward", ["create", "get"]],
    ["", "pods/proxy", ["create", "get", "update", "patch", "delete"]],
    ["", "services/proxy", ["create", "get", "update", "patch", "delete"]],
    ["", "pods/ephemeralcontainers", ["update", "patch"]],
    ["", "serviceaccounts", ["impersonate"]],
    ["", "serviceaccounts/token", ["create"]],
    ["", "replicationcontrollers", ["create", "update", "patch"]],
    ...["deployments", "daemonsets", "statefulsets", "replicasets"].map(
      (resource) => ["apps", resource, ["create", "update", "patch"]] as const,
    ),
    ...["jobs", "cronjobs"].map(
      (resource) => ["batch", resource, ["create", "update", "patch"]] as const,
    ),
    ["rbac.authorization.k8s.io", "roles", ["bind", "escalate"]],
    ["rbac.authorization.k8s.io", "rolebindings", ["create", "update", "patch"]],
  ];

/** Whether accounts of one tenant may read what is in another's namespaces. */
export const apiRead: Channel = (world) => rights(world, "read");
/** Whether they may change it. */
export const apiWrite: Channel = (world) => rights(world, "write");
/** Whether they may act as accounts or in pods there. */
export const apiBecome: Channel = (world) => rights(world, "become");

interface Held {
  readonly user: AccessUser;
  readonly grant: Grant;
  readonly right: string;
}

function rights(world: TenancyWorld, sort: Sort): ReadonlyMap<string, Cell> {
  const cells = new Map<string, Cell>();
  for (const from of world.parts) {
    const found = grantsByNamespace(world, from, sort);
    const everywhere = found.get("");
    for (const to of world.parts) {
      if (from === to) continue;
      const held =
        everywhere ??
        to.tenant.namespaces.map((each) => found.get(each)).find((each) => each !== undefined);
      if (held) cells.set(cellKey(from.tenant, to.tenant), cellOf(world, held));
    }
  }
  return cells;
}

/** The first right of a sort by namespace; "" for one that holds in all. */
function grantsByNamespace(
  { cluster }: TenancyWorld,
  { accounts, own }: TenantParts,
  sort: Sort,
): ReadonlyMap<string, Held> {
  const found = new Map<string, Held>();
  for (const user of accounts) {
    for (const grant of cluster.access.grantsOf(user)) {
      const { namespace } = grant.binding;
      if (own.has(namespace) || found.has(namespace)) continue;
      const rule = grant.role.rules[grant.rule];
      const right = rule && rightOf(rule, sort);
      if (right !== undefined) found.set(namespace, { user, grant, right });
    }
  }
  return found;
}

/** A right of a sort on something that is in namespaces, as `get secrets`; undefined where a rule has none. */
function rightOf(rule: PolicyRule, sort: Sort): string | undefined {
  if (sort === "become") return becomingOf(rule);
  const wanted = sort === "read" ? READING : CHANGING;
  const verb = wanted.find((each) => has(rule.verbs, each));
  const resource = rule.resources.find((each) =>
    rule.apiGroups.some((group) => isNamespaced(group, each)),
  );
  return verb === undefined || resource === undefined ? undefined : `${verb} ${resource}`;
}

function becomingOf({ verbs, apiGroups, resources }: PolicyRule): string | undefined {
  for (const [group, resource, wanted] of BECOMING) {
    const verb = wanted.find((each) => has(verbs, each));
    if (verb === undefined || !has(apiGroups, group)) continue;
    if (isNamedBy(resources, resource)) return `${verb} ${resource}`;
  }
  return undefined;
}

function isNamedBy(resources: readonly string[], resource: string): boolean {
  const slash = resource.indexOf("/");
  return resources.some(
    (each) =>
      each === "*" || each === resource || (slash > 0 && each === `*${resource.slice(slash)}`),
  );
}

function has(list: readonly string[], wanted: string): boolean {
  return list.includes("*") || list.includes(wanted);
}

function isNamespaced(group: string, resource: string): boolean {
  if (group === "*" || resource.startsWith("*")) return true;
  const scope = scopeOfResource(group, resource);
  return scope === "namespaced" || scope === "unknown";
}

function cellOf({ cluster }: TenancyWorld, { user, grant, right }: Held): Cell {
  const { kind, name } = grant.binding;
  return {
    verdict: "yes",
    reason: `${user.name} may ${right} by ${kind} ${name}`,
    proof: () => proofOfGrant(grant),
    fix: () => withoutSubject(grant, cluster),
  };
}

/** The binding without the subject that gives the right. */
function withoutSubject(
  { binding, subject }: Grant,
  { snapshot }: TenancyWorld["cluster"],
): ChannelFix | undefined {
  const { reference } = binding.object;
  if (binding.defaulted || !snapshot.find(reference)) return undefined;
  const message = `Take the subject out of ${binding.kind} ${binding.name}.`;
  if (binding.subjects.length === 1) return { message, edits: [], removed: [reference], added: [] };
  const edit = { op: "remove", path: ["subjects", subject] } as const;
  return { message, edits: [{ object: reference, edit }], removed: [], added: [] };
}

/** Whether accounts of a tenant may change what is in no namespace, and so is everybody's. */
export const clusterObjects: Channel = (world) => {
  const cells = new Map<string, Cell>();
  for (const from of world.parts) {
    const held = clusterWide(world, from);
    if (!held) continue;
    for (const to of world.parts)
      if (from !== to) cells.set(cellKey(from.tenant, to.tenant), cellOf(world, held));
  }
  return cells;
};

const OF_NOBODY = ["authentication.k8s.io", "authorization.k8s.io"];
const ANY_VERB = [...CHANGING, "bind", "escalate", "impersonate", "approve", "sign", "attest"];

function clusterWide({ cluster }: TenancyWorld, { accounts }: TenantParts): Held | undefined {
  for (const user of accounts) {
    for (const grant of cluster.access.grantsOf(user)) {
      const rule = grant.role.rules[grant.rule];
      const right = grant.binding.namespace === "" && rule ? changingClusterOf(rule) : undefined;
      if (right !== undefined) return { user, grant, right };
    }
  }
  return undefined;
}

function changingClusterOf({ verbs, apiGroups, resources }: PolicyRule): string | undefined {
  const verb = ANY_VERB.find((each) => has(verbs, each));
  const resource = resources.find((each) =>
    apiGroups.some((group) => !OF_NOBODY.includes(group) && isClusterWide(group, each)),
  );
  const proxied = has(verbs, "get") && resources.includes("nodes/proxy");
  if (proxied) return "get nodes/proxy";
  return verb === undefined || resource === undefined ? undefined : `${verb} ${resource}`;
}

function isClusterWide(group: string, resource: string): boolean {
  if (resource === "*" || group === "*") return true;
  return scopeOfResource(group, resource) === "cluster";
}
