import { describe, expect, test } from "vitest";
import {
  BOSS,
  type EscalationCase,
  everywhere,
  inside,
  ME,
  namespace,
  outcomeOf,
  pod,
} from "../../../../testing/access/escalation.ts";
import { binding, role, rule } from "../../../../testing/access/objects.ts";
import type { JsonObject } from "../../../kubernetes/json.ts";
import type { KubernetesObject } from "../../../kubernetes/object.ts";

function ofGroup(apiGroup: string): JsonObject {
  return { apiGroups: [apiGroup] };
}

const WORKER: KubernetesObject = { apiVersion: "v1", kind: "Node", metadata: { name: "worker" } };
const CONTROL_PLANE: KubernetesObject = {
  apiVersion: "v1",
  kind: "Node",
  metadata: { name: "control", labels: { "node-role.kubernetes.io/control-plane": "" } },
};

const GUARD: KubernetesObject = {
  apiVersion: "admissionregistration.k8s.io/v1",
  kind: "ValidatingWebhookConfiguration",
  metadata: { name: "guard" },
  webhooks: [
    {
      name: "guard.example.com",
      rules: [
        { operations: ["CREATE"], apiGroups: [""], apiVersions: ["v1"], resources: ["pods"] },
      ],
      namespaceSelector: { matchExpressions: [{ key: "free", operator: "DoesNotExist" }] },
    },
  ],
};

