/* oxlint-disable max-lines -- one table, an entry for each edge */
import { ATTACK_STEPS, type AttackVertex, createAttackGraph } from "@watertight/core/attack-paths";
import { createCluster } from "@watertight/core/cluster";
import type { JsonObject, KubernetesObject } from "@watertight/core/kubernetes";
import { expect, test } from "vitest";
import {
  BOSS,
  everywhere,
  inside,
  ME,
  named,
  namespace,
  pod,
  RBAC,
} from "../packages/core/testing/access/escalation.ts";
import { binding, role, rule } from "../packages/core/testing/access/objects.ts";
import { wholeSnapshotOf } from "../packages/core/testing/snapshot.ts";

/** What shows an edge, and what lacks just one thing for it. */
interface EdgeExample {
  /** Who takes it: default, the account `me` of namespace `s`. */
  readonly from?: AttackVertex;
  readonly there: readonly KubernetesObject[];
  readonly not: readonly KubernetesObject[];
  /** It is never sure. */
  readonly isUnknown?: true;
}

const ACCOUNT: AttackVertex = { kind: "ServiceAccount", namespace: "s", name: "me" };
const CONTAINER: AttackVertex = { kind: "Container", namespace: "s", name: "p", container: "main" };
const NODE: AttackVertex = { kind: "Node", namespace: "", name: "n" };
const INTERNET: AttackVertex = { kind: "Internet", namespace: "", name: "" };

const ADMISSION: JsonObject = { apiGroups: ["admissionregistration.k8s.io"] };
const CERTIFICATES: JsonObject = { apiGroups: ["certificates.k8s.io"] };
const NO_TOKEN: JsonObject = { automountServiceAccountToken: false };
const ME_ACCOUNT = object("ServiceAccount", "s/me");

function object(kind: string, name: string, more: JsonObject = {}): KubernetesObject {
  const [first = "", second] = name.split("/");
  const metadata = second === undefined ? { name: first } : { name: second, namespace: first };
  return { apiVersion: "v1", kind, metadata, ...more };
}

function node(name: string, labels: JsonObject = {}, more: JsonObject = {}): KubernetesObject {
  return { apiVersion: "v1", kind: "Node", metadata: { name, labels }, ...more };
}

/** One that runs on node `n` without a token. */
function onNode(spec: JsonObject): readonly KubernetesObject[] {
  return [node("n"), pod("s/p", "me", { nodeName: "n", ...NO_TOKEN, ...spec })];
}

function main(more: JsonObject): JsonObject {
  return { containers: [{ name: "main", image: "i", ...more }] };
}

function secured(securityContext: JsonObject): readonly KubernetesObject[] {
  return onNode(main({ securityContext }));
}

function host(path: string): readonly KubernetesObject[] {
  return onNode({
    ...main({ volumeMounts: [{ name: "host", mountPath: "/host" }] }),
    volumes: [{ name: "host", hostPath: { path } }],
  });
}

function claimed(readOnly: boolean): JsonObject {
  return {
    ...main({ volumeMounts: [{ name: "v", mountPath: "/v", readOnly }] }),
    volumes: [{ name: "v", persistentVolumeClaim: { claimName: "data" } }],
    ...NO_TOKEN,
  };
}

function labelled(name: string, app: string, spec: JsonObject = {}): KubernetesObject {
  const made = pod(name, "other", { ...NO_TOKEN, ...spec });
  const [space = "", own = ""] = name.split("/");
  return { ...made, metadata: { name: own, namespace: space, labels: { app } } };
}

const LISTENING = main({ ports: [{ containerPort: 80 }] });
const SERVED = labelled("t/q", "q", LISTENING);

function service(type: string): KubernetesObject {
  return object("Service", "t/q", {
    spec: { type, selector: { app: "q" }, ports: [{ port: 80 }] },
  });
}

function policy(name: string, spec: JsonObject): KubernetesObject {
  return {
    ...object("NetworkPolicy", name, { spec: { podSelector: {}, ...spec } }),
    apiVersion: "networking.k8s.io/v1",
  };
}

