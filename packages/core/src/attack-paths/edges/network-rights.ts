import type { Cluster } from "../../cluster/cluster.ts";
import { distinguishedBy } from "../../network/distinguished.ts";
import type { AttackBuild } from "../build.ts";
import type { NetworkSide } from "./network.ts";
import { fromRight, type PortsOf } from "./ports.ts";

/** Rights that change who reaches whom: labels that policies trust, the policies themselves, and what leads traffic. */
export function addNetworkRights(
  build: AttackBuild,
  sides: readonly NetworkSide[],
  ports: PortsOf,
): void {
  addLabels(build, sides);
  addPolicies(build, ports);
  addRoutes(build, ports);
}

const LABELS = "whether admission lets a pod of its own have the labels of others";

/** Whoever makes pods gives them the labels that policies let through; whoever labels the namespace too may be taken for another. */
function addLabels(
  { cluster, escalation, places, add, builder }: AttackBuild,
  sides: readonly NetworkSide[],
): void {
  const { facts } = escalation.graph;
  const step = "network-labels";
  const unknown = "whether policies tell the namespace by its name, which no label changes";
  const anyone = places.idOf({ kind: "Any", namespace: "", name: "network of other namespaces" });
  for (const { vertex } of sides) add(anyone, vertex);
  for (const [namespace, own] of tellsLabels(cluster) ? sidesByNamespace(sides) : []) {
    const run = facts.idOf({ kind: "run", namespace });
    for (const { vertex } of own) add(run, vertex, { step, unknown: LABELS });
  }
  for (const namespace of escalation.cluster.namespaces) {
    const run = facts.idOf({ kind: "run", namespace });
    const labels = facts.idOf({ kind: "namespace-labels", namespace });
    builder.add({
      premises: [run, labels],
      ...{ conclusion: anyone, step, needs: [], unknown, isSame: false },
    });
  }
}

/** Whether any policy tells pods apart by their labels: else those of others bring nothing. */
function tellsLabels({ network }: Cluster): boolean {
  const policies = network.possibilities.flatMap(({ reachability }) => reachability.policies);
  return [...distinguishedBy(policies).attributes].some((each) => each.startsWith("label:"));
}

/** Not a premise of its own: every pod would be on the way to every port that nobody opens. */
const SENDING = "whether it has a pod whose own policies let it send there";

/** Policies add to each other: one that lets everybody in opens its namespace to whoever may send there. */
function addPolicies(build: AttackBuild, ports: PortsOf): void {
  const { add, places, cluster } = build;
  const any = (name: string): number => places.idOf({ kind: "Any", namespace: "", name });
  const step = "network-policy";
  const opened = new Set<string>();
  const opens = (namespace: string): number => {
    const vertex = any(`lets into pods of ${namespace}`);
    if (!opened.has(namespace)) add(vertex, ports.inNamespace(namespace), { unknown: SENDING });
    opened.add(namespace);
    return vertex;
  };
  const others = cluster.network.possibilities.some(({ reachability }) =>
    reachability.policies.some(({ object }) => object.kind !== "NetworkPolicy"),
  );
  fromRight(build, "write-network-policies", step, ({ namespace, name }, needs) => {
    const isPlain = needs
      .flat()
      .some(({ evidence: { request } }) => request?.group === "networking.k8s.io");
    const doubt = doubtOf({ isPlain, others, isNamed: name !== "" });
    const spaces = namespace === "" ? build.escalation.cluster.namespaces : [namespace];
    return spaces.map((each) => ({ to: opens(each), unknown: doubt }));
  });
  fromRight(build, "write-cluster-network-policies", step, () => [
    ...build.escalation.cluster.namespaces.map((each) => ({
      ...{ to: opens(each), unknown: "whether the network plugin acts on such policies" },
    })),
  ]);
}

function doubtOf(of: {
  readonly isPlain: boolean;
  readonly others: boolean;
  readonly isNamed: boolean;
}): string | undefined {
  if (!of.isPlain) return "whether the network plugin acts on such policies";
  if (of.isNamed) return "whether the change of that policy alone lets in";
  return of.others ? "whether policies of other kinds still keep it out" : undefined;
}

/** Services, endpoints, Ingresses and Routes: they lead strangers to pods, and clients to whom one likes (CVE-2020-8554, CVE-2021-25740). */
function addRoutes(build: AttackBuild, ports: PortsOf): void {
  const traffic = build.escalation.graph.facts.idOf({ kind: "traffic" });
  fromRight(build, "more:route-traffic", "traffic-redirect", ({ namespace, name }) => [
    { to: traffic, unknown: "whether clients trust whoever answers them" },
    ...(name === ""
      ? [
          {
            to: ports.inNamespace(namespace),
            unknown: "whether policies let in what comes that way",
          },
        ]
      : []),
  ]);
}

/** Which sides of the network have pods in a namespace. */
function sidesByNamespace(
  sides: readonly NetworkSide[],
): ReadonlyMap<string, ReadonlySet<NetworkSide>> {
  const found = new Map<string, Set<NetworkSide>>();
  for (const side of sides) {
    for (const [, { pod }] of side.members) {
      const own = found.get(pod.namespace);
      if (own) own.add(side);
      else found.set(pod.namespace, new Set([side]));
    }
  }
  return found;
}
