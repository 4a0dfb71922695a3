import { describe, expect, test } from "vitest";
import type { JsonObject } from "../../kubernetes/json.ts";
import type { KubernetesObject } from "../../kubernetes/object.ts";
import { createNetworkAnalysis } from "../analysis.ts";
import { canReach } from "../can-reach.ts";
import { parseNetworkPlace } from "../places.ts";
import type { Protocol } from "../ports.ts";
import { snapshotOf } from "../testing/cluster.ts";

/** Whether `from` reaches `to` at a port under these policies, in a cluster of a shop and a bank. */
function reaches(
  policies: readonly KubernetesObject[],
  from: string,
  to: string,
  port: number | string = 80,
  protocol: Protocol = "TCP",
): string {
  const analysis = createNetworkAnalysis(snapshotOf(...CLUSTER, ...policies));
  const places = [from, to].map((text) => parseNetworkPlace(text));
  const [source, destination] = places;
  if (!source || !destination) throw new Error(`no place: ${from} or ${to}`);
  const answer = canReach({ from: source, to: destination, port, protocol }, analysis);
  if ("problem" in answer) throw new Error(answer.problem);
  return answer.found.verdict;
}

function pod(namespace: string, name: string, labels: JsonObject, more: JsonObject = {}) {
  const ports = [{ name: "http", containerPort: 80 }];
  return {
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name, namespace, labels },
    spec: { containers: [{ name: "main", ports }], ...more },
  };
}

const CLUSTER: readonly KubernetesObject[] = [
  { apiVersion: "v1", kind: "Namespace", metadata: { name: "shop", labels: { team: "shop" } } },
  { apiVersion: "v1", kind: "Namespace", metadata: { name: "bank", labels: { team: "bank" } } },
  pod("shop", "web", { app: "web" }),
  pod("shop", "api", { app: "api", tier: "back" }, { serviceAccountName: "api" }),
  pod("bank", "ledger", { app: "ledger" }),
];