const CLOSED = policy("t/closed", { policyTypes: ["Ingress"] });
const TRUSTING = policy("t/trusting", {
  ingress: [{ from: [{ podSelector: { matchLabels: { app: "q" } } }] }],
});
const AWS = node("n", {}, { spec: { providerID: "aws:///eu-west-1a/i-1" } });
const TOKEN_SECRET: KubernetesObject = {
  ...object("Secret", "t/token", { type: "kubernetes.io/service-account-token" }),
  metadata: {
    name: "token",
    namespace: "t",
    annotations: { "kubernetes.io/service-account.name": "boss" },
  },
};
const TRUSTED = { "eks.amazonaws.com/role-arn": "arn:aws:iam::1:role/web" };

/** Each way on by an example that has it, and one that just has not. */
const EXAMPLES: Readonly<Record<string, EdgeExample>> = {
  bind: {
    there: [
      role("r"),
      ...everywhere(
        rule("create", "clusterrolebindings", RBAC),
        rule("bind", "clusterroles", RBAC),
      ),
    ],
    not: [role("r"), ...everywhere(rule("create", "clusterrolebindings", RBAC))],
  },
  escalate: {
    there: everywhere(rule("update escalate", "clusterroles", RBAC)),
    not: everywhere(rule("update", "clusterroles", RBAC)),
  },
  impersonate: {
    there: [...BOSS, ...inside("t", rule("impersonate", "serviceaccounts", named("boss")))],
    not: [...BOSS, ...inside("t", rule("get", "serviceaccounts", named("boss")))],
  },
  "create-token": {
    there: [...BOSS, ...inside("t", rule("create", "serviceaccounts/token"))],
    not: [...BOSS, ...inside("t", rule("get", "serviceaccounts/token"))],
  },
  "read-secrets": {
    there: [TOKEN_SECRET, ...inside("t", rule("list", "secrets"))],
    not: [TOKEN_SECRET, ...inside("t", rule("create", "secrets"))],
  },
  "create-token-secret": {
    there: [...BOSS, ...inside("t", rule("create get", "secrets"))],
    not: [...BOSS, ...inside("t", rule("get", "secrets"))],
  },
  "create-workload": {
    there: [namespace("t"), ...inside("t", rule("create", "jobs", { apiGroups: ["batch"] }))],
    not: [namespace("t"), ...inside("t", rule("get", "jobs", { apiGroups: ["batch"] }))],
  },
  "modify-workload": {
    there: [namespace("t"), ...inside("t", rule("patch", "deployments", { apiGroups: ["apps"] }))],
    not: [
      namespace("t"),
      ...inside("t", rule("patch", "deployments/scale", { apiGroups: ["apps"] })),
    ],
  },
  "exec-in-pod": {
    there: [SERVED, ...inside("t", rule("create", "pods/exec"))],
    not: [SERVED, ...inside("t", rule("get", "pods/exec"))],
  },
  "modify-pod": {
    there: [SERVED, ...inside("t", rule("patch", "pods"))],
    not: [SERVED, ...inside("t", rule("patch", "pods/status"))],
  },
  "kubelet-exec": {
    there: [SERVED, ...everywhere(rule("get", "nodes/proxy"))],
    not: [SERVED, ...everywhere(rule("get", "nodes/metrics"))],
  },
  "approve-certificate": {
    there: everywhere(
      rule("create", "certificatesigningrequests", CERTIFICATES),
      rule("update", "certificatesigningrequests/approval", CERTIFICATES),
      rule("approve", "signers", {
        ...CERTIFICATES,
        ...named("kubernetes.io/kube-apiserver-client"),
      }),
    ),
    not: everywhere(
      rule("create", "certificatesigningrequests", CERTIFICATES),
      rule("update", "certificatesigningrequests/approval", CERTIFICATES),
    ),
  },
  "approve-node-certificate": {
    there: everywhere(
      rule("create", "certificatesigningrequests", CERTIFICATES),
      rule("update", "certificatesigningrequests/approval", CERTIFICATES),
      rule("approve", "signers", {
        ...CERTIFICATES,
        ...named("kubernetes.io/kube-apiserver-client-kubelet"),
      }),
    ),
    not: everywhere(
      rule("create", "certificatesigningrequests", CERTIFICATES),
      rule("update", "certificatesigningrequests/approval", CERTIFICATES),
      rule("approve", "signers", { ...CERTIFICATES, ...named("kubernetes.io/kubelet-serving") }),
    ),
  },
  "sign-certificate": {
    there: everywhere(
      rule("update", "certificatesigningrequests/status", CERTIFICATES),
      rule("sign", "signers", { ...CERTIFICATES, ...named("kubernetes.io/kube-apiserver-client") }),
    ),
    not: everywhere(rule("update", "certificatesigningrequests/status", CERTIFICATES)),
    isUnknown: true,
  },
  "mutating-webhook": {
    there: everywhere(rule("create", "mutatingwebhookconfigurations", ADMISSION)),
    not: everywhere(rule("list", "mutatingwebhookconfigurations", ADMISSION)),
  },
  "validating-webhook": {
    there: everywhere(rule("patch", "validatingwebhookconfigurations", ADMISSION)),
    not: everywhere(rule("delete", "validatingwebhookconfigurations", ADMISSION)),
    isUnknown: true,
  },
  "mutating-policy": {
    there: everywhere(
      rule("create", "mutatingadmissionpolicies mutatingadmissionpolicybindings", ADMISSION),
    ),
    not: everywhere(rule("create", "mutatingadmissionpolicies", ADMISSION)),
  },
  "admission-guard": {
    there: everywhere(rule("delete", "validatingadmissionpolicies", ADMISSION)),
    not: everywhere(rule("get", "validatingadmissionpolicies", ADMISSION)),
  },
  "privileged-pod": {
    there: [namespace("s", "privileged"), ...inside("s", rule("create", "pods"))],
    not: [namespace("s", "baseline"), ...inside("s", rule("create", "pods"))],
  },
  "namespace-labels": {
    there: [namespace("s"), ...inside("s", rule("create", "pods"), rule("patch", "namespaces"))],
    not: [namespace("s"), ...inside("s", rule("create", "pods"))],
  },
  "host-path-volume": {
    there: [
      namespace("s", "baseline"),
      ...everywhere(rule("create", "persistentvolumes")),
      role("run", rule("create", "pods persistentvolumeclaims")),
      binding("s/run", "ClusterRole run", ME),
    ],
    not: [
      namespace("s", "baseline"),
      role("run", rule("create", "pods persistentvolumeclaims")),
      binding("s/run", "ClusterRole run", ME),
    ],
  },
  "node-tokens": {
    from: NODE,
    there: onNode({}),
    not: [node("n"), node("m"), pod("s/p", "me", { nodeName: "m" })],
  },
  "control-plane-node": {
    from: NODE,
    there: [node("n", { "node-role.kubernetes.io/control-plane": "" })],
    not: [node("n")],
  },
  "steer-pods": {
    from: CONTAINER,
    there: [
      ME_ACCOUNT,
      ...everywhere(rule("patch", "nodes/status")),
      node("n"),
      pod("s/p", "me", { nodeName: "n", ...main({ securityContext: { privileged: true } }) }),
    ],
    not: [
      ME_ACCOUNT,
      ...everywhere(rule("get", "nodes/status")),
      node("n"),
      pod("s/p", "me", { nodeName: "n", ...main({ securityContext: { privileged: true } }) }),
    ],
    isUnknown: true,
  },
  "api-service": {
    there: everywhere(rule("update", "apiservices", { apiGroups: ["apiregistration.k8s.io"] })),
    not: everywhere(rule("delete", "apiservices", { apiGroups: ["apiregistration.k8s.io"] })),
    isUnknown: true,
  },
  "conversion-webhook": {
    there: everywhere(
      rule("patch", "customresourcedefinitions", { apiGroups: ["apiextensions.k8s.io"] }),
    ),
    not: everywhere(
      rule("create", "customresourcedefinitions", { apiGroups: ["apiextensions.k8s.io"] }),
    ),
  },
  "aws-auth": {
    there: [
      object("ConfigMap", "kube-system/aws-auth"),
      ...inside("kube-system", rule("patch", "configmaps")),
    ],
    not: inside("kube-system", rule("patch", "configmaps")),
  },
  "cluster-dns": {
    there: inside("kube-system", rule("update", "configmaps", named("coredns"))),
    not: inside("kube-system", rule("update", "configmaps", named("kube-proxy"))),
  },
  "cloud-identity": {
    there: [
      {
        ...object("ServiceAccount", "t/boss"),
        metadata: { name: "boss", namespace: "t", annotations: TRUSTED },
      },
      ...inside("t", rule("patch", "serviceaccounts"), rule("create", "pods")),
    ],
    not: [
      object("ServiceAccount", "t/boss"),
      ...inside("t", rule("patch", "serviceaccounts"), rule("create", "pods")),
    ],
    isUnknown: true,
  },
  "network-policy": {
    there: [
      SERVED,
      ...inside("t", rule("create", "networkpolicies", { apiGroups: ["networking.k8s.io"] })),
    ],
    not: [
      SERVED,
      ...inside("t", rule("get", "networkpolicies", { apiGroups: ["networking.k8s.io"] })),
    ],
  },
  "confused-deputy": {
    there: [
      pod(
        "t/argo",
        "boss",
        main({ image: "quay.io/argoproj/argocd:v3", args: ["argocd-application-controller"] }),
      ),
      ...BOSS,
      ...inside("t", rule("create", "applications", { apiGroups: ["argoproj.io"] })),
    ],
    not: [...BOSS, ...inside("t", rule("get", "applications", { apiGroups: ["argoproj.io"] }))],
    isUnknown: true,
  },
  "exposed-port": {
    from: INTERNET,
    there: [service("LoadBalancer"), SERVED],
    not: [service("ClusterIP"), SERVED],
  },
  "network-connection": {
    from: CONTAINER,
    there: [pod("s/p", "me", NO_TOKEN), SERVED],
    not: [pod("s/p", "me", NO_TOKEN), SERVED, CLOSED],
  },
  "privileged-container": {
    from: CONTAINER,
    there: secured({ privileged: true }),
    not: secured({ privileged: false }),
  },
  "host-process": {
    from: CONTAINER,
    there: secured({ windowsOptions: { hostProcess: true } }),
    not: secured({ windowsOptions: { hostProcess: false } }),
  },
  capability: {
    from: CONTAINER,
    there: secured({ capabilities: { add: ["SYS_MODULE"] } }),
    not: secured({ capabilities: { add: ["NET_BIND_SERVICE"] } }),
  },
  "proc-mount": {
    from: CONTAINER,
    there: secured({ procMount: "Unmasked" }),
    not: secured({ procMount: "Default" }),
    isUnknown: true,
  },
  "host-pid": {
    from: CONTAINER,
    there: onNode({ hostPID: true }),
    not: onNode({ hostPID: false }),
    isUnknown: true,
  },
  "host-ipc": {
    from: CONTAINER,
    there: onNode({ hostIPC: true }),
    not: onNode({ hostIPC: false }),
    isUnknown: true,
  },
  "runtime-socket": {
    from: CONTAINER,
    there: host("/run/containerd/containerd.sock"),
    not: host("/run/app"),
  },
  "cloud-credentials": { from: CONTAINER, there: host("/root/.aws"), not: host("/root2/.awsome") },
  "host-path": { from: CONTAINER, there: host("/etc"), not: host("/srv/data") },
  "shared-processes": {
    from: CONTAINER,
    there: onNode({ containers: [{ name: "main" }, { name: "b" }], shareProcessNamespace: true }),
    not: onNode({ containers: [{ name: "main" }, { name: "b" }] }),
  },
  "pod-token": {
    from: CONTAINER,
    there: [ME_ACCOUNT, pod("s/p", "me")],
    not: [ME_ACCOUNT, pod("s/p", "me", NO_TOKEN)],
  },
  "mounted-secret": {
    from: CONTAINER,
    there: onNode(main({ envFrom: [{ secretRef: { name: "key" } }] })),
    not: onNode(main({ envFrom: [{ configMapRef: { name: "key" } }] })),
  },
  "shared-volume": {
    from: CONTAINER,
    there: [pod("s/p", "me", claimed(false)), pod("s/q", "me", claimed(true))],
    not: [pod("s/p", "me", claimed(true)), pod("s/q", "me", claimed(true))],
    isUnknown: true,
  },
  "node-pods": {
    from: NODE,
    there: onNode({}),
    not: [node("n"), node("m"), pod("s/p", "me", { nodeName: "m" })],
  },
  "node-secrets": {
    from: NODE,
    there: onNode({ imagePullSecrets: [{ name: "pull" }] }),
    not: onNode({}),
  },
  "node-volumes": {
    from: CONTAINER,
    there: [pod("s/p", "me", claimed(false))],
    not: [pod("s/p", "me", { ...claimed(false), containers: [{ name: "main" }] })],
  },
  "node-identity": { from: NODE, there: [node("n")], not: [node("m")] },
  "cloud-role": {
    there: [{ ...ME_ACCOUNT, metadata: { name: "me", namespace: "s", annotations: TRUSTED } }],
    not: [ME_ACCOUNT],
    isUnknown: true,
  },
  "image-supply": {
    from: { kind: "Image", namespace: "", name: "i" },
    there: [pod("s/p", "me", NO_TOKEN)],
    not: [pod("s/p", "me", { ...main({ image: "other" }), ...NO_TOKEN })],
  },
  "api-proxy": {
    there: [SERVED, CLOSED, ...inside("t", rule("create", "pods/portforward"))],
    not: [SERVED, CLOSED, ...inside("t", rule("get", "pods/portforward"))],
  },
  "pod-log": {
    there: [SERVED, ...inside("t", rule("get", "pods/log"))],
    not: [SERVED, ...inside("t", rule("list", "pods/log"))],
  },
  "network-labels": {
    there: [SERVED, TRUSTING, namespace("t"), ...inside("t", rule("create", "pods"))],
    not: [SERVED, CLOSED, namespace("t"), ...inside("t", rule("create", "pods"))],
    isUnknown: true,
  },
  "traffic-redirect": {
    there: [SERVED, ...inside("t", rule("update", "services"))],
    not: [SERVED, ...inside("t", rule("get", "services"))],
    isUnknown: true,
  },
  "metadata-service": {
    from: CONTAINER,
    there: [AWS, pod("s/p", "me", { nodeName: "n", hostNetwork: true, ...NO_TOKEN })],
    not: [
      AWS,
      pod("s/p", "me", { nodeName: "n", ...NO_TOKEN }),
      policy("s/shut", {
        policyTypes: ["Egress"],
        egress: [{ to: [{ ipBlock: { cidr: "0.0.0.0/0", except: ["169.254.169.254/32"] } }] }],
      }),
    ],
  },
};

