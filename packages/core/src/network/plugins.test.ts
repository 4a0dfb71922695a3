import { describe, expect, test } from "vitest";
import { ask, podOf, policyOf } from "../../testing/network/ask.ts";
import { wholeSnapshotOf } from "../../testing/snapshot.ts";
import type { KubernetesObject } from "../kubernetes/object.ts";
import { createNetworkAnalysis } from "./analysis.ts";
import type { CniName } from "./cni-names.ts";
import { lintNetwork } from "./lint/lint.ts";
import type { NetworkSettings } from "./model.ts";

function verdict(
  question: string,
  objects: readonly KubernetesObject[],
  settings: NetworkSettings,
): string {
  return ask(question, objects, settings).verdict;
}

describe("labels that Cilium leaves out of identities (pkg/labelsfilter, Cilium 1.20.2)", () => {
  const CILIUM: NetworkSettings = { cni: "cilium" };

  /** Whether a policy for what has a label closes the pod that has it. */
  function closes(key: string, settings = CILIUM, more: readonly KubernetesObject[] = []): boolean {
    const podSelector = { matchExpressions: [{ key, operator: "Exists" }] };
    const objects = [
      podOf("x/a", {}),
      podOf("x/b", { [key]: "v" }),
      policyOf("x/p", { podSelector }),
    ];
    return verdict("x/a => x/b TCP 80", [...objects, ...more], settings) === "no";
  }

  test.each([
    "statefulset.kubernetes.io/pod-name",
    "apps.kubernetes.io/pod-index",
    "batch.kubernetes.io/controller-uid",
    "batch.kubernetes.io/job-completion-index",
    "controller-uid",
    "pod-template-hash",
    "pod-template-generation",
    "controller-revision-hash",
    "kubernetes.io/arch",
    "topology.kubernetes.io/zone",
    "beta.kubernetes.io/os",
    "my.beta.kubernetes.io/size",
    "k8s.io/cluster",
    "io.kubernetes.thing",
    "annotation.thing",
    "etcd_node",
    "io.cilium.k8s.thing",
  ])("%s selects nothing", (key) => {
    expect(closes(key)).toBe(false);
    expect(closes(key, { cni: "calico" })).toBe(true);
  });

  test.each([
    "app",
    "app.kubernetes.io/name",
    "k8s-app",
    "job-name",
    "batch.kubernetes.io/job-name",
    "my.kubernetes.io/app",
    "apps.kubernetes.io/other",
  ])("%s selects", (key) => {
    expect(closes(key)).toBe(true);
  });

  test("what is told of it, by its ConfigMap or by whoever asks, comes on top", () => {
    const config = (labels: string): KubernetesObject => ({
      apiVersion: "v1",
      kind: "ConfigMap",
      metadata: { name: "cilium-config", namespace: "kube-system" },
      data: { labels },
    });
    expect(closes("app", CILIUM, [config("k8s:!app")])).toBe(false);
    expect(closes("app", CILIUM, [config("k8s:team")])).toBe(false);
    expect(closes("team", CILIUM, [config("k8s:team")])).toBe(true);
    expect(closes("app", CILIUM, [config("container:!app")])).toBe(true);
    expect(closes("pod-template-hash", { ...CILIUM, ciliumLabels: ["pod-template-hash/"] })).toBe(
      false,
    );
    expect(closes("app", { ...CILIUM, ciliumLabels: ["!app"] }, [config("")])).toBe(false);
  });

  test("the verdict names them, and what changes them", () => {
    const podSelector = { matchLabels: { "pod-template-hash": "5d4c" } };
    const objects = [
      podOf("x/a", {}),
      podOf("x/b", podSelector.matchLabels),
      policyOf("x/p", { podSelector }),
    ];
    expect(ask("x/a => x/b TCP 80", objects, CILIUM).assumptions).toEqual([
      "Policies see pods as if they had no label pod-template-hash: Cilium leaves it out by its default filter, which its option labels changes.",
    ]);
    const told = { ...CILIUM, ciliumLabels: ["k8s:!team", "k8s:(a|b)"] };
    expect(ask("x/a => x/b TCP 80", objects, told).assumptions).toEqual([
      "Policies see pods as if they had no label pod-template-hash: Cilium leaves it out by its filter of labels, which its option labels changes.",
      "Patterns of Cilium's option labels are not evaluated: k8s:(a|b).",
    ]);
  });

  test("a Service finds pods by them all the same", () => {
    const service: KubernetesObject = {
      apiVersion: "v1",
      kind: "Service",
      metadata: { name: "s", namespace: "x" },
      spec: { selector: { "pod-template-hash": "5d4c" }, ports: [{ port: 80 }] },
    };
    const objects = [podOf("x/a", {}), podOf("x/b", { "pod-template-hash": "5d4c" }), service];
    expect(verdict("x/a => x/s TCP 80", objects, CILIUM)).toBe("yes");
  });
});

