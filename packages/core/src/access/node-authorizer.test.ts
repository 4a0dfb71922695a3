import { describe, expect, test } from "vitest";
import { ask } from "../../testing/access/objects.ts";
import { wholeSnapshotOf } from "../../testing/snapshot.ts";
import type { JsonObject } from "../kubernetes/json.ts";
import type { KubernetesObject } from "../kubernetes/object.ts";
import { createAuthorizer } from "./authorizer.ts";
import { nodeUser } from "./user.ts";

const N1 = nodeUser("n1");
const NO_RELATION = "no relationship found between node 'n1' and this object";

function pod(
  name: string,
  nodeName: string,
  spec: JsonObject,
  metadata: JsonObject = {},
): KubernetesObject {
  return {
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name, namespace: "a", ...metadata },
    spec: { nodeName, ...spec },
  };
}

const OBJECTS: readonly KubernetesObject[] = [
  pod("web", "n1", {
    serviceAccountName: "web",
    volumes: [
      { name: "s", secret: { secretName: "mounted" } },
      { name: "d", persistentVolumeClaim: { claimName: "data" } },
      { name: "e", ephemeral: {} },
    ],
    containers: [{ name: "c", envFrom: [{ configMapRef: { name: "settings" } }] }],
  }),
  pod("other", "n2", { volumes: [{ name: "s", secret: { secretName: "elsewhere" } }] }),
  pod(
    "mirror",
    "n1",
    { volumes: [{ name: "s", secret: { secretName: "wanted" } }] },
    { annotations: { "kubernetes.io/config.mirror": "x" } },
  ),
  {
    apiVersion: "v1",
    kind: "PersistentVolume",
    metadata: { name: "volume" },
    spec: {
      claimRef: { namespace: "a", name: "data" },
      csi: {
        nodeStageSecretRef: { namespace: "storage", name: "stage" },
        controllerPublishSecretRef: { namespace: "storage", name: "publish" },
      },
    },
  },
  {
    apiVersion: "storage.k8s.io/v1",
    kind: "VolumeAttachment",
    metadata: { name: "attachment" },
    spec: { nodeName: "n1" },
  },
];
const AUTHORIZER = createAuthorizer(wholeSnapshotOf(OBJECTS));

function decide(text: string, namespace: string, name: string) {
  const { allowed, reason } = AUTHORIZER.authorize(N1, ask(text, { namespace, name }));
  return allowed || reason;
}

describe("a kubelet", () => {
  test.each([
    ["get secrets", "a", "mounted", true],
    ["watch secrets", "a", "mounted", true],
    ["get secrets", "a", "elsewhere", NO_RELATION],
    ["get secrets", "a", "wanted", NO_RELATION],
    ["get secrets", "b", "mounted", NO_RELATION],
    ["list secrets", "a", "", "No Object name found"],
    ["list secrets", "", "", "can only read namespaced object of this type"],
    ["update secrets", "a", "mounted", "can only read resources of this type"],
    ["get configmaps", "a", "settings", true],
    ["get persistentvolumeclaims", "a", "data", true],
    ["get persistentvolumeclaims", "a", "web-e", true],
    ["update persistentvolumeclaims/status", "a", "data", true],
    ["get persistentvolumes", "", "volume", true],
    ["get secrets", "storage", "stage", true],
    ["get secrets", "storage", "publish", NO_RELATION],
    ["create serviceaccounts/token", "a", "web", true],
    ["create serviceaccounts/token", "a", "other", NO_RELATION],
    ["get serviceaccounts", "a", "web", true],
    ["get pods", "a", "web", true],
    ["get pods", "a", "other", NO_RELATION],
    ["list pods", "", "", "can only list/watch pods with spec.nodeName field selector"],
    ["create pods", "a", "", true],
    ["create pods/exec", "a", "web", ""],
    ["get nodes", "", "n1", true],
    ["get nodes", "", "n2", "node 'n1' cannot read 'n2', only its own Node object"],
    ["list nodes", "", "", "node 'n1' cannot read all nodes, only its own Node object"],
    ["patch nodes/status", "", "n2", true],
    ["list services", "", "", true],
    ["delete services", "a", "s", ""],
  ])("asks %s %s/%s: %j", (text, namespace, name, outcome) => {
    expect(decide(text, namespace, name)).toBe(outcome);
  });

  test("lists the pods of its node", () => {
    const selector = (value: string) => ({
      fieldSelector: [{ field: "spec.nodeName", operator: "=" as const, value }],
    });
    expect(AUTHORIZER.authorize(N1, ask("list pods", selector("n1"))).allowed).toBe(true);
    expect(AUTHORIZER.authorize(N1, ask("list pods", selector("n2"))).allowed).toBe(false);
  });

  test("has its own lease, CSINode and attachments", () => {
    const own = (group: string, resource: string, name: string, namespace = "") =>
      AUTHORIZER.authorize(N1, ask(`get ${resource}`, { group, name, namespace })).allowed;
    expect(own("coordination.k8s.io", "leases", "n1", "kube-node-lease")).toBe(true);
    expect(own("coordination.k8s.io", "leases", "n2", "kube-node-lease")).toBe(false);
    expect(own("coordination.k8s.io", "leases", "n1", "a")).toBe(false);
    expect(own("storage.k8s.io", "csinodes", "n1")).toBe(true);
    expect(own("storage.k8s.io", "volumeattachments", "attachment")).toBe(true);
  });

  test("is one only in the group of nodes, and only with a name", () => {
    const request = ask("get secrets", { namespace: "a", name: "mounted" });
    const outside = { name: "system:node:n1", groups: ["system:authenticated"] };
    expect(AUTHORIZER.authorize(outside, request)).toEqual({ allowed: false, reason: "" });
    const nameless = { name: "system:node:", groups: ["system:nodes"] };
    expect(AUTHORIZER.authorize(nameless, request).reason).toBe(
      'unknown node for user "system:node:"',
    );
  });

  test("reads pods and nodes of the whole cluster before 1.32", () => {
    const old = createAuthorizer(wholeSnapshotOf(OBJECTS, { kubernetesVersion: "v1.31" }));
    expect(old.authorize(N1, ask("list pods")).allowed).toBe(true);
    expect(old.authorize(N1, ask("get nodes", { name: "n2" })).allowed).toBe(true);
    expect(
      old.authorize(N1, ask("get serviceaccounts", { namespace: "a", name: "web" })).reason,
    ).toBe("not allowed to get service accounts");
  });
});

test("the way to a secret of a volume is shown field by field", () => {
  const { proof, reason } = AUTHORIZER.explain(
    N1,
    ask("get secrets", { namespace: "storage", name: "stage" }),
  );
  expect(reason).toBe("the Node authorizer allows it");
  expect(proof.map(({ object, path, message }) => [object.name, path.join("."), message])).toEqual([
    [
      "volume",
      "spec.csi.nodeStageSecretRef",
      "secret storage/stage belongs to persistentvolume volume",
    ],
    ["volume", "spec.claimRef", "persistentvolume volume belongs to persistentvolumeclaim a/data"],
    [
      "web",
      "spec.volumes.1.persistentVolumeClaim.claimName",
      "persistentvolumeclaim a/data belongs to pod a/web",
    ],
    ["web", "spec.nodeName", "pod a/web belongs to node n1"],
  ]);
});

test("the nodes that can are those to which the object leads", () => {
  const nodes = (name: string) =>
    AUTHORIZER.nodesThatCan(ask("get secrets", { namespace: "a", name }));
  expect([nodes("mounted"), nodes("elsewhere"), nodes("wanted")]).toEqual([["n1"], ["n2"], []]);
});
