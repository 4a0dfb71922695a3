import { isJsonObject, type KubernetesObject } from "@watertight/core/kubernetes";
import {
  canReach,
  createNetworkAnalysis,
  type NetworkAnalysis,
  type NetworkPlace,
  parseNetworkPlace,
} from "@watertight/core/network";
import { seeded, wholeSnapshotOf } from "@watertight/core/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { CILIUM_DIFFERENCES, CILIUM_DOUBTS, type CiliumDoubt } from "./cilium-differences.ts";
import { buildGoProgram, GO, type GoProgram } from "./go-program.ts";
import { needing } from "./needs.ts";
import {
  type CiliumEnd,
  type CiliumQuestion,
  type RandomCiliumCluster,
  randomCiliumCluster,
} from "./random-cilium.ts";

const CLUSTERS = 1000;
/** Of each cluster: 20,000 questions in all. */
const QUESTIONS = 20;

let upstream: GoProgram | undefined;
beforeAll(() => {
  if (GO.isHere) upstream = buildGoProgram("cilium");
});
afterAll(() => {
  upstream?.remove();
});

interface Answer {
  /** By policy: why it is refused, or nothing. */
  readonly refused: readonly string[];
  readonly verdicts: readonly boolean[];
}

function ask(clusters: readonly RandomCiliumCluster[]): readonly Answer[] {
  if (!upstream) throw new Error("upstream's program is not there");
  const lines = upstream.ask(clusters.map((cluster) => JSON.stringify(cluster)));
  expect(lines).toHaveLength(clusters.length);
  return lines.map((line) => JSON.parse(line) as Answer);
}

interface Comparison {
  /** Policies that one side refuses and the other does not. */
  readonly refusals: readonly unknown[];
  /** Questions that are answered otherwise. */
  readonly verdicts: readonly VerdictDifference[];
}

interface VerdictDifference {
  readonly ours: string;
  readonly theirs: string;
  readonly question: CiliumQuestion;
  readonly cluster: RandomCiliumCluster;
}

/** What is refused counts for neither side: what becomes of it is not asked. */
function compare(cluster: RandomCiliumCluster, answer: Answer): Comparison {
  const { problems } = analysisOf(cluster, cluster.policies);
  const refusals = cluster.policies.flatMap((policy, index) => {
    const said = problems.find(({ object }) => object.name === nameOf(policy));
    const theirs = answer.refused[index] ?? "";
    return (said !== undefined) === (theirs !== "")
      ? []
      : [{ policy: JSON.stringify(policy), ours: said?.message ?? "", theirs }];
  });
  const accepted = cluster.policies.filter((_, index) => answer.refused[index] === "");
  const analysis = analysisOf(cluster, accepted);
  const verdicts = cluster.questions.flatMap((question, index) => {
    const ours = verdictOn(question, cluster, analysis);
    const theirs = answer.verdicts[index] === true ? "yes" : "no";
    return ours === theirs ? [] : [{ ours, theirs, question, cluster }];
  });
  return { refusals, verdicts: refusals.length > 0 ? [] : verdicts };
}

function nameOf({ metadata }: KubernetesObject): string {
  const name = isJsonObject(metadata) ? metadata["name"] : undefined;
  return typeof name === "string" ? name : "";
}

const NODES: Readonly<Record<"other" | "own", string>> = { own: "192.0.2.1", other: "192.0.2.2" };

function analysisOf(
  { dualStack, namespaces, pods, cidrGroups }: RandomCiliumCluster,
  policies: readonly KubernetesObject[],
): NetworkAnalysis {
  const config = {
    apiVersion: "v1",
    kind: "ConfigMap",
    metadata: { name: "cilium-config", namespace: "kube-system" },
    data: { "cluster-name": "default", "enable-ipv6": String(dualStack) },
  };
  const objects = [
    config,
    ...Object.entries(namespaces).map(([name, labels]) => ({
      apiVersion: "v1",
      kind: "Namespace",
      metadata: { name, labels },
    })),
    ...Object.entries(NODES).map(([name, address]) => ({
      apiVersion: "v1",
      kind: "Node",
      metadata: { name },
      status: { addresses: [{ type: "InternalIP", address }] },
    })),
    ...pods,
    ...cidrGroups,
    ...policies,
  ];
  return createNetworkAnalysis(wholeSnapshotOf(objects), { cni: "cilium" });
}

