import type { JsonObject, KubernetesObject } from "@watertight/core/kubernetes";
import { pick } from "@watertight/core/testing";
import { ruleOf } from "./random-cilium-rules.ts";
import {
  ADDRESSES,
  ADDRESSES_6,
  cidrOf,
  labelsOf,
  NAMESPACES,
  type Random,
  selectorOf,
  several,
} from "./random-cilium-values.ts";

/** One end of a question, as Cilium's program takes it. */
export type CiliumEnd =
  | { readonly pod: number }
  | { readonly address: string }
  | { readonly node: "other" | "own" };

export interface CiliumQuestion {
  readonly from: CiliumEnd;
  readonly to: CiliumEnd;
  readonly protocol: "SCTP" | "TCP" | "UDP";
  readonly port: number;
}

/** A cluster whose pods run on one node of two, with policies and questions. */
export interface RandomCiliumCluster {
  readonly dualStack: boolean;
  readonly namespaces: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly pods: readonly KubernetesObject[];
  readonly policies: readonly KubernetesObject[];
  readonly cidrGroups: readonly KubernetesObject[];
  readonly questions: readonly CiliumQuestion[];
}

export function randomCiliumCluster(random: Random, questions: number): RandomCiliumCluster {
  const dualStack = random() < 0.3;
  const pods = several(random, 3, 5, (index) => podOf(random, index));
  const namespaces = Object.fromEntries(
    NAMESPACES.map((name) => [
      name,
      {
        "kubernetes.io/metadata.name": name,
        ...(random() < 0.6 && { team: pick(random, ["one", "two"]) }),
        ...(random() < 0.2 && { "node.beta.kubernetes.io/size": "big" }),
      },
    ]),
  );
  return {
    dualStack,
    namespaces,
    pods,
    policies: several(random, 1, 4, (index) => policyOf(random, index, dualStack)),
    cidrGroups: several(random, 0, 2, (index) => ({
      apiVersion: "cilium.io/v2",
      kind: "CiliumCIDRGroup",
      metadata: { name: `group-${index}`, labels: labelsOf(random, 2) },
      spec: { externalCIDRs: several(random, 1, 2, () => cidrOf(random, dualStack)) },
    })),
    questions: Array.from({ length: questions }, () => questionOf(random, pods.length, dualStack)),
  };
}

// The label that no policy asks for makes each pod's identity its own: Cilium knows ports of egress by identity.
function podOf(random: Random, index: number): KubernetesObject {
  const ports = (): JsonObject[] =>
    several(random, 0, 2, () => ({
      name: pick(random, ["web", "dns"]),
      containerPort: pick(random, [80, 81, 53]),
      protocol: pick(random, ["TCP", "UDP", "SCTP"]),
    }));
  return {
    apiVersion: "v1",
    kind: "Pod",
    metadata: {
      name: `pod-${index}`,
      namespace: pick(random, NAMESPACES),
      labels: { ...labelsOf(random, 4), id: String(index) },
    },
    spec: {
      nodeName: "own",
      serviceAccountName: pick(random, ["default", "robot"]),
      initContainers: several(random, 0, 1, () => ({
        name: "init",
        ports: ports(),
        ...(random() < 0.5 && { restartPolicy: "Always" }),
      })),
      containers: several(random, 1, 2, (at) => ({ name: `c${at}`, ports: ports() })),
    },
  };
}

function questionOf(random: Random, pods: number, dualStack: boolean): CiliumQuestion {
  const own = Math.floor(random() * pods);
  const other = (): CiliumEnd => {
    const kind = random();
    // What a pod sends to itself never leaves it: no policy is asked.
    if (kind < 0.6) return { pod: (own + 1 + Math.floor(random() * (pods - 1))) % pods };
    if (kind < 0.75) return { node: pick(random, ["own", "other"] as const) };
    return { address: pick(random, dualStack ? [...ADDRESSES, ...ADDRESSES_6] : ADDRESSES) };
  };
  const pod: CiliumEnd = { pod: own };
  const [from, to] = random() < 0.5 ? [pod, other()] : [other(), pod];
  return {
    from,
    to,
    protocol: pick(random, ["TCP", "TCP", "UDP", "SCTP"] as const),
    port: pick(random, [80, 81, 53, 85, 443]),
  };
}

function policyOf(random: Random, index: number, dualStack: boolean): KubernetesObject {
  const name = `policy-${index}`;
  const kind = random();
  if (kind < 0.3) return networkPolicyOf(random, name, dualStack);
  const isClusterwide = kind < 0.5;
  const rules = several(random, 1, 2, () => ruleOf(random, dualStack, isClusterwide));
  const [first = {}, ...rest] = rules;
  return {
    apiVersion: "cilium.io/v2",
    kind: isClusterwide ? "CiliumClusterwideNetworkPolicy" : "CiliumNetworkPolicy",
    metadata: { name, ...(!isClusterwide && { namespace: pick(random, NAMESPACES) }) },
    ...(rest.length > 0 ? { specs: [first, ...rest] } : { spec: first }),
  };
}

function networkPolicyOf(random: Random, name: string, dualStack: boolean): KubernetesObject {
  const peer = (): JsonObject => {
    const kind = random();
    if (kind < 0.3) return { podSelector: selectorOf(random) };
    if (kind < 0.5) return { namespaceSelector: namespaceSelectorOf(random) };
    if (kind < 0.7)
      return { podSelector: selectorOf(random), namespaceSelector: namespaceSelectorOf(random) };
    return { ipBlock: pick(random, [{ cidr: cidrOf(random, dualStack) }, EXCEPTED]) };
  };
  const port = (): JsonObject =>
    pick<JsonObject>(random, [
      { port: 80 },
      { port: "web", protocol: pick(random, ["TCP", "UDP"]) },
      { port: 80, endPort: 85 },
      { protocol: "UDP" },
      { port: 53, protocol: "UDP" },
    ]);
  const rules = (word: "from" | "to"): JsonObject[] =>
    several(random, 0, 2, () => ({
      ...(random() < 0.8 && { [word]: several(random, 0, 2, peer) }),
      ...(random() < 0.5 && { ports: several(random, 1, 2, port) }),
    }));
  const types = pick(random, [["Ingress"], ["Egress"], ["Ingress", "Egress"]]);
  return {
    apiVersion: "networking.k8s.io/v1",
    kind: "NetworkPolicy",
    metadata: { name, namespace: pick(random, NAMESPACES) },
    spec: {
      podSelector: selectorOf(random),
      policyTypes: types,
      ...(types.includes("Ingress") && { ingress: rules("from") }),
      ...(types.includes("Egress") && { egress: rules("to") }),
    },
  };
}

const EXCEPTED = { cidr: "203.0.113.0/24", except: ["203.0.113.128/25"] };

function namespaceSelectorOf(random: Random): JsonObject {
  return pick<JsonObject>(random, [
    {},
    { matchLabels: { team: "one" } },
    { matchLabels: { "kubernetes.io/metadata.name": "x" } },
    { matchExpressions: [{ key: "team", operator: "NotIn", values: ["one"] }] },
    { matchExpressions: [{ key: "team", operator: "DoesNotExist" }] },
    { matchExpressions: [{ key: "node.beta.kubernetes.io/size", operator: "Exists" }] },
  ]);
}
