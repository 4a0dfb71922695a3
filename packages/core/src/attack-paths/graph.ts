import { contributeEscalation } from "../access/escalation/analysis.ts";
import { minorOf } from "../access/escalation/cluster.ts";
import type { EscalationModel } from "../access/escalation/model.ts";
import type { Cluster } from "../cluster/cluster.ts";
import { podSecurityFactsOf } from "../cluster/pod-facts.ts";
import { podSecurityDefaultOf } from "../cluster/pod-security-default.ts";
import { createHypergraph, type Hypergraph } from "../hypergraph/index.ts";
import { type AttackBuild, type AttackSettings, adderTo, containersIn } from "./build.ts";
import { closureOf } from "./closure.ts";
import { addLogs } from "./edges/logs.ts";
import { addMetadata } from "./edges/metadata.ts";
import { addNetwork } from "./edges/network.ts";
import { addNetworkRights } from "./edges/network-rights.ts";
import { addNodes } from "./edges/nodes.ts";
import { addPods } from "./edges/pods.ts";
import { createPorts } from "./edges/ports.ts";
import { addProxies } from "./edges/proxies.ts";
import { addSecrets } from "./edges/secrets.ts";
import { addShared } from "./edges/shared.ts";
import { entriesOf, goalsOf } from "./ends.ts";
import type { AttackEdge, AttackGraph, AttackVertex } from "./model.ts";
import { createPlaces, type Places } from "./places.ts";
import { podGroupsOf } from "./pod-nodes.ts";
import { networkRightsIn } from "./rights.ts";
import { standingPods } from "./standing.ts";
import { vertexOfFact } from "./vertex-of-fact.ts";
import { verticesOf } from "./vertices-of.ts";

/** Between whom paths are looked for; what is absent is taken from the input. */
export interface AttackEnds {
  readonly from?: readonly AttackVertex[];
  readonly to?: readonly AttackVertex[];
}

/** The graph of everything by which an attacker gets on in a cluster: each verdict is one of the engines'. */
export function createAttackGraph(
  cluster: Cluster,
  settings: AttackSettings = {},
  ends: AttackEnds = {},
): AttackGraph {
  const hypergraph = createHypergraph<AttackEdge>();
  const made: { build?: AttackBuild } = {};
  const contributePods = (escalation: EscalationModel): void => {
    const places = createPlaces(hypergraph.newVertex, escalation.graph.facts);
    const build = {
      ...{ cluster, settings, escalation, places, builder: hypergraph },
      standing: standingPods(escalation.cluster.pods),
      containerOf: containersIn(places),
      add: adderTo(hypergraph),
    };
    made.build = build;
    const groups = podGroupsOf(build);
    const groupOf = new Map(
      groups.flatMap((group) => group.members.map((each) => [each, group] as const)),
    );
    addPods(build, groupOf);
    addNodes(build, groups);
    addSecrets(build);
    addShared(build);
    const sides = addNetwork(build);
    const ports = createPorts(build);
    addProxies(build, ports);
    addLogs(build);
    addNetworkRights(build, sides, ports);
    addMetadata(build, sides, groupOf);
  };
  const model = contributeEscalation(
    {
      snapshot: cluster.applied,
      authorizer: cluster.accessAtStart,
      moreRights: networkRightsIn(minorOf(cluster.applied)),
      podSecurity: podSecurityFactsOf(
        cluster.snapshot,
        cluster.snapshot.once(podSecurityDefaultOf).value,
      ),
    },
    hypergraph,
    contributePods,
  );
  const places = made.build?.places ?? createPlaces(hypergraph.newVertex, model.graph.facts);
  const known = { settings, cluster, model, places, graph: hypergraph, add: adderTo(hypergraph) };
  const entries = entriesOf(known, ends.from);
  const goals = goalsOf(known, entries, ends.to);
  const everyEntry = hypergraph.newVertex();
  const everyGoal = hypergraph.newVertex();
  for (const entry of entries) known.add(everyEntry, entry);
  for (const { vertex } of goals) known.add(vertex, everyGoal);
  const all = vertices(hypergraph.size(), places, model);
  const vertexAt = (id: number): AttackVertex => all[id] ?? ON_THE_WAY;
  const isReal = Uint8Array.from(all, ({ kind }) => (kind === "Any" ? 0 : 1));
  return {
    ...hypergraph,
    ...{ entries, goals, everyEntry, everyGoal, vertexAt },
    isReal: (vertex) => isReal[vertex] === 1,
    reaches: reachesIn(hypergraph),
    find: (vertex) => verticesOf(vertex, { places, model }),
  };
}

function reachesIn(hypergraph: Hypergraph<AttackEdge>): AttackGraph["reaches"] {
  const known = new Map<number, ReadonlySet<number>>();
  return (start) => {
    const found = known.get(start) ?? closureOf(hypergraph, [start]);
    known.set(start, found);
    return (vertex) => found.has(vertex);
  };
}

/** What each number is, all at once: answers ask tens of thousands of times. */
function vertices(
  size: number,
  places: Places,
  { graph: { facts }, cluster }: EscalationModel,
): readonly AttackVertex[] {
  const showsNodes = cluster.nodes.length > 0;
  return Array.from({ length: size }, (_, id): AttackVertex => {
    const place = places.at(id);
    if (place) return place;
    const fact = facts.at(id);
    return fact ? vertexOfFact(fact, showsNodes) : ON_THE_WAY;
  });
}

const ON_THE_WAY: AttackVertex = { kind: "Any", namespace: "", name: "" };
