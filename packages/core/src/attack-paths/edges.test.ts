import { describe, expect, test } from "vitest";
import { BOSS, inside, namespace, pod } from "../../testing/access/escalation.ts";
import { rule } from "../../testing/access/objects.ts";
import { wholeSnapshotOf } from "../../testing/snapshot.ts";
import { createCluster } from "../cluster/cluster.ts";
import type { JsonObject } from "../kubernetes/json.ts";
import type { KubernetesObject } from "../kubernetes/object.ts";
import { createAttackGraph } from "./graph.ts";
import { listEdges } from "./list-edges.ts";
import { textOfVertex } from "./vertex-of-fact.ts";

/** The edges of one sort, `from -> to`, with ` ?` where one is not sure. */
function edgesOf(
  edge: string,
  objects: readonly KubernetesObject[],
  assumeBreach = false,
): readonly string[] {
  const cluster = createCluster(wholeSnapshotOf(objects, { kubernetesVersion: "v1.36" }));
  return [...listEdges(createAttackGraph(cluster, { assumeBreach }), cluster)]
    .filter((each) => each.edge === edge && each.then.length === 0)
    .map(
      ({ from, to, unknown }) =>
        `${textOfVertex(from)} -> ${textOfVertex(to)}${unknown.length > 0 ? " ?" : ""}`,
    )
    .sort();
}

function node(name: string, more: JsonObject = {}): KubernetesObject {
  return { apiVersion: "v1", kind: "Node", metadata: { name }, ...more };
}

function container(more: JsonObject): JsonObject {
  return { containers: [{ name: "main", image: "i", ...more }] };
}

const WITHOUT_TOKEN = { automountServiceAccountToken: false };
const ON_NODE = { nodeName: "n", ...WITHOUT_TOKEN };
const HOST_PID = { hostPID: true, ...ON_NODE };

function host(path: string): JsonObject {
  return {
    ...container({ volumeMounts: [{ name: "host", mountPath: "/host" }] }),
    volumes: [{ name: "host", hostPath: { path } }],
    ...ON_NODE,
  };
}

describe("out of containers", () => {
  test.each<[string, JsonObject, readonly string[]]>([
    [
      "privileged-container",
      { ...container({ securityContext: { privileged: true } }), ...ON_NODE },
      ["container/s/p/main -> node/n"],
    ],
    [
      "privileged-container",
      { ...container({ securityContext: { privileged: true } }), hostUsers: false, ...ON_NODE },
      [],
    ],
    [
      "capability",
      { ...container({ securityContext: { capabilities: { add: ["SYS_MODULE"] } } }), ...ON_NODE },
      ["container/s/p/main -> node/n"],
    ],
    [
      "capability",
      {
        ...container({ securityContext: { capabilities: { add: ["NET_BIND_SERVICE"] } } }),
        ...ON_NODE,
      },
      [],
    ],
    ["runtime-socket", host("/run/containerd/containerd.sock"), ["container/s/p/main -> node/n"]],
    ["runtime-socket", host("/run/app"), []],
    ["host-path", host("/etc"), ["container/s/p/main -> node/n"]],
    ["host-path", host("/srv/data"), []],
    [
      "shared-processes",
      { containers: [{ name: "a" }, { name: "b" }], shareProcessNamespace: true, ...HOST_PID },
      ["container/s/p/a -> container/s/p/b", "container/s/p/b -> container/s/p/a"],
    ],
    ["shared-processes", { containers: [{ name: "a" }, { name: "b" }], ...HOST_PID }, []],
  ])("%s %j", (edge, spec, wanted) => {
    expect(edgesOf(edge, [node("n"), pod("s/p", "me", spec)])).toEqual(wanted);
  });
});