describe("Calico", () => {
  const policy = (spec: JsonObject, name = "p", namespace: string | undefined = "shop") => ({
    apiVersion: "projectcalico.org/v3",
    kind: namespace === undefined ? "GlobalNetworkPolicy" : "NetworkPolicy",
    metadata: namespace === undefined ? { name } : { name, namespace },
    spec,
  });
  const everywhere = (spec: JsonObject, name = "g") => ({
    ...policy(spec, name),
    kind: "GlobalNetworkPolicy",
    metadata: { name },
  });
  const allow = (source: JsonObject, more: JsonObject = {}) => ({
    action: "Allow",
    source,
    ...more,
  });

  test("who is selected is denied all that no rule allows", () => {
    const policies = [
      policy({ selector: "app == 'api'", ingress: [allow({ selector: "app == 'web'" })] }),
    ];
    expect(reaches(policies, "shop/web", "shop/api")).toBe("yes");
    expect(reaches(policies, "bank/ledger", "shop/api")).toBe("no");
    expect(reaches(policies, "shop/api", "bank/ledger")).toBe("yes");
    expect(reaches(policies, "bank/ledger", "shop/web")).toBe("yes");
  });

  test.each([
    ["a selector alone means the policy's namespace", { selector: "has(app)" }, "shop/web", "yes"],
    ["a selector alone means no other namespace", { selector: "has(app)" }, "bank/ledger", "no"],
    [
      "a namespaceSelector means all pods there",
      { namespaceSelector: "team == 'bank'" },
      "bank/ledger",
      "yes",
    ],
    [
      "both have to hold",
      { namespaceSelector: "team == 'bank'", selector: "app == 'web'" },
      "bank/ledger",
      "no",
    ],
    [
      "namespaces have a name",
      { namespaceSelector: "projectcalico.org/name in {'bank', 'x'}" },
      "bank/ledger",
      "yes",
    ],
    ["nothing at all is everybody", {}, "bank/ledger", "yes"],
    ["a notSelector leaves out", { notSelector: "app == 'web'" }, "shop/web", "no"],
    ["a notSelector leaves in the others", { notSelector: "app == 'web'" }, "bank/ledger", "yes"],
    ["nets match addresses", { nets: ["192.0.2.0/24"] }, "192.0.2.7", "yes"],
    ["nets match no others", { nets: ["192.0.2.0/24"] }, "198.51.100.1", "no"],
    ["notNets leave out", { nets: ["192.0.2.0/24"], notNets: ["192.0.2.7/32"] }, "192.0.2.7", "no"],
    ["global() is no pod", { namespaceSelector: "global()" }, "shop/web", "no"],
    ["a port of the source is not asked for", { ports: [1234] }, "shop/web", "unknown"],
    ["a domain is not known", { domains: ["example.com"] }, "192.0.2.7", "unknown"],
  ] as const)("of sources: %s", (_, source, from, verdict) => {
    const policies = [
      policy({ selector: "app == 'api'", ingress: [allow(source as unknown as JsonObject)] }),
    ];
    expect(reaches(policies, from, "shop/api")).toBe(verdict);
  });

  test("accounts are selected by name", () => {
    const rule = allow({ serviceAccounts: { names: ["api"] } });
    const policies = [policy({ selector: "app == 'web'", ingress: [rule] })];
    expect(reaches(policies, "shop/api", "shop/web")).toBe("yes");
    expect(reaches(policies, "bank/ledger", "shop/web")).toBe("no");
  });

  test("policies are asked by order and then by name, rules as they stand", () => {
    const deny = everywhere({ order: 10, selector: "all()", ingress: [{ action: "Deny" }] });
    const before = everywhere({ order: 5, selector: "app == 'api'", ingress: [allow({})] }, "z");
    expect(reaches([deny, before], "shop/web", "shop/api")).toBe("yes");
    expect(reaches([deny, before], "shop/api", "shop/web")).toBe("no");
    const later = { ...before, spec: { ...before.spec, order: 11 } };
    expect(reaches([deny, later], "shop/web", "shop/api")).toBe("no");
    const named = (name: string) => [
      everywhere({ order: 10, selector: "all()", ingress: [{ action: "Deny" }] }, "m"),
      everywhere({ order: 10, selector: "all()", ingress: [allow({})] }, name),
    ];
    expect(reaches(named("a"), "shop/web", "shop/api")).toBe("yes");
    expect(reaches(named("z"), "shop/web", "shop/api")).toBe("no");
  });

  test("a policy without an order comes last", () => {
    const policies = [
      everywhere({ selector: "all()", ingress: [{ action: "Deny" }] }, "a"),
      everywhere({ order: 1e9, selector: "all()", ingress: [allow({})] }, "b"),
    ];
    expect(reaches(policies, "shop/web", "shop/api")).toBe("yes");
  });

  test("NetworkPolicies lie in the default tier, at order 1000", () => {
    const networkPolicy = {
      apiVersion: "networking.k8s.io/v1",
      kind: "NetworkPolicy",
      metadata: { name: "p", namespace: "shop" },
      spec: { podSelector: {}, ingress: [{}] },
    };
    const deny = (order: number) =>
      everywhere({ order, selector: "all()", ingress: [{ action: "Deny" }] });
    expect(reaches([networkPolicy, deny(999)], "shop/web", "shop/api")).toBe("no");
    expect(reaches([networkPolicy, deny(1001)], "shop/web", "shop/api")).toBe("yes");
  });

  test("a tier before decides unless it passes on", () => {
    const tier = (spec: JsonObject) => ({
      apiVersion: "projectcalico.org/v3",
      kind: "Tier",
      metadata: { name: "security" },
      spec,
    });
    const inTier = (rules: readonly JsonObject[]) =>
      everywhere(
        { tier: "security", selector: "app == 'api'", types: ["Ingress"], ingress: rules },
        "security.g",
      );
    const first = tier({ order: 100 });
    expect(reaches([first, inTier([])], "shop/web", "shop/api")).toBe("no");
    expect(reaches([first, inTier([{ action: "Pass" }])], "shop/web", "shop/api")).toBe("yes");
    expect(reaches([first, inTier([])], "shop/api", "shop/web")).toBe("yes");
    const passing = tier({ order: 100, defaultAction: "Pass" });
    expect(reaches([passing, inTier([])], "shop/web", "shop/api")).toBe("yes");
    expect(reaches([inTier([])], "shop/web", "shop/api")).toBe("unknown");
  });

  test("what a rule says of its own side narrows whom it is about", () => {
    const rules = [
      { action: "Deny", destination: { selector: "app == 'api'" } },
      { action: "Allow" },
    ];
    const policies = [everywhere({ selector: "all()", ingress: rules })];
    expect(reaches(policies, "bank/ledger", "shop/api")).toBe("no");
    expect(reaches(policies, "bank/ledger", "shop/web")).toBe("yes");
  });

  test("types follow the rules that there are", () => {
    const egress = [{ action: "Allow", destination: { selector: "app == 'api'" } }];
    const policies = [policy({ selector: "app == 'web'", egress })];
    expect(reaches(policies, "shop/web", "shop/api")).toBe("yes");
    expect(reaches(policies, "shop/web", "bank/ledger")).toBe("no");
    expect(reaches(policies, "bank/ledger", "shop/web")).toBe("yes");
  });

  test.each([
    [{ protocol: "TCP", destination: { ports: [80, "8000:8080"] } }, 8040, "TCP", "yes"],
    [{ protocol: "TCP", destination: { ports: [80, "8000:8080"] } }, 8081, "TCP", "no"],
    [{ protocol: "TCP", destination: { ports: ["http"] } }, 80, "TCP", "yes"],
    [{ protocol: "TCP", destination: { notPorts: [80] } }, 80, "TCP", "no"],
    [{ protocol: "TCP", destination: { notPorts: [80] } }, 81, "TCP", "yes"],
    [{ protocol: 17 }, 80, "UDP", "yes"],
    [{ protocol: 17 }, 80, "TCP", "no"],
    [{ notProtocol: "UDP" }, 80, "TCP", "yes"],
    [{ notProtocol: "UDP" }, 80, "UDP", "no"],
    [{ protocol: "ICMP" }, 80, "TCP", "no"],
  ] as const)("the ports of %j: %s %s", (rule, port, protocol, verdict) => {
    const ingress = [{ action: "Allow", ...(rule as unknown as JsonObject) }];
    const policies = [policy({ selector: "app == 'api'", ingress })];
    expect(reaches(policies, "shop/web", "shop/api", port, protocol)).toBe(verdict);
  });

  test("sets of addresses are selected by their labels", () => {
    const set = {
      apiVersion: "projectcalico.org/v3",
      kind: "GlobalNetworkSet",
      metadata: { name: "partners", labels: { kind: "partner" } },
      spec: { nets: ["203.0.113.0/24"] },
    };
    const rule = allow({ selector: "kind == 'partner'" });
    const policies = [set, everywhere({ selector: "app == 'api'", ingress: [rule] })];
    expect(reaches(policies, "203.0.113.9", "shop/api")).toBe("yes");
    expect(reaches(policies, "203.0.114.9", "shop/api")).toBe("no");
    const own = [set, policy({ selector: "app == 'api'", ingress: [rule] })];
    expect(reaches(own, "203.0.113.9", "shop/api")).toBe("no");
  });

  test.each(["app = 'web'", "app == web", "(app == 'web'", "app in {'a',}", "!".repeat(5000)])(
    "the selector %s cannot be read, so that nothing is known",
    (selector) => {
      expect(reaches([policy({ selector, ingress: [] })], "bank/ledger", "shop/web")).toBe(
        "unknown",
      );
    },
  );
});

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
    ["ICMP is of no port", { icmps: [{ fields: [{ type: 8 }] }] }, "shop/web", "no"],
    [
      "an account is a label",
      { fromEndpoints: [{ matchLabels: { "io.cilium.k8s.policy.serviceaccount": "default" } }] },
      "shop/web",
      "yes",
    ],
  ] as const)("of sources: %s", (_, rule, from, verdict) => {
    const policies = [policy({ ...api, ingress: [rule as unknown as JsonObject] })];
    expect(reaches(policies, from, "shop/api")).toBe(verdict);
  });

  test("a direction is closed by its rules alone", () => {
    const ingress = policy({ ...api, ingress: [{ fromEndpoints: [] }] });
    expect(reaches([ingress], "shop/api", "bank/ledger")).toBe("yes");
    expect(reaches([policy({ ...api, ingress: [] })], "shop/web", "shop/api")).toBe("yes");
  });

  test("the default deny can be left off or put on", () => {
    const open = { ...api, enableDefaultDeny: { ingress: false } };
    const rules = { ingress: [{ fromEndpoints: [] }] };
    expect(reaches([policy({ ...open, ...rules })], "bank/ledger", "shop/api")).toBe("yes");
    const closed = policy({ ...api, enableDefaultDeny: { ingress: true } });
    expect(reaches([closed], "bank/ledger", "shop/api")).toBe("no");
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
    [{ port: "http", protocol: "TCP" }, 80, "TCP", "yes"],
    [{ port: "http", protocol: "TCP" }, 81, "TCP", "no"],
  ] as const)("the port %j: %s %s", (port, asked, protocol, verdict) => {
    const rule = { fromEndpoints: [{}], toPorts: [{ ports: [port as unknown as JsonObject] }] };
    expect(
      reaches([policy({ ...api, ingress: [rule] })], "shop/web", "shop/api", asked, protocol),
    ).toBe(verdict);
  });

  test("named hosts are known by name alone", () => {
    const egress = [
      { toFQDNs: [{ matchName: "example.com" }], toPorts: [{ ports: [{ port: "443" }] }] },
    ];
    const policies = [policy({ endpointSelector: { matchLabels: { app: "web" } }, egress })];
    expect(reaches(policies, "shop/web", "192.0.2.7", 443)).toBe("unknown");
    expect(reaches(policies, "shop/web", "192.0.2.7", 80)).toBe("no");
    expect(reaches(policies, "shop/web", "bank/ledger", 443)).toBe("no");
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
    const { spec: _, ...rest } = policy({});
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
    const policies = [{ ...rest, specs: [rule("web"), rule("ledger")] }];
    expect(reaches(policies, "shop/web", "shop/api")).toBe("yes");
    expect(reaches(policies, "bank/ledger", "shop/api")).toBe("yes");
  });

  test("what cannot be read decides nothing", () => {
    const policies = [policy({ ...api, ingress: [{ fromEntities: ["nobody"] }] })];
    expect(reaches(policies, "shop/web", "shop/api")).toBe("unknown");
  });
});
