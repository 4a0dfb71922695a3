import { describe, expect, it } from "vitest";
import { ask, podOf, policyOf } from "../../testing/network/ask.ts";
import { wholeSnapshotOf } from "../../testing/snapshot.ts";
import type { JsonObject } from "../kubernetes/json.ts";
import type { KubernetesObject } from "../kubernetes/object.ts";
import { cniProfileOf } from "./cni.ts";
import { CNI_NAMES } from "./cni-names.ts";

function daemonSet(name: string, container: JsonObject = {}): KubernetesObject {
  return {
    apiVersion: "apps/v1",
    kind: "DaemonSet",
    metadata: { name, namespace: "kube-system" },
    spec: { template: { spec: { containers: [{ name: "agent", ...container }] } } },
  };
}

function definition(name: string): KubernetesObject {
  return {
    apiVersion: "apiextensions.k8s.io/v1",
    kind: "CustomResourceDefinition",
    metadata: { name },
  };
}

function configMap(name: string, data: JsonObject): KubernetesObject {
  return {
    apiVersion: "v1",
    kind: "ConfigMap",
    metadata: { name, namespace: "kube-system" },
    data,
  };
}

describe("the network plugin", () => {
  it.each<[string, readonly KubernetesObject[]]>([
    ["cilium", [daemonSet("cilium")]],
    ["cilium", [daemonSet("anetd")]],
    ["cilium", [definition("ciliumnetworkpolicies.cilium.io")]],
    ["calico", [daemonSet("calico-node")]],
    ["calico", [daemonSet("kube-flannel-ds"), daemonSet("canal")]],
    ["calico", [definition("globalnetworkpolicies.crd.projectcalico.org")]],
    ["antrea", [daemonSet("antrea-agent")]],
    ["kube-ovn", [daemonSet("kube-ovn-cni")]],
    ["ovn-kubernetes", [daemonSet("ovnkube-node")]],
    ["weave", [daemonSet("weave-net")]],
    ["kube-router", [daemonSet("kube-router")]],
    ["azure-npm", [daemonSet("azure-npm")]],
    ["kube-network-policies", [daemonSet("kindnet"), daemonSet("kube-network-policies")]],
    ["kindnet", [daemonSet("kindnet", { image: "kindest/kindnetd:v20240813-c6f155d6" })]],
    ["unenforced", [daemonSet("kindnet", { image: "kindest/kindnetd:v20230809-80a64d96" })]],
    ["flannel", [daemonSet("kube-flannel-ds")]],
    ["unenforced", [daemonSet("aws-node")]],
    ["aws-vpc", [daemonSet("aws-node", { args: ["--enable-network-policy=true"] })]],
    [
      "aws-vpc",
      [
        daemonSet("aws-node"),
        configMap("amazon-vpc-cni", { "enable-network-policy-controller": "true" }),
      ],
    ],
  ])("is %s by what the objects show", (name, objects) => {
    const { value, known } = cniProfileOf(wholeSnapshotOf(objects));
    expect([value.name, known]).toEqual([name, "observed"]);
  });

  it("is the API as it is written where nothing shows one, and what is configured in any case", () => {
    const unknown = cniProfileOf(wholeSnapshotOf([daemonSet("log-collector")]));
    expect([unknown.value.name, unknown.known]).toEqual(["kubernetes", "defaulted"]);
    const configured = cniProfileOf(wholeSnapshotOf([daemonSet("cilium")]), { cni: "calico" });
    expect([configured.value.name, configured.known]).toEqual(["calico", "configured"]);
  });

  it("Cilium matches nodes by address where it is configured to", () => {
    const config = configMap("cilium-config", { "policy-cidr-match-mode": "nodes" });
    expect(cniProfileOf(wholeSnapshotOf([daemonSet("cilium")])).value.ipBlocksMatchNodes).toBe(
      false,
    );
    expect(
      cniProfileOf(wholeSnapshotOf([daemonSet("cilium"), config])).value.ipBlocksMatchNodes,
    ).toBe(true);
  });

  it("names are sorted", () => {
    expect(CNI_NAMES).toEqual(CNI_NAMES.toSorted());
    expect(CNI_NAMES).toContain("unenforced");
  });
});

describe("a plugin that enforces nothing", () => {
  const objects = [podOf("x/a", {}), podOf("x/b", {}), policyOf("x/closed", { podSelector: {} })];

  it("lets through what policies deny, and the verdict calls it unenforced", () => {
    const verdict = ask("x/a => x/b TCP 80", [...objects, daemonSet("kube-flannel-ds")]);
    expect(verdict.verdict).toBe("yes");
    expect(verdict.reason).toBe(
      "unenforced: policies say otherwise, and the network plugin does not enforce them",
    );
    expect(verdict.unenforced).toEqual([
      {
        object: {
          apiVersion: "networking.k8s.io/v1",
          kind: "NetworkPolicy",
          namespace: "x",
          name: "closed",
        },
        path: ["spec", "podSelector"],
        message: "the policy selects the pod, and none of its ingress rules allows this",
      },
    ]);
    expect(verdict.assumptions).toEqual([
      "The network plugin flannel does not enforce NetworkPolicy: they are without effect.",
    ]);
  });

  it("says so in its own words where there is none", () => {
    expect(ask("x/a => x/b TCP 80", objects, { cni: "unenforced" }).assumptions).toEqual([
      "No network plugin enforces policies here: each NetworkPolicy is without effect.",
    ]);
  });
});

describe("policies that only a network plugin knows", () => {
  const foreign = (apiVersion: string, kind: string): KubernetesObject => ({
    apiVersion,
    kind,
    metadata: { name: "p", namespace: "x" },
    spec: {},
  });

  it.each([
    ["antrea", "crd.antrea.io/v1beta1", "NetworkPolicy"],
    ["antrea", "crd.antrea.io/v1beta1", "ClusterNetworkPolicy"],
    ["ovn-kubernetes", "k8s.ovn.org/v1", "EgressFirewall"],
  ] as const)("of %s leave it open: %s %s", (cni, apiVersion, kind) => {
    const { verdict, reason } = ask(
      "x/a => x/b TCP 80",
      [podOf("x/a", {}), podOf("x/b", {}), foreign(apiVersion, kind)],
      { cni },
    );
    expect(verdict).toBe("unknown");
    expect(reason).toContain(`a ${kind} of ${apiVersion} is not evaluated`);
  });
});
