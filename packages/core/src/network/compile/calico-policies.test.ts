import { describe, expect, test } from "vitest";
import { reaches } from "../../../testing/network/plugin-cluster.ts";
import type { JsonObject } from "../../kubernetes/json.ts";

describe("Calico", () => {
  const policy = (spec: JsonObject) => ({
    apiVersion: "projectcalico.org/v3",
    kind: "NetworkPolicy",
    metadata: { name: "p", namespace: "shop" },
    spec,
  });
  const everywhere = (spec: JsonObject, name = "g") => ({
    apiVersion: "projectcalico.org/v3",
    kind: "GlobalNetworkPolicy",
    metadata: { name },
    spec,
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
    ["a notSelector leaves in the others", { notSelector: "app == 'web'" }, "shop/api-2", "yes"],
    [
      "a notSelector alone means the namespace",
      { notSelector: "app == 'web'" },
      "bank/ledger",
      "no",
    ],
    [
      "namespaces may be named as labels of workloads",
      { namespaceSelector: "all()", selector: "pcns.projectcalico.org/name == 'bank'" },
      "bank/ledger",
      "yes",
    ],
    ["a net is no single address", { nets: ["192.0.2.7"] }, "192.0.2.7", "unknown"],
    [
      "nets are of one IP version",
      { nets: ["192.0.2.0/24"], notNets: ["2001:db8::/32"] },
      "192.0.2.7",
      "unknown",
    ],
    [
      "global() is all of a namespaceSelector",
      { namespaceSelector: "global() || team == 'shop'" },
      "shop/web",
      "unknown",
    ],
    ["global() is of namespaces", { selector: "global()" }, "shop/web", "unknown"],
    [
      "services stand alone",
      { services: { name: "web" }, selector: "all()" },
      "bank/ledger",
      "unknown",
    ],
    ["a list has to be one", { nets: "192.0.2.0/24" }, "bank/ledger", "unknown"],
    ["nets match addresses", { nets: ["192.0.2.0/24"] }, "192.0.2.7", "yes"],
    ["nets match no others", { nets: ["192.0.2.0/24"] }, "198.51.100.1", "no"],
    ["notNets leave out", { nets: ["192.0.2.0/24"], notNets: ["192.0.2.7/32"] }, "192.0.2.7", "no"],
    ["global() is no pod", { namespaceSelector: "global()" }, "shop/web", "no"],
    ["a port of the source is not asked for", { ports: [1234] }, "shop/web", "unknown"],
    ["a domain is not known", { domains: ["example.com"] }, "192.0.2.7", "unknown"],
  ] as const)("of sources: %s", (_, source, from, verdict) => {
    const policies = [policy({ selector: "app == 'api'", ingress: [allow(source)] })];
    expect(reaches(policies, from, "shop/api")).toBe(verdict);
  });

  test("accounts are selected by name", () => {
    const rule = allow({ serviceAccounts: { names: ["api"] } });
    const policies = [policy({ selector: "app == 'web'", ingress: [rule] })];
    expect(reaches(policies, "shop/api", "shop/web")).toBe("yes");
    expect(reaches(policies, "bank/ledger", "shop/web")).toBe("no");
  });

  test("a comma may follow the last value of a set, and a set may be empty", () => {
    const rules = { ingress: [] };
    expect(
      reaches([policy({ selector: "app in {'api',}", ...rules })], "shop/web", "shop/api"),
    ).toBe("no");
    expect(reaches([policy({ selector: "app in {}", ...rules })], "shop/web", "shop/api")).toBe(
      "yes",
    );
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
    [{ protocol: "TCP", destination: { ports: ["http"], notPorts: [80] } }, 80, "TCP", "no"],
    [{ protocol: "TCP", destination: { ports: ["http"], notPorts: [81] } }, 80, "TCP", "yes"],
    [{ protocol: "TCP", destination: { notPorts: [80] } }, 80, "TCP", "no"],
    [{ protocol: "TCP", destination: { notPorts: [80] } }, 81, "TCP", "yes"],
    [{ destination: { ports: [80] } }, 80, "TCP", "unknown"],
    [{ protocol: "TCP", destination: { ports: ["0:90"] } }, 80, "TCP", "unknown"],
    [{ protocol: "TCP", destination: { ports: ["a b"] } }, 80, "TCP", "unknown"],
    [{ protocol: "TCPP" }, 80, "TCP", "unknown"],
    [{ protocol: 17 }, 80, "UDP", "yes"],
    [{ protocol: 17 }, 80, "TCP", "no"],
    [{ notProtocol: "UDP" }, 80, "TCP", "yes"],
    [{ notProtocol: "UDP" }, 80, "UDP", "no"],
    [{ protocol: "ICMP" }, 80, "TCP", "no"],
  ] as const)("the ports of %j: %s %s", (rule, port, protocol, verdict) => {
    const ingress = [{ action: "Allow", ...(rule as unknown as JsonObject) }];
    const policies = [policy({ selector: "app == 'api'", ingress })];
    expect(reaches(policies, "shop/web", "shop/api", { port, protocol })).toBe(verdict);
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
    const within = (namespaceSelector: string) => [
      set,
      everywhere({
        selector: "app == 'api'",
        ingress: [allow({ selector: "kind == 'partner'", namespaceSelector })],
      }),
    ];
    expect(reaches(within("all()"), "203.0.113.9", "shop/api")).toBe("no");
    expect(reaches(within("team == 'shop'"), "203.0.113.9", "shop/api")).toBe("no");
    expect(reaches(within("global()"), "203.0.113.9", "shop/api")).toBe("yes");
    expect(reaches(within("team != 'bank'"), "203.0.113.9", "shop/api")).toBe("yes");
  });

  test("a rule about its own side by a set of addresses may be about every pod in it", () => {
    const set = {
      apiVersion: "projectcalico.org/v3",
      kind: "GlobalNetworkSet",
      metadata: { name: "pods", labels: { kind: "pod" } },
      spec: { nets: ["10.0.0.0/8"] },
    };
    const rules = [
      { action: "Deny", destination: { selector: "kind == 'pod' || app == 'api'" } },
      { action: "Allow" },
    ];
    const policies = [set, everywhere({ selector: "all()", ingress: rules })];
    expect(reaches(policies, "bank/ledger", "shop/api")).toBe("no");
    expect(reaches(policies, "bank/ledger", "shop/web")).toBe("unknown");
  });

  test.each([
    [{ types: ["ingress"] }],
    [
      {
        types: ["Egress"],
        ingress: [{ action: "Allow", protocol: "TCP", source: { ports: [0] } }],
      },
    ],
    [{ ingress: [{ action: "Log", source: { selector: "app = 'web'" } }] }],
    [{ types: ["Ingress", "Ingress"] }],
    [{ ingress: {} }],
    [{ order: "first", types: ["Ingress"] }],
    [{ ingress: [{ action: "allow" }] }],
    [{ ingress: [{ action: "Deny", http: { methods: ["GET"] } }] }],
    [{ ingress: [{ action: "Allow", destination: { services: { name: "web" } } }] }],
  ] as const)("what Calico refuses decides nothing: %j", (spec) => {
    const policies = [policy({ selector: "app == 'api'", ...(spec as unknown as JsonObject) })];
    expect(reaches(policies, "shop/web", "shop/api")).toBe("unknown");
    expect(reaches(policies, "shop/web", "bank/ledger")).toBe("unknown");
    expect(reaches(policies, "bank/ledger", "bank/ledger-2")).toBe("yes");
  });

  test("a tier whose order cannot be read has no place", () => {
    const tier = {
      apiVersion: "projectcalico.org/v3",
      kind: "Tier",
      metadata: { name: "security" },
      spec: { order: "100" },
    };
    const deny = everywhere({ tier: "security", types: ["Ingress"] }, "security.g");
    expect(reaches([tier, deny], "shop/web", "shop/api")).toBe("unknown");
  });

  test.each([
    "app = 'web'",
    "app == web",
    "(app == 'web'",
    "app in {,}",
    "all()\n",
    "!".repeat(5000),
  ])("the selector %s cannot be read, so that nothing is known", (selector) => {
    expect(reaches([policy({ selector, ingress: [] })], "bank/ledger", "shop/web")).toBe("unknown");
  });
});
