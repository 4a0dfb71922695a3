import { describe, expect, test } from "vitest";
import { reaches } from "../../../testing/network/plugin-cluster.ts";
import type { JsonObject } from "../../kubernetes/json.ts";

describe("Cilium", () => {
  const policy = (spec: JsonObject) => ({
    apiVersion: "cilium.io/v2",
    kind: "CiliumNetworkPolicy",
    metadata: { name: "p", namespace: "shop" },
    spec,
  });
  const api = { endpointSelector: { matchLabels: { app: "api" } } };

  const group = (name: string, labels: JsonObject, ...externalCIDRs: string[]) => ({
    apiVersion: "cilium.io/v2",
    kind: "CiliumCIDRGroup",
    metadata: { name, labels },
    spec: { externalCIDRs },
  });
  const GROUPS = [
    group("wide", { app: "a", tier: "one" }, "192.0.0.0/8"),
    group("narrow", { app: "b" }, "192.0.2.0/24"),
  ];
  const expressions = (key: string, operator: string, ...values: string[]) => ({
    matchExpressions: [{ key, operator, ...(values.length > 0 && { values }) }],
  });

  // matchesEncodedRequirements of pkg/policy/types/requirements.go, mergeLabels of pkg/ipcache/metadata.go, Cilium 1.20.2.
  test.each([
    ["a label of a group", { matchLabels: { app: "a" } }, "yes", "no", "no"],
    ["labels of two groups", { matchLabels: { tier: "one", app: "b" } }, "yes", "no", "no"],
    ["what has no such label", expressions("app", "NotIn", "b"), "no", "yes", "no"],
    ["what has no label", expressions("app", "DoesNotExist"), "no", "yes", "no"],
    ["what has any", expressions("tier", "Exists"), "yes", "no", "no"],
    ["everything outside", {}, "yes", "yes", "no"],
  ] as const)("groups of addresses by %s", (_, cidrGroupSelector, ...expected) => {
    const spec = { ...api, ingress: [{ fromCIDRSet: [{ cidrGroupSelector }] }] };
    const policies = [...GROUPS, policy(spec)];
    const from = ["192.0.2.7", "203.0.113.7", "bank/ledger"];
    expect(from.map((each) => reaches(policies, each, "shop/api"))).toEqual(expected);
  });

  test("exceptions hold for groups too", () => {
    const set = { cidrGroupSelector: { matchLabels: { app: "b" } }, except: ["192.0.2.0/28"] };
    const policies = [...GROUPS, policy({ ...api, ingress: [{ fromCIDRSet: [set] }] })];
    expect(reaches(policies, "192.0.2.7", "shop/api")).toBe("no");
    expect(reaches(policies, "192.0.2.77", "shop/api")).toBe("yes");
  });

  const config = (data: JsonObject) => ({
    apiVersion: "v1",
    kind: "ConfigMap",
    metadata: { name: "cilium-config", namespace: "kube-system" },
    data,
  });

  // getWorldLabel of pkg/labels/cidr.go, Cilium 1.20.2.
  test.each([
    ["false", "world", "192.0.2.7", "yes"],
    ["true", "world", "192.0.2.7", "no"],
    ["true", "world-ipv4", "192.0.2.7", "yes"],
    ["true", "world-ipv4", "2001:db8::1", "no"],
    ["true", "world-ipv6", "2001:db8::1", "yes"],
    ["false", "world-ipv4", "192.0.2.7", "no"],
  ])("with IPv6 %s, reserved:%s and %s: %s", (ipv6, name, from, verdict) => {
    const fromEndpoints = [{ matchLabels: { [`reserved:${name}`]: "" } }];
    const policies = [
      config({ "enable-ipv6": ipv6 }),
      policy({ ...api, ingress: [{ fromEndpoints }] }),
    ];
    expect(reaches(policies, from, "shop/api")).toBe(verdict);
    const world = policy({ ...api, ingress: [{ fromEntities: ["world"] }] });
    expect(reaches([config({ "enable-ipv6": ipv6 }), world], from, "shop/api")).toBe("yes");
  });

  test("the configuration says the cluster's name", () => {
    const asks = (name: string) =>
      policy({
        ...api,
        ingress: [{ fromEndpoints: [{ matchLabels: { "io.cilium.k8s.policy.cluster": name } }] }],
      });
    const named = config({ "cluster-name": "one" });
    expect(reaches([named, asks("one")], "shop/web", "shop/api")).toBe("yes");
    expect(reaches([named, asks("two")], "shop/web", "shop/api")).toBe("no");
  });

  // resolveToServices of pkg/policy/k8s/service.go: what names no Service that there is is as a rule without peers.
  test("a Service that is not there leaves the ports of the rule to everybody", () => {
    const toServices = [{ k8sService: { serviceName: "nowhere" } }];
    const web = { endpointSelector: { matchLabels: { app: "web" } } };
    const ports = { toPorts: [{ ports: [{ port: "80", protocol: "TCP" }] }] };
    const open = policy({ ...web, egress: [{ toServices, ...ports }] });
    expect(reaches([open], "shop/web", "bank/ledger")).toBe("yes");
    expect(reaches([open], "shop/web", "bank/ledger", { port: 81 })).toBe("no");
    expect(reaches([policy({ ...web, egress: [{ toServices }] })], "shop/web", "bank/ledger")).toBe(
      "no",
    );
  });
  test("nodes are told apart by their labels only where Cilium is told so", () => {
    const config = {
      apiVersion: "v1",
      kind: "ConfigMap",
      metadata: { name: "cilium-config", namespace: "kube-system" },
      data: { "enable-node-selector-labels": "true" },
    };
    const node = {
      apiVersion: "v1",
      kind: "Node",
      metadata: { name: "n", labels: { zone: "a" } },
      status: { addresses: [{ type: "InternalIP", address: "192.0.2.1" }] },
    };
    const rule = { fromNodes: [{ matchLabels: { zone: "a" } }] };
    const policies = [config, node, policy({ ...api, ingress: [rule] })];
    expect(reaches(policies, "192.0.2.1", "shop/api")).toBe("unknown");
    expect(reaches(policies, "shop/web", "shop/api")).toBe("no");
  });

  test("a Service without a namespace is that of every namespace", () => {
    const service = (namespace: string, app: string) => ({
      apiVersion: "v1",
      kind: "Service",
      metadata: { name: "ledger", namespace },
      spec: { selector: { app }, ports: [{ port: 80 }] },
    });
    const egress = [{ toServices: [{ k8sService: { serviceName: "ledger" } }] }];
    const policies = [
      service("bank", "ledger"),
      service("shop", "api"),
      policy({ endpointSelector: { matchLabels: { app: "web" } }, egress }),
    ];
    expect(reaches(policies, "shop/web", "bank/ledger")).toBe("yes");
    expect(reaches(policies, "shop/web", "shop/api")).toBe("yes");
    expect(reaches(policies, "shop/web", "bank/teller")).toBe("no");
  });
});
