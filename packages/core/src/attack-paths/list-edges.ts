import { isHeldRight } from "../access/escalation/held-right.ts";
import { RBAC_GROUP } from "../access/read-objects.ts";
import type { Cluster } from "../cluster/cluster.ts";
import { namespaceOf } from "../kubernetes/object.ts";
import { aliasesOf } from "./aliases.ts";
import type { AttackEdge, AttackGraph, AttackVertex } from "./model.ts";
import { type AttackStep, stepsOf } from "./steps-of.ts";

/** An edge between what is real, by whatever lies between. */
export interface ListedEdge extends AttackStep {
  /** Names by which other tools know it: `kubehound:POD_EXEC`. */
  readonly aliases: readonly string[];
}

/** How far to look through what is only on the way. */
const DEEPEST = 6;

/** Every edge once: those that lead to every pod of a namespace, or to any node, one for each. */
export function* listEdges(graph: AttackGraph, cluster: Cluster): Generator<ListedEdge> {
  for (let vertex = 0; vertex < graph.size(); vertex++) {
    if (!graph.isReal(vertex)) continue;
    for (const edge of edgesFrom(graph, vertex)) {
      yield edge;
      yield* otherRoles(edge, cluster);
    }
  }
}

/** Whoever binds any role is cluster-admin by that, or has everything in a namespace, and holds each other role as well. */
function* otherRoles(edge: ListedEdge, { applied }: Cluster): Generator<ListedEdge> {
  if (edge.edge !== "bind") return;
  const { kind: gained, name } = edge.to;
  if (gained !== "cluster-admin" && gained !== "Namespace") return;
  const bound = new Set(
    edge.edges.flatMap(({ needs }) => needs.flatMap(([first]) => boundBy(first))),
  );
  for (const [kind, resource] of ROLES) {
    if (!bound.has(resource)) continue;
    for (const { reference } of applied.ofKind(RBAC_GROUP, kind)) {
      const namespace = kind === "Role" ? namespaceOf(reference) : "";
      if (gained === "Namespace" && namespace !== "" && namespace !== name) continue;
      yield { ...edge, to: { kind, namespace, name: reference.name } };
    }
  }
}

const ROLES = [
  ["ClusterRole", "clusterroles"],
  ["Role", "roles"],
] as const;

/** The kinds of roles of which a rule lets somebody bind each. */
function boundBy(first: AttackEdge["needs"][number][number] | undefined): readonly string[] {
  if (!first || !isHeldRight(first.evidence)) return [];
  const { role, rule } = first.evidence;
  const { resources = [], verbs = [], resourceNames = [] } = role.rules[rule] ?? {};
  if (resourceNames.length > 0 || !verbs.some((verb) => verb === "bind" || verb === "*")) return [];
  return resources.includes("*") ? ["clusterroles", "roles"] : resources;
}

function* edgesFrom(graph: AttackGraph, start: number): Generator<ListedEdge> {
  const told = new Set<string>();
  const trails: AttackEdge[][] = [[]];
  const seen = new Set<string>();
  for (let trail = trails.pop(); trail !== undefined; trail = trails.pop()) {
    const at = trail.at(-1)?.conclusion ?? start;
    for (const number of graph.from(at)) {
      const edge = graph.edges[number];
      if (!edge) continue;
      // Back to where it began leads nobody on.
      if (edge.conclusion === start) continue;
      const longer = [...trail, edge];
      if (graph.isReal(edge.conclusion)) {
        const listed = listedBy(graph, longer, start);
        const key = `${listed?.edge ?? ""} ${edge.conclusion} ${listed?.unknown.length === 0 ? 1 : 0}`;
        if (!listed || told.has(key)) continue;
        told.add(key);
        yield listed;
      } else if (longer.length < DEEPEST) {
        const key = `${longer.find(({ step }) => step !== undefined)?.step ?? ""} ${edge.conclusion}`;
        if (seen.has(key)) continue;
        seen.add(key);
        trails.push(longer);
      }
    }
  }
}

function listedBy(
  graph: AttackGraph,
  edges: readonly AttackEdge[],
  start: number,
): ListedEdge | undefined {
  const step = stepsOf(edges, graph).at(-1);
  if (!step) return undefined;
  const from: AttackVertex = graph.vertexAt(start);
  return { ...step, from, aliases: aliasesOf(step) };
}
