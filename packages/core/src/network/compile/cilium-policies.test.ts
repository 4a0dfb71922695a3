import { describe, expect, test } from "vitest";
import { reaches } from "../../../testing/network/plugin-cluster.ts";
import type { JsonObject } from "../../kubernetes/json.ts";

describe("Cilium", () => {
  const policy = (spec: JsonObject, name = "p") => ({
    apiVersion: "cilium.io/v2",
    kind: "CiliumNetworkPolicy",
    metadata: { name, namespace: "shop" },
    spec,
  });
  const clusterwide = (spec: JsonObject) => ({
    apiVersion: "cilium.io/v2",
    kind: "CiliumClusterwideNetworkPolicy",
    metadata: { name: "c" },
    spec,
  });
  const api = { endpointSelector: { matchLabels: { app: "api" } } };

  test.each([
    [
      "endpoints without a namespace are of the policy's",
      { fromEndpoints: [{}] },
      "shop/web",
      "yes",
    ],
    ["and of no other", { fromEndpoints: [{}] }, "bank/ledger", "no"],
    [
      "a namespace is a label",
      { fromEndpoints: [{ matchLabels: { "k8s:io.kubernetes.pod.namespace": "bank" } }] },
      "bank/ledger",
      "yes",
    ],
    [
      "so are the labels of a namespace",
      { fromEndpoints: [{ matchLabels: { "io.cilium.k8s.namespace.labels.team": "bank" } }] },
      "bank/ledger",
      "yes",
    ],
    ["an empty list is nobody", { fromEndpoints: [] }, "shop/web", "no"],
    ["an empty rule allows nothing", {}, "shop/web", "no"],
    [
      "ports alone are for everybody",
      { toPorts: [{ ports: [{ port: "80" }] }] },
      "bank/ledger",
      "yes",
    ],
    ["all is everybody", { fromEntities: ["all"] }, "192.0.2.7", "yes"],
    ["the world is outside", { fromEntities: ["world"] }, "192.0.2.7", "yes"],
    ["the world is no pod", { fromEntities: ["world"] }, "bank/ledger", "no"],
    ["the cluster is every pod", { fromEntities: ["cluster"] }, "bank/ledger", "yes"],
    ["the cluster is not outside", { fromEntities: ["cluster"] }, "192.0.2.7", "no"],
    ["addresses are those outside", { fromCIDR: ["192.0.2.0/24"] }, "192.0.2.7", "yes"],
    ["addresses are no pods", { fromCIDR: ["0.0.0.0/0"] }, "bank/ledger", "no"],
    [
      "with exceptions",
      { fromCIDRSet: [{ cidr: "192.0.2.0/24", except: ["192.0.2.0/28"] }] },
      "192.0.2.7",
      "no",
    ],
    [
      "reserved labels are entities",
      { fromEndpoints: [{ matchLabels: { "reserved:world": "" } }] },
      "192.0.2.7",
      "yes",
    ],
    [
      "an empty list is nobody, whatever stands beside it",
      { fromEndpoints: [], fromEntities: ["all"] },
      "shop/web",
      "no",
    ],
    ["ports without any are none", { fromEndpoints: [{}], toPorts: [{}] }, "shop/web", "no"],
    [
      "a source before a key ends with a colon",
      { fromEndpoints: [{ matchLabels: { "k8s.app": "web" } }] },
      "shop/web",
      "no",
    ],
    [
      "the cluster's name is not known",
      { fromEndpoints: [{ matchLabels: { "io.cilium.k8s.policy.cluster": "other" } }] },
      "shop/web",
      "unknown",
    ],
    [
      "what has a reserved label has no other",
      { fromEndpoints: [{ matchLabels: { "reserved:host": "", app: "web" } }] },
      "bank/ledger",
      "no",
    ],
    [
      "without a reserved label is every pod, of any namespace",
      {
        fromEndpoints: [{ matchExpressions: [{ key: "reserved:host", operator: "DoesNotExist" }] }],
      },
      "bank/ledger",
      "yes",
    ],
    [
      "and the world outside",
      {
        fromEndpoints: [{ matchExpressions: [{ key: "reserved:host", operator: "DoesNotExist" }] }],
      },
      "192.0.2.7",
      "yes",
    ],
    [
      "an entity is no reserved label",
      { fromEndpoints: [{ matchLabels: { "reserved:all": "" } }] },
      "shop/web",
      "no",
    ],
    ["the mesh of clusters is every pod", { fromEntities: ["cluster-mesh"] }, "bank/ledger", "yes"],
    ["the mesh is not outside", { fromEntities: ["cluster-mesh"] }, "192.0.2.7", "no"],
    ["ICMP is of no port", { icmps: [{ fields: [{ type: 8 }] }] }, "shop/web", "no"],
    [
      "an account is a label",
      { fromEndpoints: [{ matchLabels: { "io.cilium.k8s.policy.serviceaccount": "default" } }] },
      "shop/web",
      "yes",
    ],
  ] as const)("of sources: %s", (_, rule, from, verdict) => {
    const policies = [policy({ ...api, ingress: [rule] })];
    expect(reaches(policies, from, "shop/api")).toBe(verdict);
  });

  test("a direction is closed by its rules alone", () => {
    const ingress = policy({ ...api, ingress: [{ fromEndpoints: [] }] });
    expect(reaches([ingress], "shop/api", "bank/ledger")).toBe("yes");
    expect(reaches([ingress], "bank/ledger", "shop/api")).toBe("no");
  });

  test("the default deny can be left off or put on", () => {
    const open = { ...api, enableDefaultDeny: { ingress: false } };
    const rules = { ingress: [{ fromEndpoints: [] }] };
    expect(reaches([policy({ ...open, ...rules })], "bank/ledger", "shop/api")).toBe("yes");
    const closed = { enableDefaultDeny: { ingress: true }, egress: [{ toEntities: ["all"] }] };
    // Without a rule of the direction nothing closes it: `RulesToPolicyEntries` of pkg/policy/utils, Cilium 1.20.2.
    expect(reaches([policy({ ...api, ...closed })], "bank/ledger", "shop/api")).toBe("yes");
    const nobody = { enableDefaultDeny: { ingress: true }, ingress: [{ fromEndpoints: [] }] };
    expect(reaches([policy({ ...api, ...nobody })], "bank/ledger", "shop/api")).toBe("no");
  });

  test("what is denied no policy allows", () => {
    const deny = clusterwide({
      endpointSelector: {},
      enableDefaultDeny: { ingress: false, egress: false },
      ingressDeny: [{ fromEndpoints: [{ matchLabels: { app: "ledger" } }] }],
    });
    const all = policy({ ...api, ingress: [{ fromEntities: ["all"] }] });
    const networkPolicy = {
      apiVersion: "networking.k8s.io/v1",
      kind: "NetworkPolicy",
      metadata: { name: "p", namespace: "shop" },
      spec: { podSelector: {}, ingress: [{}] },
    };
    expect(reaches([deny, all, networkPolicy], "bank/ledger", "shop/api")).toBe("no");
    expect(reaches([deny, all, networkPolicy], "shop/web", "shop/api")).toBe("yes");
    expect(reaches([deny], "shop/web", "bank/ledger")).toBe("yes");
  });

  test("rules that deny close the direction too", () => {
    const deny = policy({ ...api, ingressDeny: [{ fromEntities: ["world"] }] });
    expect(reaches([deny], "shop/web", "shop/api")).toBe("no");
  });

  test.each([
    [{ port: "80", protocol: "TCP" }, 80, "TCP", "yes"],
    [{ port: "80", protocol: "TCP" }, 80, "UDP", "no"],
    [{ port: "80" }, 80, "UDP", "yes"],
    [{ port: "80", protocol: "ANY" }, 80, "SCTP", "yes"],
    [{ port: "8000", endPort: 8080, protocol: "TCP" }, 8040, "TCP", "yes"],
    [{ port: "0", protocol: "UDP" }, 5, "UDP", "yes"],
    [{ port: "80", endPort: 70, protocol: "TCP" }, 80, "TCP", "yes"],
    [{ port: "80", endPort: 70, protocol: "TCP" }, 75, "TCP", "no"],
    [{ port: "0120", protocol: "TCP" }, 80, "TCP", "yes"],
    [{ port: 80, protocol: "TCP" }, 80, "TCP", "unknown"],
    [{ port: "80", protocol: "ICMP" }, 80, "TCP", "unknown"],
    [{ port: "http", endPort: 90, protocol: "TCP" }, 80, "TCP", "unknown"],
    [{ port: "http", protocol: "TCP" }, 80, "TCP", "yes"],
    [{ port: "http", protocol: "TCP" }, 81, "TCP", "no"],
  ] as const)("the port %j: %s %s", (port, asked, protocol, verdict) => {
    const rule = { fromEndpoints: [{}], toPorts: [{ ports: [port as unknown as JsonObject] }] };
    expect(
      reaches([policy({ ...api, ingress: [rule] })], "shop/web", "shop/api", {
        port: asked,
        protocol,
      }),
    ).toBe(verdict);
  });

  test("named hosts are known by name alone", () => {
    const egress = [
      { toFQDNs: [{ matchName: "example.com" }], toPorts: [{ ports: [{ port: "443" }] }] },
    ];
    const policies = [policy({ endpointSelector: { matchLabels: { app: "web" } }, egress })];
    expect(reaches(policies, "shop/web", "192.0.2.7", { port: 443 })).toBe("unknown");
    expect(reaches(policies, "shop/web", "192.0.2.7", { port: 80 })).toBe("no");
    expect(reaches(policies, "shop/web", "bank/ledger", { port: 443 })).toBe("no");
  });

  test("a Service stands for the pods that it selects", () => {
    const service = {
      apiVersion: "v1",
      kind: "Service",
      metadata: { name: "ledger", namespace: "bank" },
      spec: { selector: { app: "ledger" }, ports: [{ port: 80 }] },
    };
    const egress = [{ toServices: [{ k8sService: { serviceName: "ledger", namespace: "bank" } }] }];
    const policies = [
      service,
      policy({ endpointSelector: { matchLabels: { app: "web" } }, egress }),
    ];
    expect(reaches(policies, "shop/web", "bank/ledger")).toBe("yes");
    expect(reaches(policies, "shop/web", "shop/api")).toBe("no");
  });

  test("several rules of one object each count", () => {
    const { apiVersion, kind, metadata } = policy({});
    const rule = (app: string) => ({
      ...api,
      ingress: [
        {
          fromEndpoints: [
            {
              matchLabels: {
                app,
                "k8s:io.kubernetes.pod.namespace": app === "web" ? "shop" : "bank",
              },
            },
          ],
        },
      ],
    });
    const policies = [{ apiVersion, kind, metadata, specs: [rule("web"), rule("ledger")] }];
    expect(reaches(policies, "shop/web", "shop/api")).toBe("yes");
    expect(reaches(policies, "bank/ledger", "shop/api")).toBe("yes");
  });

  test("a policy holds in its own namespace, whichever its selector names", () => {
    const named = (key: string) =>
      policy({
        endpointSelector: { matchLabels: { [key]: "bank" } },
        ingress: [{ fromEndpoints: [] }],
      });
    const own = named("k8s:io.kubernetes.pod.namespace");
    expect(reaches([own], "shop/web", "shop/api")).toBe("no");
    expect(reaches([own], "shop/web", "bank/ledger")).toBe("yes");
    const both = named("io.kubernetes.pod.namespace");
    expect(reaches([both], "shop/web", "shop/api")).toBe("yes");
  });

  test("a policy for what has a reserved label is about no pod", () => {
    const endpointSelector = { matchLabels: { "reserved:init": "" } };
    const init = policy({ endpointSelector, ingress: [{ fromEndpoints: [] }] });
    expect(reaches([init], "shop/web", "shop/api")).toBe("yes");
  });

  const everybody = { ingress: [{ fromEntities: ["all"] }] };
  const EXISTS_WITH_VALUES = { key: "app", operator: "Exists", values: ["web"] };

  test.each([
    [{}],
    [{ ...api, ingress: [] }],
    [{ ...api, ingress: {} }],
    [everybody],
    [{ ...api, nodeSelector: {}, ...everybody }],
    [{ nodeSelector: {}, ...everybody }],
    [{ ...api, ...everybody, enableDefaultDeny: { ingress: "no" } }],
    [{ ...api, ingress: [{ fromEntities: ["all"], fromCIDR: ["10.0.0.0/8"] }] }],
    [{ ...api, ingress: [{ fromRequires: [{}] }] }],
    [{ ...api, ingress: [{ fromNodes: [{}] }] }],
    [{ ...api, ingress: [{ fromFQDNs: [{ matchName: "example.com" }] }] }],
    [{ ...api, ingress: [{ fromEndpoints: {} }] }],
    [{ ...api, ingress: [{ fromCIDRSet: [{ cidr: "10.0.0.1" }] }] }],
    [{ ...api, ingress: [{ fromCIDR: ["10.0.0.1"] }] }],
    [{ ...api, ingress: [{ fromCIDR: [], fromEndpoints: [{ matchLabels: { $host: "" } }] }] }],
    [{ ...api, ingress: [{ fromEntities: ["world-ipv4"] }] }],
    [{ ...everybody, endpointSelector: { matchExpressions: [{ key: "app", operator: "In" }] } }],
    [{ ...api, ingress: [{ fromEndpoints: [{ matchExpressions: [EXISTS_WITH_VALUES] }] }] }],
    [{ ...api, ingress: [{ fromEndpoints: [{ matchLabels: { app: "no value" } }] }] }],
    [{ ...api, ingress: [{ fromEndpoints: [{ matchLabels: { $host: "" } }] }] }],
    [{ ...api, ingress: [{ fromEndpoints: [{ matchLabels: { "a:b:c": "d" } }] }] }],
    [
      {
        ...api,
        ingress: [{ fromCIDRSet: [{ cidrGroupSelector: { matchLabels: { app: "-" } } }] }],
      },
    ],
    [{ ...api, ingress: [{ fromCIDRSet: [{ cidr: "10.0.0.0/8", except: ["11.0.0.0/8"] }] }] }],
    [{ ...api, ingress: [{ fromCIDRSet: [{ cidr: "10.0.0.0/8", cidrGroupRef: "g" }] }] }],
    [{ ...api, egressDeny: [{ toServices: [{ k8sService: { serviceName: "api" } }] }] }],
    [{ ...api, ingress: [{ toPorts: [{ ports: [{ port: "80" }] }], icmps: [{ fields: [] }] }] }],
    [
      {
        ...api,
        ingress: [{ toPorts: [{ ports: [{ port: "80" }], rules: { http: [{ path: "/" }] } }] }],
      },
    ],
  ] as const)("what Cilium refuses decides nothing: %j", (spec) => {
    const policies = [policy(spec)];
    expect(reaches(policies, "shop/web", "shop/api")).toBe("unknown");
    expect(reaches(policies, "bank/ledger", "bank/teller")).toBe("yes");
  });

  test("what cannot be read decides nothing", () => {
    const policies = [policy({ ...api, ingress: [{ fromEntities: ["nobody"] }] })];
    expect(reaches(policies, "shop/web", "shop/api")).toBe("unknown");
  });
});
