import { blastRadius } from "../attack-paths/blast-radius.ts";
import { createAttackGraph } from "../attack-paths/graph.ts";
import type { AttackGraph, AttackVertex } from "../attack-paths/model.ts";
import { textOfVertex } from "../attack-paths/vertex-of-fact.ts";
import type { Cluster } from "../cluster/cluster.ts";
import { serviceAccountOf } from "../detections/facts/identities.ts";
import { clauseOfInternetWay, internetWayTo } from "../network/exposure/internet.ts";
import type { VerdictValue } from "../snapshot/verdict.ts";
import type { AskReach, GatheredIncident, IncidentReach, Touched } from "./model.ts";
import { stemsOf } from "./ownership.ts";

/** So many of what falls are named. */
const NAMED = 12;
/** What an incident has in hand is asked for up to this many things. */
const MOST_STARTS = 50;
const MASTERS = "system:masters";

/** What the engines know of a cluster: who reaches what, and what is exposed. The graph is made when it is first asked. */
export function reachIn(cluster: Cluster): AskReach {
  let made: AttackGraph | undefined;
  return (incident) => {
    made ??= createAttackGraph(cluster);
    return reachOf(incident, made, cluster);
  };
}

function reachOf(incident: GatheredIncident, graph: AttackGraph, cluster: Cluster): IncidentReach {
  const vertices = distinct([...actorVertices(incident), ...handVertices(incident)]).slice(
    0,
    MOST_STARTS,
  );
  const found = new Map(vertices.map((vertex) => [vertex, foundIn(graph, vertex)]));
  const shown = vertices.filter((vertex) => (found.get(vertex) ?? []).length > 0);
  const notShown = vertices.filter((vertex) => !shown.includes(vertex));
  const fallen = blastRadius(graph, [...found.values()].flat());
  const admin = fallen.find(({ vertex }) => vertex.kind === "cluster-admin");
  const real = fallen.filter(({ vertex }) => vertex.kind !== "Group" && vertex.kind !== "Any");
  return {
    from: vertices.map(textOfVertex),
    notShown: notShown.map(textOfVertex),
    reached: real.length,
    certain: real.filter(({ certainty }) => certainty === "yes").length,
    clusterAdmin: admin === undefined ? noneOf(notShown, cluster) : verdictOf(admin.certainty),
    nodes: countOf(fallen, "Node"),
    secrets: countOf(fallen, "Secret"),
    namespaces: [...new Set(real.map(({ vertex }) => vertex.namespace))]
      .filter((each) => each !== "")
      .sort(),
    nearest: real.slice(0, NAMED).map(({ vertex }) => textOfVertex(vertex)),
    exposed: podsIn(incident).flatMap((pod) => exposureOf(pod, cluster)),
    wasAdmin: wasAdmin(incident, graph),
  };
}

function verdictOf(certainty: "unknown" | "yes"): VerdictValue {
  return certainty;
}

/** Nothing is known of what the cluster does not show; but whoever is bound to nothing in a whole cluster has no rights. */
function noneOf(notShown: readonly AttackVertex[], { snapshot }: Cluster): VerdictValue {
  const isWhole = snapshot.assumptions.wholeCluster.value;
  const isOpen = notShown.some(({ kind }) => !isWhole || !IDENTITIES.has(kind));
  return isOpen ? "unknown" : "no";
}

const IDENTITIES: ReadonlySet<string> = new Set(["Group", "User"]);

function countOf(fallen: readonly { readonly vertex: AttackVertex }[], kind: string): number {
  return fallen.filter(({ vertex }) => vertex.kind === kind).length;
}

function wasAdmin({ actor }: GatheredIncident, graph: AttackGraph): boolean {
  if (actor.groups.includes(MASTERS)) return true;
  const starts = identityVertices(actor.user, actor.groups).flatMap((each) => graph.find(each));
  return blastRadius(graph, starts).some(
    ({ vertex, certainty, hops }) =>
      vertex.kind === "cluster-admin" && certainty === "yes" && hops === 0,
  );
}

function actorVertices({ actor }: GatheredIncident): readonly AttackVertex[] {
  const [namespace = "", name = ""] = actor.pod.split("/");
  return [
    ...(actor.user === "" ? [] : identityVertices(actor.user, actor.groups)),
    ...(name === "" ? [] : [{ kind: "Pod", namespace, name }]),
  ];
}

function identityVertices(user: string, groups: readonly string[]): readonly AttackVertex[] {
  const account = serviceAccountOf(user);
  if (account !== undefined) return [{ kind: "ServiceAccount", ...account }];
  return [
    { kind: "User", namespace: "", name: user },
    ...groups
      .filter((name) => name !== "system:authenticated" && name !== MASTERS)
      .map((name) => ({ kind: "Group", namespace: "", name })),
  ];
}

/** What it has taken, not what it has merely read or changed. */
function handVertices({ touched }: GatheredIncident): readonly AttackVertex[] {
  return touched.flatMap((each) => {
    const kind = vertexKindOf(each);
    if (kind === undefined) return [];
    return [{ kind, namespace: each.namespace, name: each.name }];
  });
}

const IDENTITY_KINDS: ReadonlyMap<string, string> = new Map([
  ["users", "User"],
  ["serviceaccounts", "ServiceAccount"],
]);

function vertexKindOf({ kind, resource, by }: Touched): string | undefined {
  if (kind === "identity") return by === "given" ? IDENTITY_KINDS.get(resource) : undefined;
  if (kind === "pod") return by === "entered" || by === "created" ? "Pod" : undefined;
  if (kind === "object" && resource === "secrets") return by === "read" ? "Secret" : undefined;
  return undefined;
}

function podsIn({ touched, actor }: GatheredIncident): readonly string[] {
  const own = touched.flatMap(({ kind, namespace, name }) =>
    kind === "pod" ? [`${namespace}/${name}`] : [],
  );
  return [...new Set(actor.pod === "" ? own : [actor.pod, ...own])];
}

/** Why a pod is reached from the internet, or may be: a clause with its name; none where it is not. */
function exposureOf(pod: string, { network }: Cluster): readonly string[] {
  const [namespace = "", name = ""] = pod.split("/");
  const { directory } = network;
  const endpoints = [
    ...directory.podsNamed(namespace, name),
    ...[name, ...stemsOf(name)].flatMap((each) => directory.workloadsNamed(namespace, each)),
  ];
  const way = endpoints
    .map(({ object }) => internetWayTo(object, network))
    .find((each) => each !== undefined);
  return way === undefined ? [] : [`of pod ${pod}: ${clauseOfInternetWay(way)}`];
}

const WORKLOAD_KINDS = ["Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "Job", "CronJob"];

/** What the graph has of it; of a pod of the log that the input does not show, what it is called after. */
function foundIn(graph: AttackGraph, vertex: AttackVertex): readonly number[] {
  const found = graph.find(vertex);
  if (found.length > 0 || vertex.kind !== "Pod") return found;
  for (const name of stemsOf(vertex.name)) {
    for (const kind of WORKLOAD_KINDS) {
      const workload = graph.find({ kind, namespace: vertex.namespace, name });
      if (workload.length > 0) return workload;
    }
  }
  return found;
}

function distinct(vertices: readonly AttackVertex[]): readonly AttackVertex[] {
  return [...new Map(vertices.map((vertex) => [textOfVertex(vertex), vertex])).values()];
}
