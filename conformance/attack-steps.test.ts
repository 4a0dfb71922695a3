import type { AccessUser } from "@watertight/core/access";
import {
  type AttackPath,
  type AttackVertex,
  attackPaths,
  createAttackGraph,
  textOfVertex,
} from "@watertight/core/attack-paths";
import { type Cluster, createCluster } from "@watertight/core/cluster";
import {
  type JsonValue,
  type KubernetesObject,
  listAt,
  textAt,
  valueAt,
} from "@watertight/core/kubernetes";
import { canReach, type NetworkPlace } from "@watertight/core/network";
import { seeded } from "@watertight/core/testing";
import { expect, test } from "vitest";
import { wholeSnapshotOf } from "../packages/core/testing/snapshot.ts";
import { randomAttacked } from "./random-attacked.ts";

const CLUSTERS = 250;
const SEED = 58;

type Step = AttackPath["steps"][number];

/** What the engine of a step says by itself: yes, no, or undefined where the step says that it does not know. */
type Answer = "no" | "unknown" | "yes";

const PORT = { port: 80, protocol: "TCP" } as const;

/** Asks about a step as somebody would who knows nothing of the graph. */
const QUESTIONS: Readonly<Record<string, (step: Step, cluster: Cluster) => Answer>> = {
  "exposed-port": ({ to }, cluster) => reached({ internet: true }, to, cluster),
  "network-connection": ({ from, to }, cluster) =>
    reached({ pod: { namespace: from.namespace, name: from.name } }, to, cluster),
  "privileged-container": ({ from, to }, cluster) => {
    const pod = podOf(from, cluster);
    const [container] = listAt(pod, "spec", "containers");
    const isPrivileged = valueAt(container, "securityContext", "privileged") === true;
    return answered(isPrivileged && textAt(pod, "spec", "nodeName") === to.name);
  },
  "pod-token": ({ from, to }, cluster) => {
    const pod = podOf(from, cluster);
    const isMounted = valueAt(pod, "spec", "automountServiceAccountToken") !== false;
    return answered(isMounted && textAt(pod, "spec", "serviceAccountName") === to.name);
  },
  "node-pods": ({ from, to }, cluster) =>
    answered(textAt(podOf(to, cluster), "spec", "nodeName") === from.name),
  "node-tokens": ({ from, to }, { snapshot }) =>
    answered(
      snapshot
        .ofKind("", "Pod")
        .some(
          ({ object, reference }) =>
            reference.namespace === to.namespace &&
            textAt(object, "spec", "serviceAccountName") === to.name &&
            textAt(object, "spec", "nodeName") === from.name,
        ),
    ),
  "image-supply": ({ from, to }, cluster) =>
    answered(textAt(listAt(podOf(to, cluster), "spec", "containers")[0], "image") === from.name),
};

function answered(holds: boolean): Answer {
  return holds ? "yes" : "no";
}

function reached(from: NetworkPlace, { namespace, name }: AttackVertex, { network }: Cluster) {
  const asked = canReach({ from, to: { pod: { namespace, name } }, ...PORT }, network);
  return "found" in asked ? asked.found.verdict : "no";
}

function podOf({ namespace, name }: AttackVertex, { snapshot }: Cluster): JsonValue {
  const found: KubernetesObject | undefined = snapshot
    .ofKind("", "Pod")
    .find(({ reference }) => reference.namespace === namespace && reference.name === name)?.object;
  return found ?? {};
}

/** What the authorizer says to each request that a step rests on, of whoever takes it. */
function authorized({ from, edges }: Step, { accessAtStart }: Cluster): readonly boolean[] {
  const user = userOf(from);
  return edges.flatMap(({ needs }) =>
    needs.flatMap(([first]) => {
      const proof = first?.evidence;
      if (!proof || !("role" in proof)) return [];
      const { request, namespace, name, role } = proof;
      if (!user) return [false];
      // Whoever may do everything may do this as well.
      const asked = request ?? EVERYTHING;
      expect(role.rules.length).toBeGreaterThan(0);
      return [accessAtStart.authorize(user, { ...asked, namespace, name }).allowed];
    }),
  );
}

const EVERYTHING = {
  ...{ verb: "delete", group: "example.com", version: "*", resource: "things" },
  subresource: "",
};

function userOf({ kind, namespace, name }: AttackVertex): AccessUser | undefined {
  if (kind !== "ServiceAccount") return undefined;
  return {
    name: `system:serviceaccount:${namespace}:${name}`,
    groups: [
      "system:serviceaccounts",
      `system:serviceaccounts:${namespace}`,
      "system:authenticated",
    ],
  };
}

/** Whoever has a pod has its containers, so that a step may go on from these. */
function isAt(reached: ReadonlySet<string>, vertex: AttackVertex): boolean {
  const pod = { ...vertex, kind: "Pod" };
  return reached.has(textOfVertex(vertex)) || reached.has(textOfVertex(podVertex(pod)));
}

function podVertex({ kind, namespace, name }: AttackVertex): AttackVertex {
  return { kind, namespace, name };
}

interface Judging {
  readonly round: number;
  readonly cluster: Cluster;
  /** What has been come to. */
  readonly at: ReadonlySet<string>;
  readonly count: (what: string) => void;
}

function judge(step: Step, { round, cluster, at, count }: Judging): void {
  const told = [round, step.edge, textOfVertex(step.from), textOfVertex(step.to)];
  const isThere = [step.from, ...step.with].every((each) => isAt(at, each));
  expect([...told, isThere]).toEqual([...told, true]);
  const rights = authorized(step, cluster);
  if (rights.length > 0) count(`${step.edge}: requests`);
  expect([...told, rights.every(Boolean)]).toEqual([...told, true]);
  const answer = QUESTIONS[step.edge]?.(step, cluster);
  if (answer === undefined) return;
  count(`${step.edge}: ${answer}`);
  // What is not sure may rest on more than this engine; what is sure may not.
  const isSure = step.unknown.length === 0;
  expect([...told, isSure ? answer : answer !== "no"]).toEqual([...told, isSure ? "yes" : true]);
}

test(`every step of every path of ${CLUSTERS} random clusters holds when its engine is asked by itself`, () => {
  const random = seeded(SEED);
  const counted: Record<string, number> = {};
  const count = (what: string): void => {
    counted[what] = (counted[what] ?? 0) + 1;
  };
  for (let round = 0; round < CLUSTERS; round++) {
    const cluster = createCluster(wholeSnapshotOf(randomAttacked(random)));
    const graph = createAttackGraph(cluster, { assumeBreach: round % 2 === 0 });
    for (const { from, steps } of attackPaths(graph, 5).paths) {
      count("paths");
      const at = new Set([textOfVertex(from)]);
      for (const step of steps) {
        judge(step, { round, cluster, at, count });
        at.add(textOfVertex(step.to));
      }
    }
  }
  process.stdout.write(`seed ${SEED}: ${JSON.stringify(counted)}\n`);
  expect(counted["paths"]).toBeGreaterThan(CLUSTERS);
  for (const id of [
    ...Object.keys(QUESTIONS).filter((each) => each !== "image-supply"),
    "exec-in-pod",
    "create-token",
    "api-proxy",
  ])
    expect([id, Object.keys(counted).some((key) => key.startsWith(`${id}: `))]).toEqual([id, true]);
}, 300_000);