/** What has no edge in this graph, and why. */
const WITHOUT: ReadonlyMap<string, string> = new Map([
  [
    "bootstrap-token",
    "flags of the API server and of the controller manager decide it, which no object shows",
  ],
  [
    "host-network",
    "what the node's network gives are ways of the network and the metadata service",
  ],
  ["pod-escape", "each field that opens a node is an edge of its own"],
  ["held-rights", "the step of a path that ends with rights which somebody has"],
]);

/** The steps that somebody takes, whatever else he needs being at hand, and whether any is sure. */
function stepsFrom(
  objects: readonly KubernetesObject[],
  from: AttackVertex,
): ReadonlyMap<string, boolean> {
  const cluster = createCluster(wholeSnapshotOf(objects, { kubernetesVersion: "v1.36" }));
  const graph = createAttackGraph(cluster, { assumeBreach: true });
  const reached = new Set(graph.find(from));
  const steps = new Map<string, boolean>();
  for (let size = -1; size < reached.size + steps.size; ) {
    size = reached.size + steps.size;
    for (const { premises, conclusion, step, unknown } of graph.edges) {
      if (!premises.every((each) => reached.has(each))) continue;
      reached.add(conclusion);
      if (step !== undefined) steps.set(step, steps.get(step) === true || unknown === undefined);
    }
  }
  return steps;
}

test("every way on of the code has an example that shows it and one that lacks one thing", () => {
  const all = Object.keys(ATTACK_STEPS).filter((id) => !WITHOUT.has(id));
  expect(Object.keys(EXAMPLES).sort()).toEqual(all.sort());
  process.stdout.write(`${all.length} edges, ${WITHOUT.size} names of steps that are none\n`);
});

test.each(Object.entries(EXAMPLES))(
  "%s",
  (id, { from = ACCOUNT, there, not, isUnknown = false }) => {
    expect(stepsFrom(there, from).get(id)).toBe(!isUnknown);
    expect(stepsFrom(not, from).get(id)).toBeUndefined();
  },
);
