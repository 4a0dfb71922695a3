import { describe, expect, test } from "vitest";
import { ask, clusterPolicyOf, policyOf, TWO_NAMESPACES } from "../../../testing/network/ask.ts";
import { wholeSnapshotOf } from "../../../testing/snapshot.ts";
import type { JsonObject } from "../../kubernetes/json.ts";
import type { KubernetesObject } from "../../kubernetes/object.ts";
import { createNetworkAnalysis } from "../analysis.ts";
import type { NetworkSettings } from "../model.ts";

function verdict(
  question: string,
  objects: readonly KubernetesObject[],
  settings: NetworkSettings,
): string {
  return ask(question, objects, settings).verdict;
}

// libcalico-go/lib/backend/k8s/conversion/clusternetworkpolicy.go of projectcalico/calico.
describe("ClusterNetworkPolicies with Calico", () => {
  const egress = (action: string, to: JsonObject, more: JsonObject = {}): KubernetesObject =>
    clusterPolicyOf("p", { egress: [{ action, to: [to], ...more }] });
  const NODES = { nodes: { matchLabels: { zone: "a" } } };
  const NAMES = { domainNames: ["example.com"] };
  const NAMED = { protocols: [{ destinationNamedPort: "web" }] };
  const PODS = { pods: { podSelector: { matchLabels: { app: "nowhere" } } } };

  test.each([
    ["Deny", NODES, {}, "no"],
    ["Pass", NODES, {}, "no"],
    ["Accept", NODES, {}, "yes"],
    ["Deny", NAMES, {}, "no"],
    ["Deny", PODS, NAMED, "no"],
    ["Pass", PODS, NAMED, "no"],
    ["Accept", PODS, NAMED, "yes"],
    ["Deny", PODS, {}, "yes"],
  ] as const)("%s to %j %j leaves pods open to each other: %s", (action, to, more, expected) => {
    const objects = [...TWO_NAMESPACES, egress(action, to, more)];
    expect(verdict("x/a => y/b TCP 80", objects, { cni: "calico" })).toBe(expected);
    expect(verdict("x/a => y/b TCP 80", objects, { cni: "kube-network-policies" })).toBe("yes");
  });

  test("an Accept that is not evaluated opens nothing", () => {
    const closed = policyOf("x/closed", { podSelector: {}, policyTypes: ["Egress"] });
    const objects = [...TWO_NAMESPACES, closed, egress("Accept", NAMES)];
    expect(verdict("x/a => 203.0.113.7 TCP 80", objects, { cni: "calico" })).toBe("no");
    expect(verdict("x/a => 203.0.113.7 TCP 80", objects, { cni: "kube-network-policies" })).toBe(
      "unknown",
    );
  });

  test("the NetworkSets of namespaces are peers by their namespaces", () => {
    const set = (kind: string, metadata: JsonObject): KubernetesObject => ({
      apiVersion: "projectcalico.org/v3",
      kind,
      metadata: { name: "s", labels: { app: "b" }, ...metadata },
      spec: { nets: ["203.0.113.0/24"] },
    });
    const question = "x/a => 203.0.113.7 TCP 80";
    const answer = (to: JsonObject, ...sets: KubernetesObject[]) =>
      verdict(question, [...TWO_NAMESPACES, ...sets, egress("Deny", to)], { cni: "calico" });
    const two = { namespaces: { matchLabels: { team: "two" } } };
    expect(answer(two, set("NetworkSet", { namespace: "y" }))).toBe("no");
    expect(answer(two, set("NetworkSet", { namespace: "x" }))).toBe("yes");
    expect(answer({ namespaces: {} }, set("GlobalNetworkSet", {}))).toBe("yes");
    expect(answer({ pods: { podSelector: {} } }, set("NetworkSet", { namespace: "y" }))).toBe(
      "yes",
    );
    expect(
      answer(
        { pods: { podSelector: { matchLabels: { app: "b" } } } },
        set("NetworkSet", { namespace: "y" }),
      ),
    ).toBe("yes");
  });
});

// libcalico-go/lib/validator/v3/validator.go of projectcalico/calico.
describe("Calico refuses", () => {
  const policy = (kind: string, spec: JsonObject): KubernetesObject => ({
    apiVersion: "projectcalico.org/v3",
    kind,
    metadata: { name: "p", namespace: "x" },
    spec,
  });
  const allow = (rule: JsonObject): JsonObject => ({ ingress: [{ action: "Allow", ...rule }] });
  const problems = (object: KubernetesObject): readonly string[] =>
    createNetworkAnalysis(wholeSnapshotOf([object])).problems.map(({ path, message }) =>
      [path.join("."), message].join(": "),
    );

  test.each([
    [
      { source: { notNets: ["0.0.0.0/0"] } },
      "source.notNets.0: what is no address at all matches nothing",
    ],
    [
      { source: { notNets: ["::/0"] } },
      "source.notNets.0: what is no address at all matches nothing",
    ],
    [
      { source: { nets: ["10.1.2.3/8"] } },
      "source.nets.0: a net begins with its first address, 10.0.0.0",
    ],
    [{ protocol: "tcp" }, "protocol: there is no protocol tcp"],
  ] as const)("%j", (rule, message) => {
    expect(problems(policy("NetworkPolicy", allow(rule)))).toEqual([`spec.ingress.0.${message}`]);
    expect(problems(policy("StagedNetworkPolicy", allow(rule)))).toEqual([
      `spec.ingress.0.${message}`,
    ]);
  });

  test.each([
    [{ source: { nets: ["0.0.0.0/0"] } }],
    [{ source: { notNets: ["10.0.0.0/8"] } }],
    [{ protocol: "TCP" }],
  ])("not %j", (rule) => {
    expect(problems(policy("NetworkPolicy", allow(rule)))).toEqual([]);
  });

  test("staged policies as those that they are to become, and they have no effect", () => {
    expect(problems(policy("StagedGlobalNetworkPolicy", { selector: "app = 'a'" }))).toHaveLength(
      1,
    );
    expect(
      problems(
        policy("StagedKubernetesNetworkPolicy", { podSelector: {}, ingress: [{ from: [{}] }] }),
      ),
    ).toEqual([
      "spec.ingress.0.from.0: a peer has a podSelector, a namespaceSelector or an ipBlock",
    ]);
    expect(problems(policy("StagedNetworkPolicy", { stagedAction: "Remove" }))).toEqual([
      "spec.stagedAction: a stagedAction is one of Set, Delete, Learn, Ignore",
    ]);
    expect(
      problems(policy("StagedNetworkPolicy", { stagedAction: "Delete", selector: "all()" })),
    ).toEqual(["spec.stagedAction: a policy to delete has no selector"]);
    expect(
      problems(policy("StagedNetworkPolicy", { stagedAction: "Delete", tier: "default" })),
    ).toEqual([]);
    const closed = policy("StagedNetworkPolicy", { types: ["Ingress"] });
    expect(verdict("x/a => x/b TCP 80", [...TWO_NAMESPACES, closed], { cni: "calico" })).toBe(
      "yes",
    );
  });
});
