import { describe, expect, test } from "vitest";
import type { KubernetesObject } from "../../kubernetes/object.ts";
import { account, binding, role, rule } from "../testing.ts";
import type { GoalId } from "./goals.ts";
import { EVERYTHING, escalationOf, namespace, pod, type TestCluster, waysTo } from "./testing.ts";

interface Case extends TestCluster {
  readonly title: string;
  readonly objects: readonly KubernetesObject[];
  readonly goal?: GoalId;
  readonly ways: readonly string[];
}

const ME = account("s/me");
const BOSS = [role("all", EVERYTHING), binding("boss", "ClusterRole all", account("t/boss"))];
const WORKER: KubernetesObject = { apiVersion: "v1", kind: "Node", metadata: { name: "worker" } };
const CONTROL_PLANE: KubernetesObject = {
  apiVersion: "v1",
  kind: "Node",
  metadata: { name: "control", labels: { "node-role.kubernetes.io/control-plane": "" } },
};

function everywhere(...rules: readonly ReturnType<typeof rule>[]): readonly KubernetesObject[] {
  return [role("mine", ...rules), binding("mine", "ClusterRole mine", ME)];
}

function inside(
  space: string,
  ...rules: readonly ReturnType<typeof rule>[]
): readonly KubernetesObject[] {
  return [role("mine", ...rules), binding(`${space}/mine`, "ClusterRole mine", ME)];
}

function group(apiGroup: string) {
  return { apiGroups: [apiGroup] };
}

function check({ objects, goal, ways, title: _, ...options }: Case): void {
  const cluster = [namespace("t"), namespace("kube-system"), ...objects];
  expect(waysTo(escalationOf(cluster, options), "s/me", goal)).toEqual(ways);
}

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
  test.each<Case>([
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
          rule("create", "certificatesigningrequests", group("certificates.k8s.io")),
          rule("update", "certificatesigningrequests/approval", group("certificates.k8s.io")),
          rule("approve", "signers", {
            ...group("certificates.k8s.io"),
            resourceNames: ["kubernetes.io/kube-apiserver-client-kubelet"],
          }),
        ),
      ],
      ways: ["approve-node-certificate"],
    },
  ])("$title", check);
});