describe("what a container has", () => {
  const account: KubernetesObject = {
    apiVersion: "v1",
    kind: "ServiceAccount",
    metadata: { name: "me", namespace: "s" },
  };
  test.each<[string, JsonObject, readonly string[]]>([
    ["pod-token", {}, ["container/s/p/main -> serviceaccount/s/me"]],
    ["pod-token", WITHOUT_TOKEN, []],
    [
      "mounted-secret",
      container({ envFrom: [{ secretRef: { name: "key" } }] }),
      ["container/s/p/main -> secret/s/key"],
    ],
    ["mounted-secret", container({ envFrom: [{ configMapRef: { name: "key" } }] }), []],
  ])("%s %j", (edge, spec, wanted) => {
    expect(edgesOf(edge, [account, pod("s/p", "me", spec)])).toEqual(wanted);
  });

  test("a volume with a Secret belongs to the containers that mount it", () => {
    const spec = {
      containers: [{ name: "a", volumeMounts: [{ name: "v", mountPath: "/v" }] }, { name: "b" }],
      volumes: [{ name: "v", secret: { secretName: "key" } }],
    };
    expect(edgesOf("mounted-secret", [pod("s/p", "me", spec)])).toEqual([
      "container/s/p/a -> secret/s/key",
    ]);
  });

  test("an account is somebody in the cloud by its annotation, as far as the cloud trusts it", () => {
    const annotations = { "eks.amazonaws.com/role-arn": "arn:aws:iam::1:role/web" };
    const trusted = { ...account, metadata: { name: "me", namespace: "s", annotations } };
    expect(edgesOf("cloud-role", [trusted])).toEqual([
      "serviceaccount/s/me -> cloudidentity/arn:aws:iam::1:role/web ?",
    ]);
    expect(edgesOf("cloud-role", [account])).toEqual([]);
  });
});

describe("what lies on a node", () => {
  test("the pods that run there and no others, and the node's own user", () => {
    const objects = [
      node("n"),
      node("m"),
      pod("s/p", "me", ON_NODE),
      pod("t/q", "me", { ...WITHOUT_TOKEN, nodeName: "m" }),
    ];
    expect(edgesOf("node-pods", objects)).toEqual(["node/m -> pod/t/q", "node/n -> pod/s/p"]);
    expect(edgesOf("node-identity", objects)).toEqual([
      "node/m -> user/system:node:m",
      "node/n -> user/system:node:n",
    ]);
  });

  test("where a pod may run on one node alone it does; on several nobody knows on which", () => {
    const pinned = pod("s/p", "me", { ...WITHOUT_TOKEN, nodeSelector: { pool: "a" } });
    const free = pod("t/q", "me", WITHOUT_TOKEN);
    const labelled = node("a", {});
    const a = { ...labelled, metadata: { name: "a", labels: { pool: "a" } } };
    expect(edgesOf("node-pods", [a, node("b"), pinned, free])).toEqual([
      "node/a -> pod/s/p",
      "node/a -> pod/t/q ?",
      "node/b -> pod/t/q ?",
    ]);
  });

  test("tokens of accounts of pods that mount none, for a kubelet asks for them", () => {
    const objects = [node("n"), pod("s/p", "me", ON_NODE)];
    expect(edgesOf("node-tokens", objects)).toEqual(["node/n -> serviceaccount/s/me"]);
  });

  test("the Secrets that images are pulled with", () => {
    const spec = { ...ON_NODE, imagePullSecrets: [{ name: "pull" }] };
    expect(edgesOf("node-secrets", [node("n"), pod("s/p", "me", spec)])).toEqual([
      "node/n -> secret/s/pull",
    ]);
  });
});

