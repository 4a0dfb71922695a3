import type { Premises } from "../../../hypergraph/index.ts";
import type { AccessBinding, AccessRole } from "../../model.ts";
import { allowsEverything } from "../../rule.ts";
import type { Fact } from "../facts.ts";
import type { RightNeed } from "../held-right.ts";
import { type HoldersOfRight, heldBy } from "../holders.ts";
import type { EscalationModel } from "../model.ts";
import type { Principal } from "../principals.ts";
import { holdersOf, holdersOfAny, identity, join } from "./right-holders.ts";

/** Everything everywhere is cluster-admin, whatever the role is called. */
export function addEverything({ graph, holders }: EscalationModel): void {
  for (const [principal, ways] of holders.everything.get("") ?? []) {
    graph.add([identity(principal)], { kind: "cluster-admin" }, { needs: [ways] });
  }
}

/** Whoever can bind what, and where: "" for the cluster, "*" for any namespace. */
interface Bindable {
  readonly premises: Premises<Fact>;
  readonly needs: readonly RightNeed[];
  /** A role; else every role. */
  readonly role?: AccessRole;
  readonly scope: string;
}

type Take = (bindable: Bindable) => void;

/**
 * The verb `bind`, for bindings that one may write: pkg/registry/rbac/{rolebinding,clusterrolebinding}/policybased/storage.go.
 * Roles whose rights one has already can be bound without it, which gives nothing new.
 */
export function addBinding(model: EscalationModel): void {
  const { graph, principals, holders } = model;
  const done = new Set<Principal>();
  // What a role gives that was bound on the way may be to bind again: on, until nothing new comes.
  for (let found = true; found; ) {
    found = false;
    eachBindable(model, ({ role, scope }) => {
      if (!role || hasEverything(role)) return;
      const principal = principals.boundRole(role, scope);
      if (done.has(principal)) return;
      done.add(principal);
      holders.addBoundRole(principal, role);
      found = true;
    });
  }
  eachBindable(model, ({ premises, needs, role, scope }) => {
    graph.add(premises, conclusionOf(model, role, scope), { technique: "bind", needs });
  });
}

function conclusionOf(
  { principals }: EscalationModel,
  role: AccessRole | undefined,
  scope: string,
): Fact {
  if (role && !hasEverything(role)) return identity(principals.boundRole(role, scope));
  if (scope === "") return { kind: "cluster-admin" };
  return { kind: "everything", namespace: scope === "*" ? "" : scope };
}

function hasEverything(role: AccessRole): boolean {
  return role.rules.some(allowsEverything);
}

function eachBindable(model: EscalationModel, take: Take): void {
  createInCluster(model, take);
  changeInCluster(model, take);
  createInNamespaces(model, take);
  changeInNamespaces(model, take);
}

function createInCluster(model: EscalationModel, take: Take): void {
  const { holders } = model;
  const writers = holdersOfAny(model, "create-clusterrolebindings", "");
  if (writers.size === 0) return;
  const scope = "";
  join(model, writers, holders.all("bind-clusterroles", ""), (premises, needs) => {
    take({ premises, needs, scope });
  });
  for (const [name, binders] of holders.named("bind-clusterroles", "")) {
    const role = model.authorizer.role("", name);
    if (!role) continue;
    join(model, writers, binders, (premises, needs) => {
      take({ premises, needs, role, scope });
    });
  }
}

/** A roleRef cannot be changed, but subjects can be added. */
function changeInCluster(model: EscalationModel, take: Take): void {
  if (model.holders.scopes("change-clusterrolebindings").size === 0) return;
  for (const { kind, name, role } of model.authorizer.bindings) {
    if (kind !== "ClusterRoleBinding" || !role) continue;
    const writers = holdersOf(model, "change-clusterrolebindings", "", name);
    const binders = holdersOf(model, "bind-clusterroles", "", role.name);
    join(model, writers, binders, (premises, needs) => {
      take({ premises, needs, role, scope: "" });
    });
  }
}

