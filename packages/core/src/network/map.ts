import { formatRange } from "./addresses.ts";
import { connectionsOf } from "./connections.ts";
import { type NetworkEndpoint, nameOfWorkload } from "./endpoint.ts";
import type { Connection, ConnectionEnd, NetworkAnalysis, Possibility } from "./model.ts";
import type { Direction } from "./policy.ts";

/** A place on the map. */
export interface MapNode {
  /** As connections name it. */
  readonly id: string;
  /** Absent: outside the cluster, or nobody knows where. */
  readonly namespace?: string;
  readonly title: string;
  /** Whether any policy is about it, in either direction; absent outside. */
  readonly policies?: Readonly<Record<Direction, boolean>>;
}

export interface MapEdge extends Connection {
  readonly verdict: "yes" | "unknown";
  /** Whether no policy restricts it at one of its ends that is in the cluster. */
  readonly open: boolean;
}

/** A workload whose own policies let in every other namespace of the input. */
export interface Opening {
  readonly workload: string;
  /** Whether no policy at all is about what it receives. */
  readonly withoutPolicy: boolean;
  /** Namespaces of the input from which a connection passes both sides, sorted. */
  readonly from: readonly string[];
  /** What passes from them, each once. */
  readonly connections: readonly Connection[];
}

/** Who reaches whom, ready to be drawn. */
export interface NetworkMap {
  readonly nodes: readonly MapNode[];
  readonly edges: readonly MapEdge[];
  readonly openings: readonly Opening[];
  readonly assumptions: readonly string[];
}

export function networkMapOf(analysis: NetworkAnalysis): NetworkMap {
  const { connections, unknown, assumptions } = connectionsOf(analysis);
  const workloads = workloadsOf(analysis);
  const inside = new Map(
    [...workloads].map(([id, members]) => [id, insideNode(id, members, analysis)] as const),
  );
  const all = [
    ...connections.map((each) => ({ ...each, verdict: "yes" as const })),
    ...unknown.map((each) => ({ ...each, verdict: "unknown" as const })),
  ];
  const ends = new Map(all.flatMap(({ src, dst }) => [src, dst]).map((end) => [end.name, end]));
  const outside = [...ends.keys()]
    .filter((id) => !inside.has(id))
    .sort()
    .map((id): MapNode => ({ id, title: titleOf(ends.get(id), id) }));
  return {
    nodes: [...[...inside.values()].sort(byId), ...outside],
    edges: all.map((edge) => ({
      ...edge,
      open:
        inside.get(edge.src.name)?.policies?.egress === false ||
        inside.get(edge.dst.name)?.policies?.ingress === false,
    })),
    openings: openingsOf(workloads, connections, analysis),
    assumptions,
  };
}

function titleOf(end: ConnectionEnd | undefined, id: string): string {
  return end?.is === "addresses" ? formatRange(end.range) : id;
}

function byId(a: MapNode, b: MapNode): number {
  return a.id < b.id ? -1 : 1;
}

type Workloads = ReadonlyMap<string, readonly NetworkEndpoint[]>;

function workloadsOf({ endpoints }: NetworkAnalysis): Workloads {
  const workloads = new Map<string, NetworkEndpoint[]>();
  for (const endpoint of endpoints) {
    if (endpoint.kind !== "pod" && endpoint.kind !== "template") continue;
    const id = nameOfWorkload(endpoint.workload);
    const members = workloads.get(id);
    if (members) members.push(endpoint);
    else workloads.set(id, [endpoint]);
  }
  return workloads;
}

function insideNode(
  id: string,
  members: readonly NetworkEndpoint[],
  { possibilities: [first] }: NetworkAnalysis,
): MapNode {
  const [member] = members;
  const { namespace = "", name = "", kind = "" } = member?.workload ?? {};
  const governed = (direction: Direction): boolean =>
    classesOf(members, first).every(
      (index) => (first?.reachability.policiesOf(direction, index).length ?? 0) > 0,
    );
  return {
    id,
    namespace,
    title: `${name} (${kind})`,
    policies: { ingress: governed("ingress"), egress: governed("egress") },
  };
}

function classesOf(
  members: readonly NetworkEndpoint[],
  possibility: Possibility | undefined,
): readonly number[] {
  const known = possibility?.reachability.universe.classesOf;
  return [...new Set(members.flatMap((member) => known?.get(member) ?? []))];
}

// The side of the destination alone: that a source keeps itself from sending is no protection of the destination.
function openingsOf(
  workloads: Workloads,
  edges: readonly Connection[],
  { possibilities: [first] }: NetworkAnalysis,
): readonly Opening[] {
  if (!first) return [];
  const namespaceOf = new Map(
    [...workloads].map(([id, members]) => [id, members[0]?.workload.namespace ?? ""] as const),
  );
  const classesIn = classesByNamespace(workloads, first);
  const into = new Map<string, Connection[]>();
  for (const edge of edges) {
    const from = namespaceOf.get(edge.src.name);
    if (from === undefined || from === namespaceOf.get(edge.dst.name)) continue;
    into.set(edge.dst.name, [...(into.get(edge.dst.name) ?? []), edge]);
  }
  const { reachability } = first;
  const { none } = reachability.universe.portSets;
  return [...workloads]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([id, members]) => {
      const own = classesOf(members, first);
      const others = [...classesIn].filter(([namespace]) => namespace !== namespaceOf.get(id));
      const letsIn = (peers: ReadonlySet<number>): boolean =>
        own.some((index) =>
          [...peers].some((peer) => reachability.oneSide("ingress", index, peer).sure !== none),
        );
      if (others.length === 0 || !others.every(([, peers]) => letsIn(peers))) return [];
      const connections = into.get(id) ?? [];
      const from = new Set(connections.map(({ src }) => namespaceOf.get(src.name) ?? ""));
      const withoutPolicy = own.some(
        (index) => reachability.policiesOf("ingress", index).length === 0,
      );
      return [{ workload: id, withoutPolicy, from: [...from].sort(), connections }];
    });
}

function classesByNamespace(
  workloads: Workloads,
  possibility: Possibility,
): ReadonlyMap<string, ReadonlySet<number>> {
  const classes = new Map<string, Set<number>>();
  for (const members of workloads.values()) {
    const namespace = members[0]?.workload.namespace ?? "";
    const known = classes.get(namespace) ?? new Set();
    classes.set(namespace, known);
    for (const index of classesOf(members, possibility)) known.add(index);
  }
  return classes;
}
