import type { JsonObject, KubernetesObject } from "@watertight/core/kubernetes";
import { podTemplatesOf } from "@watertight/core/kubernetes";
import {
  createPlacement,
  isWhitelisted,
  matchNodeSelector,
  mergeTolerations,
  nodeOf,
  type Placement,
  placementPodOf,
  toleratesTaint,
} from "@watertight/core/placement";
import { pick, seeded, wholeSnapshotOf } from "@watertight/core/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { buildGoProgram, GO, type GoProgram } from "./go-program.ts";
import { needing } from "./needs.ts";
import { type RandomPlacement, randomPlacement } from "./random-placement.ts";
import {
  randomNodeSelector,
  randomPod,
  randomTaint,
  randomToleration,
} from "./random-scheduled-pods.ts";

const CLUSTERS = 150;
const PODS = 20;
const SMALL = 3000;

interface Answer {
  readonly allowed: boolean;
  readonly by?: string;
  readonly reason?: string;
  readonly wanted?: boolean;
  readonly merged?: readonly JsonObject[] | null;
}

let program: GoProgram | undefined;

beforeAll(() => {
  if (GO.isHere) program = buildGoProgram("placement");
}, 580_000);

afterAll(() => {
  program?.remove();
});

function ask(lines: readonly object[]): readonly Answer[] {
  const answers = program?.ask(lines.map((line) => JSON.stringify(line))) ?? [];
  return answers.map((line) => JSON.parse(line) as Answer);
}

function apiServerWith(plugins: readonly string[]): KubernetesObject {
  return {
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name: "kube-apiserver", namespace: "kube-system" },
    spec: {
      containers: [
        {
          name: "kube-apiserver",
          command: ["kube-apiserver", `--enable-admission-plugins=${plugins.join(",")}`],
        },
      ],
    },
  };
}

function placementOf(random: RandomPlacement): Placement {
  const { nodes, pods, namespaces, volumes, claims, runtimeClasses, plugins } = random;
  const there = pods.map((pod) => ({
    ...pod,
    metadata: { ...(pod as unknown as { metadata: JsonObject }).metadata, uid: "there" },
  }));
  const objects = [...nodes, ...there, ...namespaces, ...volumes, ...claims, ...runtimeClasses];
  return createPlacement(wholeSnapshotOf([...objects, apiServerWith(plugins)]), {
    comparisonOperators: random.comparison,
  });
}

function podOf(object: KubernetesObject) {
  const [template] = podTemplatesOf(object);
  if (!template) throw new Error("There is no pod.");
  return placementPodOf(object, template);
}

test(
  `Kubernetes' own scheduler and kubelet say the same of ${CLUSTERS * PODS} pods on random nodes`,
  needing(GO),
  () => {
    const random = seeded(20261130);
    const lines: object[] = [];
    const ours: { readonly verdict: string; readonly shown: object }[] = [];
    for (let index = 0; index < CLUSTERS; index++) {
      const isCalm = index % 2 === 1;
      const drawn = randomPlacement(random);
      const cluster = isCalm ? calmed(drawn) : drawn;
      const placement = placementOf(cluster);
      lines.push({ cluster });
      const names = placement.nodes.map(({ name }) => name);
      for (let asked = 0; asked < PODS; asked++) {
        const written = randomPod(random, { name: "asked", nodes: names });
        const pod = isCalm ? withoutRefusals(written) : written;
        const node = pick(random, placement.nodes);
        lines.push({ canRun: { pod, node: node.name } });
        const { verdict, reasons } = placement.canRun(podOf(pod), node);
        ours.push({ verdict, shown: { reasons, pod, node: node.name, cluster } });
      }
    }
    const theirs = ask(lines);
    const differences = ours.flatMap(({ verdict, shown }, index) => {
      const answer = theirs[index];
      const said = answer?.allowed === true ? "yes" : "no";
      return said === verdict ? [] : [{ verdict, answer, ...shown }];
    });
    expect(theirs.length).toBe(CLUSTERS * PODS);
    expect(JSON.stringify(differences[0] ?? {}, null, 1)).toBe("{}");
    const by = new Map<string, number>();
    for (const { allowed, by: name = "" } of theirs) {
      const key = allowed ? "allowed" : name;
      by.set(key, (by.get(key) ?? 0) + 1);
    }
    expect(Object.fromEntries(by)).toEqual({
      InterPodAffinity: 149,
      NodeAffinity: 297,
      NodeName: 273,
      NodePorts: 11,
      NodeResourcesFit: 226,
      NodeUnschedulable: 112,
      OutOfcpu: 11,
      OutOfmemory: 6,
      OutOfpods: 34,
      PodOSNotSupported: 38,
      PodOSSelectorNodeLabelDoesNotMatch: 36,
      PodTopologySpread: 73,
      TaintToleration: 138,
      VolumeBinding: 61,
      VolumeZone: 1,
      admission: 281,
      allowed: 1253,
    });
  },
);

/** A cluster where little but the company of other pods keeps a pod away. */
function calmed(cluster: RandomPlacement): RandomPlacement {
  const nodes = cluster.nodes.map((node) => ({
    ...node,
    spec: {},
    status: { allocatable: { pods: "110", cpu: "64", memory: "1Ti" } },
  }));
  return { ...cluster, nodes, plugins: [] };
}

