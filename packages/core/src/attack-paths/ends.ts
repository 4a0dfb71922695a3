import type { EscalationModel } from "../access/escalation/model.ts";
import type { Cluster } from "../cluster/cluster.ts";
import { pipelinesIn } from "../cluster/pipelines.ts";
import type { Hypergraph, HypergraphBuilder } from "../hypergraph/index.ts";
import { namespaceOf, stringMapOf } from "../kubernetes/object.ts";
import { type Tenant, tenantsOf } from "../tenancy/tenants.ts";
import type { AttackBuild, AttackSettings } from "./build.ts";
import { closureOf } from "./closure.ts";
import type { AttackGoal, AttackVertex } from "./model.ts";
import type { Places } from "./places.ts";
import { verticesOf } from "./vertices-of.ts";

interface Ends {
  readonly cluster: Cluster;
  readonly model: EscalationModel;
  readonly places: Places;
  readonly settings: AttackSettings;
  readonly graph: Hypergraph & Pick<HypergraphBuilder, "newVertex">;
  readonly add: AttackBuild["add"];
}

/** Marks what is worth more than the rest, as `watertight.dev/valuable: "true"`. */
const VALUABLE = "watertight.dev/valuable";

/** Where attackers begin: outside, and as whoever changes what pipelines deploy. */
export function entriesOf(ends: Ends, given?: readonly AttackVertex[]): readonly number[] {
  if (given) return distinct(given.flatMap((each) => verticesOf(each, ends)));
  const { places, cluster, model, settings } = ends;
  const configured = (settings.entries ?? []).flatMap((each) => verticesOf(each, ends));
  const internet = places.find({ kind: "Internet", namespace: "", name: "" });
  const pipelines = pipelinesIn(cluster).flatMap(({ identity }) => {
    if (!("user" in identity)) return [];
    const principal = model.principals.user(identity.user.name);
    return model.graph.facts.find({ kind: "identity", principal }) ?? [];
  });
  return distinct([...(internet === undefined ? [] : [internet]), ...pipelines, ...configured]);
}

/** What is not to fall: the cluster, its nodes, what is marked as valuable, and tenants for those who come from another. */
export function goalsOf(
  ends: Ends,
  entries: readonly number[],
  given?: readonly AttackVertex[],
): readonly AttackGoal[] {
  if (given) {
    const all = distinct(given.flatMap((each) => verticesOf(each, ends)));
    return all.map((vertex) => ({ vertex: withContainers(vertex, ends), why: "" }));
  }
  const { cluster, model, places, settings } = ends;
  const configured = (settings.goals ?? []).flatMap((each) => verticesOf(each, ends));
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
    ...distinct(configured).map((vertex) => ({ vertex, why: "the configuration says so" })),
    ...tenantGoals(ends, tenantsOf(cluster.applied, settings.tenancy), entries),
  ];
}

/** A pod has fallen with any of its containers, by whatever way: they are what the network and escapes lead to. */
function withContainers(vertex: number, { places, graph, add }: Ends): number {
  const inside = graph.from(vertex).flatMap((number) => {
    const { conclusion = vertex, step } = graph.edges[number] ?? {};
    return step === undefined && places.at(conclusion)?.kind === "Container" ? [conclusion] : [];
  });
  if (inside.length === 0) return vertex;
  const goal = graph.newVertex();
  for (const each of [vertex, ...inside]) add(each, goal);
  return goal;
}

/**
 * A tenant has fallen with any of its pods or accounts; what those get to who enter it by what it exposes itself, without leaving it,
 * is no way from elsewhere.
 */
function tenantGoals(
  { places, model, graph, add }: Ends,
  tenants: readonly Tenant[],
  entries: readonly number[],
): readonly AttackGoal[] {
  const owner = new Map(
    tenants.flatMap(({ name, namespaces }) => namespaces.map((each) => [each, name] as const)),
  );
  const members = new Map<number, string>();
  const join = (id: number, namespace: string): void => {
    const tenant = owner.get(namespace);
    if (tenant !== undefined) members.set(id, tenant);
  };
  for (const id of places.ofKind("Container")) join(id, places.at(id)?.namespace ?? "");
  for (const principal of model.principals.all) {
    if (principal.kind === "ServiceAccount")
      join(model.graph.facts.idOf({ kind: "identity", principal }), principal.namespace);
  }
  const isOfNobody = (id: number): boolean => isOnTheWay(id, { places, model }, owner);
  const exposed = firstOf(graph, entries);
  return tenants.map(({ name }) => {
    const vertex = places.idOf({ kind: "Tenant", namespace: "", name });
    const isOwn = (id: number): boolean => members.get(id) === name;
    const own = closureOf(graph, exposed.filter(isOwn), ({ conclusion }) =>
      members.has(conclusion) ? isOwn(conclusion) : isOfNobody(conclusion),
    );
    for (const [id, tenant] of members) if (tenant === name && !own.has(id)) add(id, vertex);
    return { vertex, why: "it belongs to somebody else" };
  });
}

/** Whether nobody has it: what stands for many, and what is of a tenant besides its containers and accounts. */
function isOnTheWay(
  id: number,
  { places, model }: Pick<Ends, "model" | "places">,
  owner: ReadonlyMap<string, string>,
): boolean {
  const place = places.at(id);
  if (place) return place.kind === "Any" || owner.has(place.namespace);
  const fact = model.graph.facts.at(id);
  return fact !== undefined && "namespace" in fact && owner.has(fact.namespace);
}

/** The entries, and what is exposed to them. */
function firstOf({ from, edges }: Ends["graph"], entries: readonly number[]): readonly number[] {
  return distinct(
    entries.flatMap((entry) => [
      entry,
      ...from(entry).map((number) => edges[number]?.conclusion ?? entry),
    ]),
  );
}

function distinct(ids: readonly number[]): readonly number[] {
  return [...new Set(ids)];
}