function createInNamespaces(model: EscalationModel, take: Take): void {
  const { holders, authorizer } = model;
  const rolesByName = groupByName(authorizer.roles.filter(({ kind }) => kind === "Role"));
  const scopes = new Set([
    ...holders.scopes("create-rolebindings"),
    ...holders.scopes("bind-clusterroles"),
    ...holders.scopes("bind-roles"),
  ]);
  for (const namespace of scopes) {
    const writers = anywhere(model, "create-rolebindings", namespace);
    if (writers.size === 0) continue;
    const scope = namespace === "" ? "*" : namespace;
    const here = (binders: HoldersOfRight, targets: readonly (AccessRole | undefined)[]): void => {
      join(model, writers, binders, (premises, needs) => {
        if (isSaidForCluster(namespace, needs) || canBindInCluster(model, premises)) return;
        for (const role of targets) {
          const place = role?.kind === "Role" ? role.namespace : scope;
          take({ premises, needs, scope: place, ...(role ? { role } : {}) });
        }
      });
    };
    here(holdersOf(model, "bind-clusterroles", namespace), [undefined]);
    for (const name of namesOf(model, "bind-clusterroles", namespace)) {
      const role = authorizer.role("", name);
      if (role) here(holdersOf(model, "bind-clusterroles", namespace, name), [role]);
    }
    const isHere = (role: AccessRole): boolean => namespace === "" || role.namespace === namespace;
    here(
      holdersOf(model, "bind-roles", namespace),
      authorizer.roles.filter((role) => role.kind === "Role" && isHere(role)),
    );
    for (const name of namesOf(model, "bind-roles", namespace)) {
      const named = (rolesByName.get(name) ?? []).filter(isHere);
      here(holdersOf(model, "bind-roles", namespace, name), named);
    }
  }
}

function changeInNamespaces(model: EscalationModel, take: Take): void {
  const { holders, authorizer } = model;
  const scopes = holders.scopes("change-rolebindings");
  if (scopes.size === 0) return;
  for (const binding of authorizer.bindings) {
    const { kind, namespace, name, role } = binding;
    if (kind !== "RoleBinding" || !role) continue;
    if (!scopes.has("") && !scopes.has(namespace)) continue;
    const writers = holdersOf(model, "change-rolebindings", namespace, name);
    const binders = holdersOf(model, rightToBind(binding), namespace, role.name);
    join(model, writers, binders, (premises, needs) => {
      take({ premises, needs, role, scope: namespace });
    });
  }
}

function rightToBind({ roleRef }: AccessBinding): "bind-roles" | "bind-clusterroles" {
  return roleRef.kind === "Role" ? "bind-roles" : "bind-clusterroles";
}

function anywhere(
  model: EscalationModel,
  right: "create-rolebindings",
  namespace: string,
): HoldersOfRight {
  const own = holdersOfAny(model, right, namespace);
  if (namespace === "") return own;
  const ofCluster = holdersOfAny(model, right, "");
  return ofCluster.size === 0 ? own : new Map([...ofCluster, ...merge(own, ofCluster)]);
}

function merge(own: HoldersOfRight, other: HoldersOfRight): HoldersOfRight {
  return new Map(
    [...own].map(([principal, ways]) => [principal, [...ways, ...(other.get(principal) ?? [])]]),
  );
}

/** Whether the whole of it holds by ClusterRoleBindings, so that the cluster's scope has said it. */
function isSaidForCluster(namespace: string, needs: readonly RightNeed[]): boolean {
  return (
    namespace !== "" && needs.every((ways) => ways.some((way) => way.evidence.namespace === ""))
  );
}

/** Whoever binds every ClusterRole in the whole cluster gains nothing by doing so in a namespace. */
function canBindInCluster(
  { holders, principals }: EscalationModel,
  premises: Premises<Fact>,
): boolean {
  const [only, ...others] = premises;
  if (only.kind !== "identity" || others.length > 0) return false;
  const has = (right: "create-clusterrolebindings" | "bind-clusterroles"): boolean =>
    heldBy(holders.all(right, ""), only.principal, principals).length > 0;
  return has("create-clusterrolebindings") && has("bind-clusterroles");
}

function namesOf(
  { holders }: EscalationModel,
  right: "bind-clusterroles" | "bind-roles",
  namespace: string,
): ReadonlySet<string> {
  return new Set([
    ...holders.named(right, namespace).keys(),
    ...(namespace === "" ? [] : holders.named(right, "").keys()),
  ]);
}

function groupByName(roles: readonly AccessRole[]): ReadonlyMap<string, readonly AccessRole[]> {
  const groups = new Map<string, AccessRole[]>();
  for (const role of roles) groups.set(role.name, [...(groups.get(role.name) ?? []), role]);
  return groups;
}