describe("admission and what else stands in the way of requests", () => {
  const admission = group("admissionregistration.k8s.io");
  test.each<Case>([
    {
      title: "a mutating webhook",
      objects: everywhere(rule("create", "mutatingwebhookconfigurations", admission)),
      ways: ["mutating-webhook"],
    },
    {
      title: "near miss: reading webhooks",
      objects: everywhere(rule("get list watch", "mutatingwebhookconfigurations", admission)),
      ways: [],
    },
    {
      title: "a validating webhook sees only what is written later",
      objects: everywhere(rule("patch", "validatingwebhookconfigurations", admission)),
      goal: "secrets",
      ways: ["validating-webhook ?"],
    },
    {
      title: "a MutatingAdmissionPolicy with its binding",
      objects: everywhere(
        rule("create", "mutatingadmissionpolicies mutatingadmissionpolicybindings", admission),
      ),
      ways: ["mutating-policy"],
    },
    {
      title: "it is off before 1.36",
      objects: everywhere(
        rule("create", "mutatingadmissionpolicies mutatingadmissionpolicybindings", admission),
      ),
      kubernetesVersion: "v1.34",
      ways: ["mutating-policy ?"],
    },
    {
      title: "near miss: a policy without a binding does nothing",
      objects: everywhere(rule("create update", "mutatingadmissionpolicies", admission)),
      ways: [],
    },
    {
      title: "a policy that is bound already",
      objects: [
        {
          apiVersion: "admissionregistration.k8s.io/v1",
          kind: "MutatingAdmissionPolicyBinding",
          metadata: { name: "b" },
        },
        ...everywhere(rule("update", "mutatingadmissionpolicies", admission)),
      ],
      ways: ["mutating-policy"],
    },
    {
      title: "a ValidatingAdmissionPolicy deleted is a gain of another kind",
      objects: everywhere(rule("delete", "validatingadmissionpolicies", admission)),
      goal: "admission",
      ways: ["admission-guard"],
    },
    {
      title: "an APIService",
      objects: everywhere(rule("update", "apiservices", group("apiregistration.k8s.io"))),
      ways: ["api-service ?"],
    },
    {
      title: "a conversion webhook",
      objects: everywhere(
        rule("patch", "customresourcedefinitions", group("apiextensions.k8s.io")),
      ),
      goal: "traffic",
      ways: ["conversion-webhook"],
    },
    {
      title: "aws-auth, where there is one",
      objects: [
        {
          apiVersion: "v1",
          kind: "ConfigMap",
          metadata: { name: "aws-auth", namespace: "kube-system" },
        },
        ...inside("kube-system", rule("patch", "configmaps", { resourceNames: ["aws-auth"] })),
      ],
      ways: ["aws-auth"],
    },
    {
      title: "near miss: no aws-auth",
      objects: inside("kube-system", rule("patch", "configmaps")),
      ways: [],
    },
    {
      title: "near miss: ConfigMaps of another namespace",
      objects: [
        {
          apiVersion: "v1",
          kind: "ConfigMap",
          metadata: { name: "aws-auth", namespace: "kube-system" },
        },
        ...inside("t", rule("patch", "configmaps")),
      ],
      ways: [],
    },
    {
      title: "the cluster's DNS",
      objects: inside("kube-system", rule("update", "configmaps")),
      goal: "traffic",
      ways: ["cluster-dns"],
    },
    {
      title: "network policies are a gain of another kind",
      objects: inside("t", rule("delete", "networkpolicies", group("networking.k8s.io"))),
      goal: "network",
      ways: ["network-policy"],
    },
    {
      title: "near miss: policies of the cluster by a RoleBinding",
      objects: inside("t", rule("delete", "ciliumclusterwidenetworkpolicies", group("cilium.io"))),
      goal: "network",
      ways: [],
    },
    {
      title: "the cloud identity of another account is not sure",
      objects: [
        {
          apiVersion: "v1",
          kind: "ServiceAccount",
          metadata: {
            name: "bucket",
            namespace: "t",
            annotations: { "eks.amazonaws.com/role-arn": "arn" },
          },
        },
        ...inside("t", rule("create", "pods"), rule("patch", "serviceaccounts")),
      ],
      goal: "cloud",
      ways: ["create-workload > cloud-identity ?"],
    },
  ])("$title", check);
});

describe("operators", () => {
  function controller(name: string, image: string, ...args: readonly string[]): KubernetesObject {
    return {
      apiVersion: "apps/v1",
      kind: "Deployment",
      metadata: { name, namespace: "t" },
      spec: {
        template: {
          spec: { serviceAccountName: "boss", containers: [{ name: "manager", image, args }] },
        },
      },
    };
  }
  const flux = rule("create", "kustomizations", group("kustomize.toolkit.fluxcd.io"));
  test.each<Case>([
    {
      title: "Flux acts with its own rights",
      objects: [
        ...BOSS,
        controller("kustomize-controller", "ghcr.io/fluxcd/kustomize-controller:v1"),
        ...inside("s", flux),
      ],
      ways: ["confused-deputy"],
    },
    {
      title: "near miss: Flux that acts as an account of the namespace",
      objects: [
        ...BOSS,
        controller(
          "kustomize-controller",
          "ghcr.io/fluxcd/kustomize-controller:v1",
          "--default-service-account=default",
        ),
        ...inside("s", flux),
      ],
      ways: [],
    },
    {
      title: "an operator that the input does not show is not sure",
      objects: inside("s", flux),
      ways: ["confused-deputy ?"],
    },
    {
      title: "near miss: an asterisk says nothing about an operator that is not there",
      objects: inside("s", { verbs: ["create"], apiGroups: ["*"], resources: ["kustomizations"] }),
      ways: [],
    },
    {
      title: "Argo Workflows runs pods as any account of the namespace",
      objects: [
        ...BOSS,
        controller("workflow-controller", "quay.io/argoproj/workflow-controller:v3"),
        ...inside("t", rule("create", "workflows", group("argoproj.io"))),
      ],
      ways: ["confused-deputy"],
    },
    {
      title: "near miss: in a namespace whose accounts have no more",
      objects: [
        ...BOSS,
        namespace("s"),
        controller("workflow-controller", "quay.io/argoproj/workflow-controller:v3"),
        ...inside("s", rule("create", "workflows", group("argoproj.io"))),
      ],
      ways: [],
    },
  ])("$title", check);
});
