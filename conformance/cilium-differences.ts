import type { JsonObject, KubernetesObject } from "@watertight/core/kubernetes";
import type { CiliumEnd, CiliumQuestion, RandomCiliumCluster } from "./random-cilium.ts";

/** Where we say `unknown` of what Cilium's code is told or decides; each has to come up in a run. */
export interface CiliumDoubt {
  readonly reason: string;
  readonly isOf: (question: CiliumQuestion, policies: string) => boolean;
}

function isEnd(kind: "address" | "node" | "pod"): (question: CiliumQuestion) => boolean {
  return ({ from, to }) => kind in from || kind in to;
}

function isBetweenPods({ from, to }: CiliumQuestion): boolean {
  return "pod" in from && "pod" in to;
}

export const CILIUM_DOUBTS: readonly CiliumDoubt[] = [
  {
    reason:
      "Which node a pod runs on is not followed into host and remote-node: a node is either of them.",
    isOf: (question, policies) => isEnd("node")(question) && /host"|remote-node/.test(policies),
  },
  {
    reason: "Where the API server runs the objects do not show.",
    isOf: (question, policies) =>
      (isEnd("node")(question) || isEnd("address")(question)) &&
      policies.includes("kube-apiserver"),
  },
  {
    reason: "Which pods Cilium does not manage the objects do not show.",
    isOf: (question, policies) => isBetweenPods(question) && policies.includes("unmanaged"),
  },
];

/** Where we knowingly say something else than Cilium's code; an agreement that nobody expected fails too. */
export interface CiliumDifference {
  readonly reason: string;
  readonly cluster: RandomCiliumCluster;
  readonly ours: string;
  readonly theirs: string;
}

function pod(name: string, labels: JsonObject, port?: number): KubernetesObject {
  const ports = port === undefined ? [] : [{ name: "web", containerPort: port }];
  return {
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name, namespace: "x", labels },
    spec: { nodeName: "own", serviceAccountName: "default", containers: [{ name: "c", ports }] },
  };
}

interface Asked {
  readonly policies: readonly KubernetesObject[];
  readonly from: CiliumEnd;
  readonly to: CiliumEnd;
  readonly port?: number;
  readonly pods?: readonly KubernetesObject[];
}

function clusterOf({ policies, from, to, port = 80, pods }: Asked): RandomCiliumCluster {
  return {
    dualStack: false,
    namespaces: { x: {} },
    pods: pods ?? [pod("a", { app: "a" }), pod("b", { app: "b" })],
    policies,
    cidrGroups: [],
    questions: [{ from, to, protocol: "TCP", port }],
  };
}

function policy(kind: string, spec: JsonObject): KubernetesObject {
  const apiVersion = kind === "NetworkPolicy" ? "networking.k8s.io/v1" : "cilium.io/v2";
  return { apiVersion, kind, metadata: { name: "p", namespace: "x" }, spec };
}

export const CILIUM_DIFFERENCES: readonly CiliumDifference[] = [
  {
    reason: "What a pod sends to itself never leaves it, so that no policy is asked.",
    cluster: clusterOf({
      policies: [policy("NetworkPolicy", { podSelector: {}, policyTypes: ["Ingress"] })],
      from: { pod: 0 },
      to: { pod: 0 },
    }),
    ours: "yes",
    theirs: "no",
  },
  {
    reason:
      "Rules of a type that policyTypes leaves out have no effect by the API; that they have one is a fault of Cilium's, of which there is a remark.",
    cluster: clusterOf({
      policies: [
        policy("NetworkPolicy", {
          podSelector: {},
          policyTypes: ["Ingress"],
          ingress: [{}],
          egress: [{ to: [{ podSelector: { matchLabels: { app: "c" } } }] }],
        }),
      ],
      from: { pod: 0 },
      to: { pod: 1 },
    }),
    ours: "yes",
    theirs: "no",
  },
  {
    reason:
      "An empty cidrGroupSelector is every address outside; Cilium's cache of selectors takes it for that of everything, if that is there first.",
    cluster: clusterOf({
      policies: [
        policy("CiliumNetworkPolicy", {
          endpointSelector: {},
          egress: [
            { toEntities: ["all"], toPorts: [{ ports: [{ port: "81" }] }] },
            { toCIDRSet: [{ cidrGroupSelector: {} }] },
          ],
        }),
      ],
      from: { pod: 0 },
      to: { pod: 1 },
    }),
    ours: "no",
    theirs: "yes",
  },
  {
    reason:
      "Pods with one identity and other ports of one name: Cilium finds no port of that name for egress, and we that of each pod.",
    cluster: clusterOf({
      policies: [
        policy("CiliumNetworkPolicy", {
          endpointSelector: {},
          egress: [{ toPorts: [{ ports: [{ port: "web", protocol: "TCP" }] }] }],
        }),
      ],
      pods: [pod("a", { app: "a" }), pod("b", { app: "b" }, 80), pod("c", { app: "b" }, 81)],
      from: { pod: 0 },
      to: { pod: 1 },
    }),
    ours: "yes",
    theirs: "no",
  },
  {
    reason:
      "A key without a source beside a reserved label is one of pods; in Cilium the label of a CIDR group counts for an address too.",
    cluster: {
      ...clusterOf({
        policies: [
          policy("CiliumNetworkPolicy", {
            endpointSelector: {},
            ingress: [{ fromEndpoints: [{ matchLabels: { "reserved:world": "", app: "a" } }] }],
          }),
        ],
        from: { address: "203.0.113.7" },
        to: { pod: 0 },
      }),
      cidrGroups: [
        {
          apiVersion: "cilium.io/v2",
          kind: "CiliumCIDRGroup",
          metadata: { name: "group-0", labels: { app: "a" } },
          spec: { externalCIDRs: ["203.0.113.0/24"] },
        },
      ],
    },
    ours: "no",
    theirs: "yes",
  },
  {
    reason: "The addresses of a name are learnt when pods ask for it: any may be one of them.",
    cluster: clusterOf({
      policies: [
        policy("CiliumNetworkPolicy", {
          endpointSelector: {},
          egress: [{ toFQDNs: [{ matchName: "example.com" }] }],
        }),
      ],
      from: { pod: 0 },
      to: { address: "203.0.113.7" },
    }),
    ours: "unknown",
    theirs: "no",
  },
];
