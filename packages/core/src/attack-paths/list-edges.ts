import { isHeldRight } from "../access/escalation/held-right.ts";
import { RBAC_GROUP } from "../access/read-objects.ts";
import type { Cluster } from "../cluster/cluster.ts";
import { namespaceOf } from "../kubernetes/object.ts";
import { aliasesOf } from "./aliases.ts";
import type { AttackEdge, AttackGraph, AttackVertex } from "./model.ts";
import { type AttackStep, stepsOf } from "./steps-of.ts";
import { textOfVertex } from "./vertex-of-fact.ts";

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
  const { kind: gained, name } = edge.to;
  if (edge.edge !== "bind" || (gained !== "cluster-admin" && gained !== "Namespace")) return;
  const bound = new Set(
    edge.edges.flatMap(({ needs }) => needs.flatMap(([first]) => boundBy(first))),
  );
  for (const [kind] of ROLES.filter(([, each]) => bound.has(each))) {
    for (const { reference } of applied.ofKind(RBAC_GROUP, kind)) {
      const namespace = kind === "Role" ? namespaceOf(reference) : "";
      const isElsewhere = gained === "Namespace" && namespace !== "" && namespace !== name;
      if (!isElsewhere) yield { ...edge, to: { kind, namespace, name: reference.name } };
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
  const walk = { graph, start, told: new Set<string>(), seen: new Set<string>() };
  const trails: (readonly AttackEdge[])[] = [[]];
  for (let trail = trails.pop(); trail !== undefined; trail = trails.pop()) {
    for (const longer of onwards(walk, trail)) {
      const end = longer.at(-1)?.conclusion ?? start;
      const listed = graph.isReal(end) ? listedOnce(walk, longer) : undefined;
      if (listed) yield listed;
      else if (!graph.isReal(end) && isNewPlace(walk, longer)) trails.push(longer);
    }
  }
}

interface Walk {
  readonly graph: AttackGraph;
  readonly start: number;
  readonly told: Set<string>;
  readonly seen: Set<string>;
}

/** A trail with each edge that leads on from its end. */
function onwards(
  { graph, start }: Walk,
  trail: readonly AttackEdge[],
): readonly (readonly AttackEdge[])[] {
  return graph.from(trail.at(-1)?.conclusion ?? start).flatMap((number) => {
    const edge = graph.edges[number];
    return !edge || isIdle(graph, start, edge) || !isWithin(graph, start, edge)
      ? []
      : [[...trail, edge]];
  });
}

/** A container that connects to itself gets nowhere. */
function isIdle(graph: AttackGraph, start: number, { conclusion }: AttackEdge): boolean {
  return conclusion === start && graph.vertexAt(start).kind === "Container";
}

/** Whether what else an edge takes is at hand, or may be: a role that nobody could bind is not. */
function isWithin(graph: AttackGraph, start: number, { premises }: AttackEdge): boolean {
  return (
    premises.length === 1 ||
    premises.every((each) => graph.reaches(start)(each) || !ROLE.test(graph.vertexAt(each).kind))
  );
}

const ROLE = /Role$/;

/** What an edge takes that the start does not come to itself. */
function lackOf(
  graph: AttackGraph,
  start: number,
  edges: readonly AttackEdge[],
): readonly string[] {
  const premises = edges
    .filter((edge) => edge.premises.length > 1)
    .flatMap((edge) => edge.premises);
  return premises
    .filter((each) => !graph.reaches(start)(each))
    .map((each) => `only for whoever also ${textOfVertex(graph.vertexAt(each))}`);
}

function listedOnce(
  { graph, start, told }: Walk,
  edges: readonly AttackEdge[],
): ListedEdge | undefined {
  const listed = listedBy(graph, edges, start);
  if (!listed) return undefined;
  const isSure = listed.unknown.length === 0;
  const key = `${listed.edge} ${edges.at(-1)?.conclusion ?? start} ${isSure}`;
  return isNew(told, key) ? listed : undefined;
}

function isNewPlace({ seen }: Walk, edges: readonly AttackEdge[]): boolean {
  const first = edges.find(({ step }) => step !== undefined)?.step ?? "";
  const isShort = edges.length < DEEPEST;
  return isShort && isNew(seen, `${first} ${edges.at(-1)?.conclusion ?? ""}`);
}

function isNew(known: Set<string>, key: string): boolean {
  const { size } = known;
  return known.add(key).size > size;
}

function listedBy(
  graph: AttackGraph,
  edges: readonly AttackEdge[],
  start: number,
): ListedEdge | undefined {
  const step = stepsOf(edges, graph).at(-1);
  if (!step) return undefined;
  const from: AttackVertex = graph.vertexAt(start);
  const unknown = [...step.unknown, ...lackOf(graph, start, edges)];
  return { ...step, from, unknown, aliases: aliasesOf(step) };
}
