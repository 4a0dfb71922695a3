import type { AccessBinding, AccessRole } from "../../model.ts";
import type { Fact } from "../facts.ts";
import type { HoldersOfRight } from "../holders.ts";
import type { EscalationModel } from "../model.ts";
import { removalOf } from "../removal.ts";
import { isAggregating } from "../role-rights.ts";
import { holdersOf, holdersOfAny, identity, join } from "./right-holders.ts";

/**
 * The verb `escalate`, for roles that one may write: pkg/registry/rbac/{role,clusterrole}/policybased/storage.go. It helps
 * whoever has the role already; rights in a role of nobody's are none.
 */
export function addEscalation(model: EscalationModel): void {
  rewriteClusterRoles(model);
  rewriteRoles(model);
  aggregateRoles(model);
  const { isReached } = model.graph;
  const byRole = groupByRole(model.authorizer.bindings);
  for (const [role, bindings] of byRole) {
    const { kind, namespace } = role;
    const all: Fact = { kind: "rewrite-roles", namespace };
    const isRewritten = isReached(all) || isReached({ ...all, namespace: "" });
    const isAggregated = isAggregating(role) && isReached({ kind: "aggregate-roles" });
    if (isReached(rewriteOf(role))) gainThrough(model, rewriteOf(role), bindings);
    if (kind === "Role" && isRewritten) gainThrough(model, all, bindings);
    if (isAggregated) gainThrough(model, { kind: "aggregate-roles" }, bindings);
  }
}

function rewriteOf({ kind, namespace, name }: AccessRole): Fact {
  return { kind: "rewrite-role", namespace: kind === "Role" ? namespace : "", name };
}

/** Whoever may write any rules into what a binding gives has them where the binding is. */
function gainThrough(
  model: EscalationModel,
  rewrite: Fact,
  bindings: readonly AccessBinding[],
): void {
  const { graph, principals } = model;
  for (const binding of bindings) {
    const { role, namespace } = binding;
    if (!role) continue;
    const conclusion: Fact =
      namespace === "" ? { kind: "cluster-admin" } : { kind: "everything", namespace };
    for (const [subject, named] of binding.subjects.entries()) {
      const principal = principals.ofSubject(named);
      if (!principal) continue;
      // The grant itself is what is needed: any rule of the role will do, and it may have none.
      const evidence = { request: undefined, namespace, name: "", binding, subject, role, rule: 0 };
      const needs = [[{ evidence, edit: removalOf(binding) }]];
      graph.add([rewrite, identity(principal)], conclusion, { technique: "escalate", needs });
    }
  }
}

/** With `escalate` and `update` for all of them one rewrites the very role that gives them, which a ClusterRoleBinding does. */
function rewriteClusterRoles(model: EscalationModel): void {
  const { graph, holders } = model;
  const [writers, escalators] = [
    holders.all("change-clusterroles", ""),
    holders.all("escalate-clusterroles", ""),
  ];
  join(model, writers, escalators, (premises, needs) => {
    graph.add(premises, { kind: "cluster-admin" }, { technique: "escalate", needs });
  });
  const names = new Set([
    ...holders.named("change-clusterroles", "").keys(),
    ...holders.named("escalate-clusterroles", "").keys(),
  ]);
  for (const role of names) {
    const rewrite: Fact = { kind: "rewrite-role", namespace: "", name: role };
    join(
      model,
      holdersOf(model, "change-clusterroles", "", role),
      holdersOf(model, "escalate-clusterroles", "", role),
      (premises, needs) => {
        graph.add(premises, rewrite, { needs });
      },
    );
    // With a label it becomes part of those that aggregate it.
    if (graph.isReached(rewrite)) graph.add([rewrite], { kind: "aggregate-roles" });
  }
}

function rewriteRoles(model: EscalationModel): void {
  const { graph, holders, authorizer } = model;
  const scopes = new Set([...holders.scopes("change-roles"), ...holders.scopes("escalate-roles")]);
  for (const namespace of scopes) {
    join(
      model,
      holdersOf(model, "change-roles", namespace),
      holdersOf(model, "escalate-roles", namespace),
      (premises, needs) => {
        graph.add(premises, { kind: "rewrite-roles", namespace }, { needs });
      },
    );
  }
  if (scopes.size === 0) return;
  for (const { kind, namespace, name } of authorizer.roles) {
    if (kind !== "Role" || !(scopes.has("") || scopes.has(namespace))) continue;
    const named = (right: "change-roles" | "escalate-roles"): boolean =>
      [namespace, ""].some((scope) => holders.named(right, scope).has(name));
    if (!named("change-roles") && !named("escalate-roles")) continue;
    join(
      model,
      holdersOf(model, "change-roles", namespace, name),
      holdersOf(model, "escalate-roles", namespace, name),
      (premises, needs) => {
        graph.add(premises, { kind: "rewrite-role", namespace, name }, { needs });
      },
    );
  }
}

/** A new ClusterRole with the label of an aggregating one. A POST has no name, so `escalate` by name helps only where apply creates. */
function aggregateRoles(model: EscalationModel): void {
  const { graph, holders } = model;
  const escalators = holders.all("escalate-clusterroles", "");
  const add = (creators: HoldersOfRight, escalating: HoldersOfRight): void => {
    join(model, creators, escalating, (premises, needs) => {
      graph.add(premises, { kind: "aggregate-roles" }, { needs });
    });
  };
  add(holdersOfAny(model, "create-clusterroles", ""), escalators);
  for (const [name, byName] of holders.named("escalate-clusterroles", "")) {
    const creators = holders.named("create-clusterroles", "").get(name);
    if (creators) add(creators, byName);
  }
}

function groupByRole(
  bindings: readonly AccessBinding[],
): ReadonlyMap<AccessRole, readonly AccessBinding[]> {
  const groups = new Map<AccessRole, AccessBinding[]>();
  for (const binding of bindings) {
    if (!binding.role) continue;
    const group = groups.get(binding.role);
    if (group) group.push(binding);
    else groups.set(binding.role, [binding]);
  }
  return groups;
}
