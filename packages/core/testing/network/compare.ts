import { parseAddress } from "../../src/network/addresses.ts";
import { createNetworkAnalysis } from "../../src/network/analysis.ts";
import { hasBit } from "../../src/network/bits.ts";
import type { NetworkAnalysis, Party } from "../../src/network/model.ts";
import { portsBetween } from "../../src/network/party.ts";
import { verdictBetween } from "../../src/network/verdict-between.ts";
import type { VerdictValue } from "../../src/snapshot/verdict.ts";
import { textAt } from "../reference-json.ts";
import { wholeSnapshotOf } from "../snapshot.ts";
import { objectsOf, type TestCluster, type TestClusterRule } from "./cluster.ts";
import type { PacketEnd } from "./per-packet.ts";
import { packetArrives } from "./per-packet-arrival.ts";
import { ASKED_PORTS, OUTSIDE } from "./random-cluster.ts";

/** How the engine answered all questions about a cluster. */
export interface Comparison {
  readonly questions: number;
  /** The verdicts that there were. */
  readonly verdicts: ReadonlySet<VerdictValue>;
  /** Questions with another answer than packet by packet, in words. */
  readonly differences: readonly string[];
}

/** Asks everything about a cluster, of the engine and of the packets. */
export function compareWithPackets(
  cluster: TestCluster,
  spelling: "v1alpha1" | "v1alpha2",
): Comparison {
  const { plugin } = cluster;
  const analysis = createNetworkAnalysis(wholeSnapshotOf(objectsOf(cluster, spelling)), {
    hostNetworkPods: "node",
    ...(plugin && { cni: plugin.name }),
  });
  const read =
    spelling === "v1alpha2" && plugin?.name === "calico" ? asCalicoReads(cluster) : cluster;
  const differences: string[] = problemsOf(cluster, analysis);
  const verdicts = new Set<VerdictValue>();
  let questions = 0;
  for (const pair of pairsOf(endsOf(cluster))) {
    const answers = answersOf(pair, analysis);
    for (const [index, [protocol, port]] of ASKED_PORTS.entries()) {
      questions += 1;
      const expected = arrives(pair, { protocol, port }, read);
      verdicts.add(expected);
      const given = answers[index] ?? "no answer";
      if (given !== `${expected} by sets, ${expected} by trace`)
        differences.push(
          `${pair.source.title} => ${pair.destination.title} ${protocol} ${port}: ${expected} by packets, ${given}`,
        );
    }
  }
  return { questions, verdicts, differences };
}

/** Calico evaluates no names of ports in ClusterNetworkPolicies: such a rule accepts nothing or denies everything. */
function asCalicoReads(cluster: TestCluster): TestCluster {
  const everything = { peers: [{ namespaces: {} }, { networks: ["0.0.0.0/0", "::/0"] }] } as const;
  const rule = (each: TestClusterRule): readonly TestClusterRule[] => {
    if (!each.ports?.some((port) => "named" in port)) return [each];
    return each.action === "Accept" ? [] : [{ action: "Deny", ...everything }];
  };
  return {
    ...cluster,
    clusterPolicies: cluster.clusterPolicies.map((policy) => ({
      ...policy,
      ingress: policy.ingress.flatMap(rule),
      egress: policy.egress.flatMap(rule),
    })),
  };
}

// What the plugin refuses has to be said, and nothing else.
function problemsOf({ plugin }: TestCluster, { problems }: NetworkAnalysis): string[] {
  const found = new Map(problems.map(({ object, message }) => [object.name, message]));
  const refused = (plugin?.policies ?? []).filter((policy) => policy.refused);
  for (const { object } of refused) {
    const name = textAt(object, "metadata.name");
    if (!found.delete(name)) return [`${name} is refused: ${JSON.stringify(object)}`];
  }
  return [...found].map(([name, message]) => `${name}: ${message}`);
}

interface Pair {
  readonly source: End;
  readonly destination: End;
}

function pairsOf(ends: readonly End[]): readonly Pair[] {
  return ends.flatMap((source) =>
    ends
      .filter(({ name }) => source.name !== undefined || name !== undefined)
      .map((destination) => ({ source, destination })),
  );
}

function answersOf({ source, destination }: Pair, analysis: NetworkAnalysis): readonly string[] {
  const from = partyOf(source, analysis);
  const to = partyOf(destination, analysis);
  const { yes, unknown } = portsBetween(analysis.possibilities, from, to);
  const atoms = analysis.possibilities[0]?.reachability.universe.portSets.atoms;
  return ASKED_PORTS.map(([protocol, port]) => {
    const atom = atoms?.atomOf(protocol, port) ?? -1;
    const decided = hasBit(yes, atom) ? "yes" : "no";
    const traced = verdictBetween(from, { party: to, protocol, port }, analysis).verdict;
    return `${hasBit(unknown, atom) ? "unknown" : decided} by sets, ${traced} by trace`;
  });
}

interface End {
  /** Absent: outside the cluster. */
  readonly name?: string;
  readonly title: string;
  readonly packetEnds: readonly PacketEnd[];
}

function endsOf({ pods }: TestCluster): readonly End[] {
  return [
    ...pods.map((pod) => ({
      name: pod.name,
      title: pod.name,
      packetEnds: pod.addresses.map((address) => ({ pod, address })),
    })),
    ...OUTSIDE.map((address) => ({ title: address, packetEnds: [{ address }] })),
  ];
}

function partyOf({ name, title }: End, { endpoints }: NetworkAnalysis): Party {
  const endpoint = endpoints.find(({ podName }) => name !== undefined && podName === name);
  if (endpoint) return { kind: "endpoint", endpoint };
  const address = parseAddress(title);
  if (!address) throw new Error(`${title} is neither a pod nor an address`);
  const { family, value } = address;
  return { kind: "addresses", range: { family, first: value, last: value } };
}

// A connection opens if it does over any family that both ends have.
function arrives(
  { source, destination }: Pair,
  { protocol, port }: { readonly protocol: (typeof ASKED_PORTS)[number][0]; readonly port: number },
  cluster: TestCluster,
): VerdictValue {
  const isSame = (from: PacketEnd, to: PacketEnd): boolean =>
    from.pod !== undefined && from.pod === to.pod;
  const verdicts = source.packetEnds.flatMap((from) =>
    destination.packetEnds
      .filter((to) => isSame(from, to) || from.address.includes(":") === to.address.includes(":"))
      .map((to) => packetArrives({ from, to, protocol, port }, cluster)),
  );
  if (verdicts.includes("yes")) return "yes";
  return verdicts.includes("unknown") ? "unknown" : "no";
}