describe("ports by name", () => {
  const port = (name: string, containerPort: number, protocol = "TCP") => ({
    name,
    containerPort,
    protocol,
  });
  const server = podOf(
    "x/b",
    { app: "b" },
    {
      initContainers: [
        { name: "early", ports: [port("early", 1)] },
        { name: "mesh", restartPolicy: "Always", ports: [port("mesh", 2)] },
      ],
      containers: [
        { name: "one", ports: [port("web", 3), port("twice", 4)] },
        { name: "two", ports: [port("twice", 5)] },
      ],
    },
  );
  const policy = (name: string) =>
    policyOf("x/p", {
      podSelector: { matchLabels: { app: "b" } },
      ingress: [{ ports: [{ port: name }] }],
    });

  // Cilium 1.20.2 GetPodMetadata of pkg/k8s/labels.go; Calico's conversion/workload_endpoint_default.go.
  test.each([
    ["kubernetes", "web 3, twice 4, twice 5"],
    ["kube-network-policies", "web 3, twice 4, twice 5"],
    ["cilium", "web 3, twice 5"],
    ["calico", "early 1, mesh 2, web 3, twice 4, twice 5"],
  ] as const)("for %s are %s", (cni: CniName, expected) => {
    const open = ["early 1", "mesh 2", "web 3", "twice 4", "twice 5"].filter((each) => {
      const [name = "", number = ""] = each.split(" ");
      const objects = [podOf("x/a", {}), server, policy(name)];
      return verdict(`x/a => x/b TCP ${number}`, objects, { cni }) === "yes";
    });
    expect(open.join(", ")).toBe(expected);
  });

  test("that plugins differ in is said", () => {
    const objects = [podOf("x/a", {}), server, policy("mesh")];
    expect(ask("x/a => x/b TCP 2", objects).assumptions).toContain(
      "Ports that policies name are taken to be those of spec.containers alone; network plugins differ in this.",
    );
    expect(ask("x/a => x/b TCP 2", objects, { cni: "calico" }).assumptions).toEqual([
      "Ports that policies name are taken to be those of every init container too; calico has it so.",
    ]);
    expect(
      ask("x/a => x/b TCP 3", [podOf("x/a", {}), server, policy("web")], { cni: "calico" })
        .assumptions,
    ).toEqual([]);
  });
});

describe("a pod and its own node", () => {
  const node = (name: string, address: string): KubernetesObject => ({
    apiVersion: "v1",
    kind: "Node",
    metadata: { name },
    status: { addresses: [{ type: "InternalIP", address }] },
  });
  const NODES = [node("n", "192.0.2.1"), node("m", "192.0.2.2")];
  const pod = podOf("x/a", { app: "a" }, { nodeName: "n" });
  const denying = (fromEntities: readonly string[]): KubernetesObject => ({
    apiVersion: "cilium.io/v2",
    kind: "CiliumNetworkPolicy",
    metadata: { name: "p", namespace: "x" },
    spec: { endpointSelector: {}, ingressDeny: [{ fromEntities: [...fromEntities] }] },
  });

  // computePolicyEnforcementAndRules of pkg/policy/repository.go, Cilium 1.20.2.
  test("are open to each other with Cilium unless a rule denies it", () => {
    const own = "192.0.2.1 => x/a TCP 80";
    const objects = [...NODES, pod];
    expect(verdict(own, [...objects, denying(["world"])], {})).toBe("yes");
    expect(verdict(own, [...objects, denying(["all"])], {})).toBe("no");
    expect(verdict(own, [...objects, denying(["host"])], {})).toBe("unknown");
    expect(verdict("192.0.2.2 => x/a TCP 80", [...objects, denying(["world"])], {})).toBe("no");
    expect(
      verdict(own, [...objects, policyOf("x/q", { podSelector: {} })], { cni: "calico" }),
    ).toBe("yes");
  });
});

test("rules that policyTypes leaves out have an effect with Cilium, of which there is a remark", () => {
  const policy = policyOf("x/p", { podSelector: {}, policyTypes: ["Ingress"], egress: [{}] });
  const remarks = (cni: CniName) =>
    lintNetwork(createNetworkAnalysis(wholeSnapshotOf([podOf("x/a", {}), policy]), { cni }))
      .filter(({ rule }) => rule === "rules-without-effect")
      .map(({ message }) => message);
  expect(remarks("calico")).toEqual([
    "the rules for egress have no effect: policyTypes does not name Egress",
  ]);
  expect(remarks("cilium")).toEqual([
    "the rules for egress have no effect but with Cilium, by a fault of it: policyTypes does not name Egress",
  ]);
});
