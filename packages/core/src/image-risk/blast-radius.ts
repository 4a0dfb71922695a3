import { createAttackGraph } from "../attack-paths/graph.ts";
import type { AttackEdge, AttackGraph } from "../attack-paths/model.ts";
import { proofOfEdges } from "../attack-paths/shown.ts";
import type { Cluster } from "../cluster/cluster.ts";
import { computeReach, createHypergraph, type Hypergraph } from "../hypergraph/index.ts";
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
  readonly vertex: number;
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
  const goals = goalsOf(graph);
  const starts = new Map(places.map((place) => [place, startOf(graph, place)]));
  const all = [...starts.values()].flatMap((start) => start ?? []);
  const sure = layered(graph, tenantOf, (edge) => edge.unknown === undefined);
  const possible = layered(graph, tenantOf, () => true);
  const surely = computeReach(sure.graph, all);
  const perhaps = computeReach(possible.graph, all);
  const told = new Map<string, Factor>();
  return (place) => {
    const start = starts.get(place);
    if (start === undefined) return UNKNOWN;
    const own = tenantOf.get(place.namespace);
    const key = `${start} ${own ?? ""}`;
    const known = told.get(key);
    if (known) return known;
    const factor =
      worst([...goals, ...sure.goals], surely.from(start), own, (goal) => ({
        value: goal.value,
        because: goal.words,
        evidence: chainTo(sure.graph, start, goal.vertex),
      })) ??
      worst([...goals, ...possible.goals], perhaps.from(start), own, (goal) => ({
        value: BLAST_RADIUS.perhaps,
        because: `perhaps ${goal.words}`,
        evidence: [],
      })) ??
      ITSELF;
    told.set(key, factor);
    return factor;
  };
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
      return [{ vertex, value: BLAST_RADIUS.cluster, words: "the whole cluster" }];
    if (kind === "Secret") {
      const words = `Secret ${namespace}/${name}, for ${why}`;
      return [{ vertex, value: BLAST_RADIUS.valuable, words }];
    }
    return [{ vertex, value: BLAST_RADIUS.node, words: "a node, with whatever runs on it" }];
  });
  return goals.sort((a, b) => b.value - a.value);
}

function worst(
  goals: readonly Goal[],
  reaches: (vertex: number) => boolean,
  own: string | undefined,
  told: (goal: Goal) => Factor,
): Factor | undefined {
  let found: Goal | undefined;
  for (const goal of goals) {
    if (goal.tenant !== undefined && goal.tenant === own) continue;
    if (goal.value > (found?.value ?? 0) && reaches(goal.vertex)) found = goal;
  }
  return found && told(found);
}

interface Layered {
  readonly graph: Hypergraph<AttackEdge>;
  /** Tenants, which fall with any of their containers. */
  readonly goals: readonly Goal[];
}

/** The edges that count, and a vertex a tenant. */
function layered(
  graph: AttackGraph,
  tenantOf: ReadonlyMap<string, string>,
  counts: (edge: AttackEdge) => boolean,
): Layered {
  const copy = createHypergraph<AttackEdge>();
  const size = graph.size();
  for (let vertex = 0; vertex < size; vertex++) copy.newVertex();
  for (const edge of graph.edges) if (counts(edge)) copy.add(edge);
  const tenants = new Map<string, number>();
  for (let vertex = 0; vertex < size; vertex++) {
    const { kind, namespace } = graph.vertexAt(vertex);
    const tenant = kind === "Container" ? tenantOf.get(namespace) : undefined;
    if (tenant === undefined) continue;
    const goal = tenants.get(tenant) ?? copy.newVertex();
    tenants.set(tenant, goal);
    copy.add({
      ...{ premises: [vertex], conclusion: goal, step: undefined },
      ...{ needs: [], unknown: undefined, isSame: false },
    });
  }
  const goals = Array.from(tenants, ([tenant, vertex]) => ({
    ...{ vertex, tenant, value: BLAST_RADIUS.otherTenant },
    words: `pods of tenant ${tenant}`,
  }));
  return { graph: copy, goals };
}

/** What shows each step from a start to a goal, in their order; empty where it takes steps of several premises that do not begin there. */
function chainTo(graph: Hypergraph<AttackEdge>, start: number, goal: number): readonly Evidence[] {
  const by = new Map<number, AttackEdge | undefined>([[start, undefined]]);
  for (const vertex of by.keys()) {
    if (by.has(goal)) break;
    for (const number of graph.from(vertex)) {
      const edge = graph.edges[number];
      if (!edge || by.has(edge.conclusion)) continue;
      if (edge.premises.every((premise) => by.has(premise))) by.set(edge.conclusion, edge);
    }
  }
  const chain: AttackEdge[] = [];
  let at = goal;
  for (let edge = by.get(at); edge; edge = by.get(at)) {
    chain.unshift(edge);
    [at] = edge.premises;
  }
  return proofOfEdges(chain);
}
