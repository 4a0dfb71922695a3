import { createAttackGraph } from "../attack-paths/graph.ts";
import type { AttackEdge, AttackGraph } from "../attack-paths/model.ts";
import { proofOfEdges } from "../attack-paths/shown.ts";
import type { Cluster } from "../cluster/cluster.ts";
import { computeReach, type Reach } from "../hypergraph/index.ts";
import { namespaceOf } from "../kubernetes/object.ts";
import type { Evidence } from "../snapshot/verdict.ts";
import type { Tenant } from "../tenancy/tenants.ts";
import { BLAST_RADIUS } from "./arithmetic.ts";
import type { Factor } from "./model.ts";
import type { ContainerPlace } from "./running.ts";

/** What falls with a container. */
export type BlastRadiusOf = (place: ContainerPlace) => Factor;

/** Something that is not to fall with a container, the worst first. */
interface Goal {
  /** It falls with any of them. */
  readonly vertices: readonly number[];
  readonly value: number;
  /** A lower-case clause. */
  readonly words: string;
  /** It is no loss to whoever belongs to it. */
  readonly tenant?: string;
}

/** Tells of each container the worst that falls with it, by the attack graph: a spread from all of them at once. */
export function blastRadiiFor(
  cluster: Cluster,
  tenants: readonly Tenant[],
  places: readonly ContainerPlace[],
): BlastRadiusOf {
  const graph = createAttackGraph(cluster, {}, { from: [] });
  const tenantOf = new Map(
    tenants.flatMap(({ name, namespaces }) => namespaces.map((each) => [each, name] as const)),
  );
  const goals = [...goalsOf(graph), ...tenantGoals(graph, tenantOf)];
  const starts = new Map(places.map((place) => [place, startOf(graph, place)]));
  const all = [...starts.values()].flatMap((start) => start ?? []);
  const surely = fallingBy(graph, goals, all, isSure);
  const perhaps = fallingBy(graph, goals, all, () => true);
  const told = new Map<string, Factor>();
  return (place) => {
    const start = starts.get(place);
    if (start === undefined) return UNKNOWN;
    const own = tenantOf.get(place.namespace);
    const key = `${start} ${own ?? ""}`;
    const known = told.get(key);
    if (known) return known;
    const factor = factorOf(graph, start, [surely(start, own), () => perhaps(start, own)]);
    told.set(key, factor);
    return factor;
  };
}

function isSure({ unknown }: AttackEdge): boolean {
  return unknown === undefined;
}

function factorOf(
  graph: AttackGraph,
  start: number,
  [sure, perhaps]: readonly [Goal | undefined, () => Goal | undefined],
): Factor {
  if (sure) {
    const evidence = chainTo(graph, start, new Set(sure.vertices));
    return { value: sure.value, because: sure.words, evidence };
  }
  const goal = perhaps();
  return goal
    ? { value: BLAST_RADIUS.perhaps, because: `perhaps ${goal.words}`, evidence: [] }
    : ITSELF;
}

/** Finds the worst goal that falls with a start, along the edges that count; the spread is made when it is first asked for. */
function fallingBy(
  graph: AttackGraph,
  goals: readonly Goal[],
  starts: readonly number[],
  counts: (edge: AttackEdge) => boolean,
): (start: number, own: string | undefined) => Goal | undefined {
  let tests: readonly (readonly [Goal, (start: number) => boolean])[] | undefined;
  return (start, own) => {
    tests ??= testsOf(computeReach(graph, starts, counts), goals);
    return worst(tests, start, own);
  };
}

function testsOf(
  { toAny }: Reach,
  goals: readonly Goal[],
): readonly (readonly [Goal, (start: number) => boolean])[] {
  return goals.map((goal) => [goal, toAny(goal.vertices)] as const);
}

const ITSELF: Factor = { value: BLAST_RADIUS.itself, because: "nothing beyond it", evidence: [] };

/** What no attack graph has is no assurance. */
const UNKNOWN: Factor = {
  value: BLAST_RADIUS.perhaps,
  because: "what falls with it is not known",
  evidence: [],
};

/** The container itself; one that is over when its pod runs has had what its pod has. */
function startOf(graph: AttackGraph, { object, container }: ContainerPlace): number | undefined {
  const { kind, name } = object.reference;
  const namespace = namespaceOf(object.reference);
  const [inside] = graph.find({
    ...{ kind: "Container", namespace, name },
    container: container.container.name,
  });
  return inside ?? graph.find({ kind, namespace, name })[0];
}

function goalsOf(graph: AttackGraph): readonly Goal[] {
  const goals = graph.goals.flatMap(({ vertex, why }): readonly Goal[] => {
    const { kind, namespace, name } = graph.vertexAt(vertex);
    if (kind === "Tenant") return [];
    if (kind === "cluster-admin")
      return [{ vertices: [vertex], value: BLAST_RADIUS.cluster, words: "the whole cluster" }];
    if (kind === "Secret") {
      const words = `Secret ${namespace}/${name}, for ${why}`;
      return [{ vertices: [vertex], value: BLAST_RADIUS.valuable, words }];
    }
    return [
      { vertices: [vertex], value: BLAST_RADIUS.node, words: "a node, with whatever runs on it" },
    ];
  });
  return goals.sort((a, b) => b.value - a.value);
}

function worst(
  tests: readonly (readonly [Goal, (start: number) => boolean])[],
  start: number,
  own: string | undefined,
): Goal | undefined {
  let found: Goal | undefined;
  for (const [goal, reaches] of tests) {
    if (goal.tenant !== undefined && goal.tenant === own) continue;
    if (goal.value > (found?.value ?? 0) && reaches(start)) found = goal;
  }
  return found;
}

/** Tenants, which fall with any of their containers. */
function tenantGoals(graph: AttackGraph, tenantOf: ReadonlyMap<string, string>): readonly Goal[] {
  const members = new Map<string, number[]>();
  const size = graph.size();
  for (let vertex = 0; vertex < size; vertex++) {
    const { kind, namespace } = graph.vertexAt(vertex);
    const tenant = kind === "Container" ? tenantOf.get(namespace) : undefined;
    if (tenant === undefined) continue;
    const own = members.get(tenant);
    if (own) own.push(vertex);
    else members.set(tenant, [vertex]);
  }
  return Array.from(members, ([tenant, vertices]) => ({
    ...{ vertices, tenant, value: BLAST_RADIUS.otherTenant },
    words: `pods of tenant ${tenant}`,
  }));
}

/** What shows each sure step from a start to a goal, in their order; empty where it takes steps of several premises that do not begin there. */
function chainTo(
  graph: AttackGraph,
  start: number,
  goals: ReadonlySet<number>,
): readonly Evidence[] {
  const by = new Map<number, AttackEdge | undefined>([[start, undefined]]);
  let at = start;
  for (const vertex of by.keys()) {
    at = vertex;
    if (goals.has(vertex)) break;
    for (const number of graph.from(vertex)) {
      const edge = graph.edges[number];
      if (!edge || !isSure(edge) || by.has(edge.conclusion)) continue;
      if (edge.premises.every((premise) => by.has(premise))) by.set(edge.conclusion, edge);
    }
  }
  if (!goals.has(at)) return [];
  const chain: AttackEdge[] = [];
  for (let edge = by.get(at); edge; edge = by.get(at)) {
    chain.unshift(edge);
    [at] = edge.premises;
  }
  return proofOfEdges(chain);
}