describe("nodes", () => {
  const create = rule("create", "pods");
  test.each<EscalationCase>([
    {
      title: "a privileged pod where Pod Security admits it",
      objects: [namespace("s", "privileged"), ...inside("s", create)],
      goal: "node",
      ways: ["create-workload > privileged-pod"],
    },
    {
      title: "near miss: where it enforces baseline",
      objects: [namespace("s", "baseline"), ...inside("s", create)],
      goal: "node",
      ways: [],
    },
    {
      title: "not sure where the input does not show the namespace",
      objects: inside("s", create),
      bare: true,
      wholeCluster: false,
      goal: "node",
      ways: ["create-workload > privileged-pod ?"],
    },
    {
      title: "not sure where a webhook looks at pods",
      objects: [namespace("s", "privileged"), GUARD, ...inside("s", create)],
      goal: "node",
      ways: ["create-workload > privileged-pod ?"],
    },
    {
      title: "the webhook leaves this namespace out",
      objects: [
        {
          apiVersion: "v1",
          kind: "Namespace",
          metadata: { name: "s", labels: { free: "yes" } },
        },
        GUARD,
        ...inside("s", create),
      ],
      goal: "node",
      ways: ["create-workload > privileged-pod"],
    },
    {
      title: "the labels of the namespace changed first, by a RoleBinding there",
      objects: [namespace("s"), ...inside("s", create, rule("patch", "namespaces"))],
      goal: "node",
      ways: ["create-workload > namespace-labels"],
    },
    {
      title: "near miss: the labels of another namespace",
      objects: [
        namespace("s"),
        ...inside("s", create),
        role("labels", rule("patch", "namespaces")),
        binding("t/labels", "ClusterRole labels", ME),
      ],
      goal: "node",
      ways: [],
    },
    {
      title: "a PersistentVolume with a hostPath, which baseline does not see",
      objects: [
        namespace("s", "baseline"),
        ...everywhere(rule("create", "persistentvolumes")),
        role("run", rule("create", "pods persistentvolumeclaims")),
        binding("s/run", "ClusterRole run", ME),
      ],
      goal: "node",
      ways: ["create-workload > host-path-volume"],
    },
    {
      title: "under restricted its files are not all readable",
      objects: [
        namespace("s"),
        ...everywhere(rule("create", "persistentvolumes")),
        role("run", rule("create", "pods persistentvolumeclaims")),
        binding("s/run", "ClusterRole run", ME),
      ],
      goal: "node",
      ways: ["create-workload > host-path-volume ?"],
    },
    {
      title: "near miss: PersistentVolumes are not of a namespace",
      objects: [
        namespace("s", "baseline"),
        ...inside("s", create, rule("create", "persistentvolumes persistentvolumeclaims")),
      ],
      goal: "node",
      ways: [],
    },
    {
      title: "the tokens of every pod, and the control plane's keys",
      objects: [
        ...BOSS,
        WORKER,
        CONTROL_PLANE,
        namespace("s", "privileged"),
        pod("t/p", "boss", { automountServiceAccountToken: false }),
        ...inside("s", create),
      ],
      ways: [
        "create-workload > privileged-pod > control-plane-node",
        "create-workload > privileged-pod > node-tokens",
      ],
    },
    {
      title: "near miss: a cluster whose control plane is not among its nodes",
      objects: [WORKER, namespace("s", "privileged"), ...inside("s", create)],
      ways: [],
    },
    {
      title: "out of a privileged pod to the tokens on its node",
      objects: [
        ...BOSS,
        WORKER,
        pod("t/p", "boss", { nodeName: "worker" }),
        pod("s/open", "nobody", {
          nodeName: "worker",
          automountServiceAccountToken: false,
          containers: [{ name: "main", image: "i", securityContext: { privileged: true } }],
        }),
        ...inside("s", rule("create", "pods/exec")),
      ],
      ways: ["exec-in-pod > pod-escape > node-tokens"],
    },
    {
      title: "near miss: the account's pod is on another node",
      objects: [
        ...BOSS,
        WORKER,
        pod("t/p", "boss", { nodeName: "other" }),
        pod("s/open", "nobody", {
          nodeName: "worker",
          containers: [{ name: "main", image: "i", securityContext: { privileged: true } }],
        }),
        ...inside("s", rule("create", "pods/exec")),
      ],
      ways: [],
    },
    {
      title: "pods of other nodes driven to it are not sure",
      objects: [
        ...BOSS,
        WORKER,
        pod("t/p", "boss", { nodeName: "other" }),
        pod("s/open", "nobody", {
          nodeName: "worker",
          containers: [{ name: "main", image: "i", securityContext: { privileged: true } }],
        }),
        ...everywhere(rule("patch", "nodes")),
        role("exec", rule("create", "pods/exec")),
        binding("s/exec", "ClusterRole exec", ME),
      ],
      ways: ["exec-in-pod > pod-escape > steer-pods ?"],
    },
    {
      title: "every pod through the kubelet, by get alone",
      objects: [...BOSS, pod("t/p", "boss"), ...everywhere(rule("get", "nodes/proxy"))],
      ways: ["kubelet-exec"],
    },
    {
      title: "the pods of one node through its kubelet",
      objects: [
        ...BOSS,
        pod("t/p", "boss", { nodeName: "worker" }),
        ...everywhere(rule("get", "nodes/proxy", { resourceNames: ["worker"] })),
      ],
      ways: ["kubelet-exec"],
    },
    {
      title: "near miss: nodes/stats is not nodes/proxy",
      objects: [
        ...BOSS,
        pod("t/p", "boss"),
        ...everywhere(rule("get", "nodes nodes/stats nodes/metrics")),
      ],
      ways: [],
    },
    {
      title: "a certificate of a kubelet",
      objects: [
        ...BOSS,
        pod("t/p", "boss"),
        ...everywhere(
          rule("create", "certificatesigningrequests", ofGroup("certificates.k8s.io")),
          rule("update", "certificatesigningrequests/approval", ofGroup("certificates.k8s.io")),
          rule("approve", "signers", {
            ...ofGroup("certificates.k8s.io"),
            resourceNames: ["kubernetes.io/kube-apiserver-client-kubelet"],
          }),
        ),
      ],
      ways: ["approve-node-certificate"],
    },
  ])("$title", (one) => {
    expect(outcomeOf(one)).toEqual(one.ways);
  });
});