function withoutRefusals(pod: KubernetesObject): KubernetesObject {
  const { spec } = pod as unknown as { readonly spec: JsonObject };
  const { nodeName: _, nodeSelector: __, runtimeClassName: ___, volumes: ____, ...rest } = spec;
  const { nodeAffinity: _____, ...affinity } = (rest["affinity"] ?? {}) as JsonObject;
  return { ...pod, spec: { ...rest, affinity, containers: [{ name: "main" }] } };
}

test(`Kubernetes' own tolerations tolerate alike, ${SMALL} times`, needing(GO), () => {
  const random = seeded(20261201);
  const asked = Array.from({ length: SMALL }, () => ({
    toleration: randomToleration(random),
    taint: randomTaint(random),
  }));
  const theirs = ask(asked.map((tolerates) => ({ tolerates })));
  const differences = asked.filter(
    ({ toleration, taint }, index) =>
      toleratesTaint(toleration, taint, true) !== theirs[index]?.allowed,
  );
  expect(differences).toEqual([]);
  expect(theirs.filter(({ allowed }) => allowed).length).toBe(211);
});

test(`Kubernetes' own node selectors select alike, ${SMALL} times`, needing(GO), () => {
  const random = seeded(20261202);
  const asked = Array.from({ length: SMALL }, () => {
    const { nodes } = randomPlacement(random);
    return { selector: randomNodeSelector(random, ["n1", "n2"]), node: pick(random, nodes) };
  });
  const theirs = ask(asked.map((selects) => ({ selects })));
  const differences = asked.filter(({ selector, node }, index) => {
    const { matches, isInvalid } = matchNodeSelector(selector, nodeOf(node));
    const answer = theirs[index];
    return matches !== answer?.allowed || isInvalid !== (answer.reason === "invalid");
  });
  expect(differences).toEqual([]);
  expect(theirs.filter(({ allowed }) => allowed).length).toBe(487);
});

test(
  `Kubernetes' own lists of tolerations merge and cover alike, ${SMALL} times`,
  needing(GO),
  () => {
    const random = seeded(20261203);
    const list = (): readonly JsonObject[] =>
      Array.from({ length: 1 + Math.floor(random() * 3) }, () =>
        randomToleration(random, ["Exists", "Equal"]),
      );
    const asked = Array.from({ length: SMALL }, () => ({ first: list(), second: list() }));
    // The internal type, which these functions take, has its fields in capitals.
    const theirs = ask(asked.map(({ first, second }) => ({ merge: { first, second } })));
    const differences = asked.filter(({ first, second }, index) => {
      const answer = theirs[index];
      const merged = (answer?.merged ?? []).map(plain);
      return (
        JSON.stringify(mergeTolerations(first, second).map((each) => plain({ ...each }))) !==
          JSON.stringify(merged) || isWhitelisted(first, second) !== (answer?.wanted === true)
      );
    });
    expect(differences.slice(0, 3)).toEqual([]);
    expect(theirs.filter(({ wanted }) => wanted).length).toBe(292);
  },
);

function plain(toleration: JsonObject): readonly unknown[] {
  const lower = Object.fromEntries(
    Object.entries(toleration).map(([key, value]) => [key.toLowerCase(), value]),
  );
  return ["key", "operator", "value", "effect", "tolerationseconds"].map(
    (key) => lower[key] ?? (key === "tolerationseconds" ? null : ""),
  );
}

test(
  `Kubernetes' own controller of DaemonSets runs the same, ${CLUSTERS} times`,
  needing(GO),
  () => {
    const random = seeded(20261204);
    const lines: object[] = [];
    const ours: boolean[] = [];
    for (let index = 0; index < CLUSTERS; index++) {
      const given = { ...randomPlacement(random), pods: [], plugins: [] };
      const cluster = { ...given, nodes: given.nodes.map(withoutUnschedulable) };
      lines.push({ cluster });
      const placement = placementOf(cluster);
      const names = placement.nodes.map(({ name }) => name);
      const { spec } = randomPod(random, { name: "d", nodes: names }) as unknown as {
        readonly spec: JsonObject;
      };
      const { affinity, nodeSelector, tolerations, nodeName } = spec;
      const template = {
        metadata: { labels: {} },
        spec: {
          ...(nodeSelector !== undefined && { nodeSelector }),
          ...(tolerations !== undefined && { tolerations }),
          ...(nodeName !== undefined && { nodeName }),
          ...(affinity !== undefined && { affinity: onlyNodes(affinity as JsonObject) }),
          containers: [{ name: "main" }],
        },
      };
      const daemonSet: KubernetesObject = {
        apiVersion: "apps/v1",
        kind: "DaemonSet",
        metadata: { name: "d", namespace: "a" },
        spec: { selector: {}, template },
      };
      const node = pick(random, placement.nodes);
      lines.push({ daemonSet: { daemonSet, node: node.name } });
      ours.push(placement.canRun(podOf(daemonSet), node, "ever").verdict === "yes");
    }
    const theirs = ask(lines);
    expect(theirs.map(({ allowed }) => allowed)).toEqual(ours);
    expect(ours.filter((each) => each).length).toBe(55);
  },
);

function onlyNodes({ nodeAffinity }: JsonObject): JsonObject {
  return nodeAffinity === undefined ? {} : { nodeAffinity };
}

function withoutUnschedulable(node: KubernetesObject): KubernetesObject {
  const { spec } = node as unknown as { readonly spec: JsonObject };
  const { unschedulable: _, ...rest } = spec;
  return { ...node, spec: rest };
}