describe("networks", () => {
  const listening = { ...container({ ports: [{ containerPort: 80 }] }), ...WITHOUT_TOKEN };
  const closed: KubernetesObject = {
    apiVersion: "networking.k8s.io/v1",
    kind: "NetworkPolicy",
    metadata: { name: "closed", namespace: "t" },
    spec: { podSelector: {}, policyTypes: ["Ingress"] },
  };
  const pods = [pod("s/p", "me", WITHOUT_TOKEN), pod("t/q", "me", listening)];
  const service: KubernetesObject = {
    apiVersion: "v1",
    kind: "Service",
    metadata: { name: "q", namespace: "t" },
    spec: { type: "LoadBalancer", selector: { app: "q" }, ports: [{ port: 80 }] },
  };
  const labelled = {
    ...pod("t/q", "me", listening),
    metadata: { name: "q", namespace: "t", labels: { app: "q" } },
  };

  test("a port of another pod is reached where policies let it pass; whether that takes the pod over is not known", () => {
    expect(edgesOf("network-connection", pods)).toEqual([
      "container/s/p/main -> container/t/q/main ?",
    ]);
    expect(edgesOf("network-connection", pods, true)).toEqual([
      "container/s/p/main -> container/t/q/main",
    ]);
    expect(edgesOf("network-connection", [closed, ...pods], true)).toEqual([]);
  });

  test("what lets everybody do everything is taken over by whoever reaches it", () => {
    const proxy = {
      ...container({
        command: ["kubectl", "proxy", "--address=0.0.0.0", "--accept-hosts=.*"],
        ports: [{ containerPort: 8001 }],
      }),
      ...WITHOUT_TOKEN,
    };
    expect(
      edgesOf("network-connection", [pod("s/p", "me", WITHOUT_TOKEN), pod("t/q", "me", proxy)]),
    ).toEqual(["container/s/p/main -> container/t/q/main"]);
  });

  test("a port of nodes is reached from outside as far as the nodes are", () => {
    const port = { ...service, spec: { ...(service["spec"] as JsonObject), type: "NodePort" } };
    expect(edgesOf("exposed-port", [port, labelled], true)).toEqual([
      "internet -> container/t/q/main ?",
    ]);
  });

  test("from outside along a Service, and past a policy only as a node may", () => {
    expect(edgesOf("exposed-port", [service, labelled], true)).toEqual([
      "internet -> container/t/q/main",
    ]);
    // A node may stand in for the caller, and what it lets a pod on it has is not known.
    expect(edgesOf("exposed-port", [service, labelled, closed], true)).toEqual([
      "internet -> container/t/q/main ?",
    ]);
    expect(edgesOf("exposed-port", [labelled], true)).toEqual([]);
  });
});

describe("shared volumes and images", () => {
  const volume = (readOnly: boolean): JsonObject => ({
    ...container({ volumeMounts: [{ name: "v", mountPath: "/v", readOnly }] }),
    volumes: [{ name: "v", persistentVolumeClaim: { claimName: "data" } }],
    ...WITHOUT_TOKEN,
  });

  test("who writes to a claim may get at who mounts it too, and who only reads may not", () => {
    const objects = [pod("s/p", "me", volume(false)), pod("s/q", "me", volume(true))];
    expect(edgesOf("shared-volume", objects)).toEqual([
      "container/s/p/main -> container/s/q/main ?",
    ]);
  });

  test("an image runs in its containers", () => {
    expect(edgesOf("image-supply", [pod("s/p", "me", WITHOUT_TOKEN)])).toEqual([
      "image/i -> container/s/p/main",
    ]);
  });
});

describe("rights", () => {
  test("commands in every pod of a namespace lead to each of them", () => {
    const objects = [
      ...inside("t", rule("create", "pods/exec")),
      pod("t/q", "me", WITHOUT_TOKEN),
      pod("u/r", "me", WITHOUT_TOKEN),
    ];
    expect(edgesOf("exec-in-pod", objects).filter((each) => each.includes("/s/me "))).toEqual([
      "serviceaccount/s/me -> pod/t/q",
    ]);
  });

  test("who binds any role is cluster-admin, and has no edge that takes what he has not", () => {
    const objects = [
      ...BOSS,
      namespace("s"),
      ...inside("s", rule("bind", "clusterroles", { apiGroups: ["rbac.authorization.k8s.io"] })),
    ];
    expect(edgesOf("bind", objects)).toEqual([]);
  });
});
