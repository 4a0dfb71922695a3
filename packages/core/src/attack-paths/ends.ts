import type { EscalationModel } from "../access/escalation/model.ts";
import type { Cluster } from "../cluster/cluster.ts";
import { pipelinesIn } from "../cluster/pipelines.ts";
import { namespaceOf, stringMapOf } from "../kubernetes/object.ts";
import { type Tenant, tenantsOf } from "../tenancy/tenants.ts";
import type { AttackBuild } from "./build.ts";
import type { AttackGoal, AttackVertex } from "./model.ts";
import type { Places } from "./places.ts";
import { verticesOf } from "./vertices-of.ts";

interface Ends {
  readonly cluster: Cluster;
  readonly model: EscalationModel;
  readonly places: Places;
  readonly add: AttackBuild["add"];
}

/** Marks what is worth more than the rest, as `watertight.dev/valuable: "true"`. */
const VALUABLE = "watertight.dev/valuable";

/** Where attackers begin: outside, and as whoever changes what pipelines deploy. */
export function entriesOf(ends: Ends, given?: readonly AttackVertex[]): readonly number[] {
  if (given) return distinct(given.flatMap((each) => verticesOf(each, ends)));
  const { places, cluster, model } = ends;
  const internet = places.find({ kind: "Internet", namespace: "", name: "" });
  const pipelines = pipelinesIn(cluster).flatMap(({ identity }) => {
    if (!("user" in identity)) return [];
    const principal = model.principals.user(identity.user.name);
    return model.graph.facts.find({ kind: "identity", principal }) ?? [];
  });
  return distinct([...(internet === undefined ? [] : [internet]), ...pipelines]);
}

/** What is not to fall: the cluster, its nodes, what is marked as valuable, and tenants for those who come from another. */
export function goalsOf(ends: Ends, given?: readonly AttackVertex[]): readonly AttackGoal[] {
  if (given) {
    const all = distinct(given.flatMap((each) => verticesOf(each, ends)));
    return all.map((vertex) => ({ vertex, why: "" }));
  }
  const { cluster, model, places } = ends;
  const { facts } = model.graph;
  const valuable = cluster.applied
    .ofKind("", "Secret")
    .filter(({ object }) => stringMapOf(object, "labels")[VALUABLE] === "true")
    .map(({ reference }) => ({
      vertex: places.idOf({
        ...{ kind: "Secret", namespace: namespaceOf(reference), name: reference.name },
      }),
      why: "it is marked as valuable",
    }));
  return [
    { vertex: facts.idOf({ kind: "cluster-admin" }), why: "everything is in its hands" },
    { vertex: facts.idOf({ kind: "a-node" }), why: "whatever runs on a node is in its hands" },
    ...valuable,
    ...tenantGoals(ends, tenantsOf(cluster.applied)),
  ];
}

/** A tenant has fallen with any of its pods or accounts. */
function tenantGoals(
  { places, model, add }: Ends,
  tenants: readonly Tenant[],
): readonly AttackGoal[] {
  const owner = new Map(
    tenants.flatMap(({ name, namespaces }) => namespaces.map((each) => [each, name] as const)),
  );
  const goals = tenants.map(({ name }) => ({
    vertex: places.idOf({ kind: "Tenant", namespace: "", name }),
    why: "it belongs to somebody else",
  }));
  const goalOf = (namespace: string): number | undefined => {
    const name = owner.get(namespace);
    return name === undefined ? undefined : places.find({ kind: "Tenant", namespace: "", name });
  };
  for (const id of places.ofKind("Container")) {
    const goal = goalOf(places.at(id)?.namespace ?? "");
    if (goal !== undefined) add(id, goal);
  }
  for (const principal of model.principals.all) {
    if (principal.kind !== "ServiceAccount") continue;
    const goal = goalOf(principal.namespace);
    if (goal !== undefined) add(model.graph.facts.idOf({ kind: "identity", principal }), goal);
  }
  return goals;
}

function distinct(ids: readonly number[]): readonly number[] {
  return [...new Set(ids)];
}