function placeOf(end: CiliumEnd, { pods }: RandomCiliumCluster): NetworkPlace {
  if ("pod" in end) {
    const pod = pods[end.pod];
    const namespace = isJsonObject(pod?.["metadata"]) ? pod["metadata"]["namespace"] : undefined;
    if (!pod || typeof namespace !== "string") throw new Error(`there is no pod ${end.pod}`);
    return { pod: { namespace, name: nameOf(pod) } };
  }
  const place = parseNetworkPlace("node" in end ? NODES[end.node] : end.address);
  if (!place) throw new Error(`${JSON.stringify(end)} is no place`);
  return place;
}

function verdictOn(
  { from, to, protocol, port }: CiliumQuestion,
  cluster: RandomCiliumCluster,
  analysis: NetworkAnalysis,
): string {
  const places = { from: placeOf(from, cluster), to: placeOf(to, cluster) };
  const answer = canReach({ ...places, protocol, port }, analysis);
  return "problem" in answer ? answer.problem : answer.found.verdict;
}

function doubtOf({ ours, question, cluster }: VerdictDifference): CiliumDoubt | undefined {
  const policies = JSON.stringify(cluster.policies);
  return ours === "unknown"
    ? CILIUM_DOUBTS.find(({ isOf }) => isOf(question, policies))
    : undefined;
}

test(
  `Cilium's own policies say the same to ${CLUSTERS * QUESTIONS} random questions, and refuse the same`,
  needing(GO),
  () => {
    const random = seeded(20261001);
    const clusters = Array.from({ length: CLUSTERS }, () => randomCiliumCluster(random, QUESTIONS));
    const answers = ask(clusters);
    const compared = clusters.map((cluster, index) => {
      const answer = answers[index];
      if (!answer) throw new Error(`there is no answer to cluster ${index}`);
      return compare(cluster, answer);
    });
    expect(compared.flatMap(({ refusals }) => refusals).slice(0, 3)).toEqual([]);
    const differing = compared.flatMap(({ verdicts }) => verdicts);
    const unexplained = differing.filter((each) => !doubtOf(each));
    expect(unexplained.slice(0, 3).map((each) => JSON.stringify(each))).toEqual([]);
    // A doubt that does not come up any more is none.
    expect(new Set(differing.map((each) => doubtOf(each)?.reason))).toEqual(
      new Set(CILIUM_DOUBTS.map(({ reason }) => reason)),
    );
    // Both verdicts, and refusals, come up often, or the comparison would mean little.
    const said = answers.flatMap(({ verdicts }) => verdicts);
    const refused = answers.flatMap((answer) => answer.refused);
    expect({
      asked: said.length,
      passing: said.filter((passes) => passes).length,
      doubtful: differing.length,
      refused: refused.filter((reason) => reason !== "").length,
    }).toEqual({ asked: 20_000, passing: 13_745, doubtful: 58, refused: 406 });
  },
);

test("known differences are still there, each for its reason", needing(GO), () => {
  const answers = ask(CILIUM_DIFFERENCES.map(({ cluster }) => cluster));
  const found = CILIUM_DIFFERENCES.map(({ reason, cluster }, index) => {
    const answer = answers[index];
    const [difference] = answer ? compare(cluster, answer).verdicts : [];
    return { reason, ours: difference?.ours, theirs: difference?.theirs };
  });
  expect(found).toEqual(
    CILIUM_DIFFERENCES.map(({ reason, ours, theirs }) => ({ reason, ours, theirs })),
  );
});
