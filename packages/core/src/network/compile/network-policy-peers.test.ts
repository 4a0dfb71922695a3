import { describe, expect, it } from "vitest";
import {
  ALL_TO_A,
  addressStatus,
  answers,
  ask,
  podOf,
  policyOf,
  TWO_NAMESPACES,
  verdicts,
} from "../../../testing/network/ask.ts";
import { wholeSnapshotOf } from "../../../testing/snapshot.ts";
import type { JsonObject, JsonValue } from "../../kubernetes/json.ts";
import { createNetworkAnalysis } from "../analysis.ts";

describe("peers", () => {
  const from = (...peers: JsonValue[]): JsonValue => ({
    podSelector: { matchLabels: { app: "a" } },
    ingress: [{ from: peers }],
  });

  it.each<[string, JsonValue[], readonly string[]]>([
    [
      "pods alone are those of the policy's namespace",
      [{ podSelector: { matchLabels: { app: "b" } } }],
      ["yes", "no", "no"],
    ],
    [
      "namespaces alone are all their pods",
      [{ namespaceSelector: { matchLabels: { team: "two" } } }],
      ["no", "yes", "yes"],
    ],
    [
      "both in one peer must hold",
      [
        {
          namespaceSelector: { matchLabels: { team: "two" } },
          podSelector: { matchLabels: { app: "b" } },
        },
      ],
      ["no", "no", "yes"],
    ],
    [
      "of several peers one must hold",
      [
        { namespaceSelector: { matchLabels: { team: "two" } } },
        { podSelector: { matchLabels: { app: "b" } } },
      ],
      ["yes", "yes", "yes"],
    ],
    [
      "every namespace has its name as a label",
      [{ namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "y" } } }],
      ["no", "yes", "yes"],
    ],
    [
      "NotIn selects what lacks the key",
      [
        {
          namespaceSelector: {},
          podSelector: { matchExpressions: [{ key: "tier", operator: "NotIn", values: ["db"] }] },
        },
      ],
      ["yes", "yes", "yes"],
    ],
    [
      "DoesNotExist selects what lacks the key",
      [
        {
          namespaceSelector: {},
          podSelector: { matchExpressions: [{ key: "app", operator: "DoesNotExist" }] },
        },
      ],
      ["no", "no", "no"],
    ],
    [
      "In and Exists select what has it",
      [
        {
          namespaceSelector: { matchExpressions: [{ key: "team", operator: "Exists" }] },
          podSelector: { matchExpressions: [{ key: "app", operator: "In", values: ["a", "c"] }] },
        },
      ],
      ["no", "yes", "no"],
    ],
  ])("%s", (_, peers, expected) => {
    expect(answers(from(...peers), ALL_TO_A)).toEqual(expected);
  });

  it("in a namespace without an object have no labels but the name, and the verdict says so", () => {
    const policy = policyOf(
      "x/policy",
      from({ namespaceSelector: { matchLabels: { team: "two" } } }),
    );
    const objects = [podOf("x/a", { app: "a" }), podOf("y/a", { app: "a" }), policy];
    const { verdict, assumptions } = ask("y/a => x/a TCP 80", objects);
    expect(verdict).toBe("no");
    expect(assumptions).toContain(
      "Namespaces without an object in the input are taken to have no labels but their name: x, y.",
    );
  });
});

describe("ipBlock", () => {
  const to = (...peers: JsonValue[]): JsonValue => ({
    podSelector: { matchLabels: { app: "a" } },
    policyTypes: ["Egress"],
    egress: [{ to: peers }],
  });
  const except = { ipBlock: { cidr: "192.0.2.0/24", except: ["192.0.2.128/25"] } };

  it("allows its addresses and not those that are excepted", () => {
    const questions = [
      "x/a => 192.0.2.1 TCP 80",
      "x/a => 192.0.2.129 TCP 80",
      "x/a => 203.0.113.1 TCP 80",
    ];
    expect(answers(to(except), questions)).toEqual(["yes", "no", "no"]);
  });

  it("takes an excepted address back where another peer has it", () => {
    const peers = [except, { ipBlock: { cidr: "192.0.2.200/32" } }];
    expect(
      answers(to(...peers), ["x/a => 192.0.2.200 TCP 80", "x/a => 192.0.2.201 TCP 80"]),
    ).toEqual(["yes", "no"]);
  });

  it("matches pods by their address or not, as the network plugin has it", () => {
    const policy = policyOf("x/policy", to({ ipBlock: { cidr: "10.0.0.0/24" } }));
    const objects = [...TWO_NAMESPACES, policy];
    const questions = ["x/a => x/b TCP 80", "x/a => y/b TCP 80"];
    const [near, far] = questions;
    expect(verdicts(questions, objects, { ipBlocksMatchPods: true })).toEqual([
      `${near}: yes`,
      `${far}: no`,
    ]);
    expect(verdicts(questions, objects, { ipBlocksMatchPods: false })).toEqual([
      `${near}: no`,
      `${far}: no`,
    ]);
    expect(verdicts(questions, objects, { cni: "cilium" })).toEqual([`${near}: no`, `${far}: no`]);
    expect(ask("x/a => x/b TCP 80", objects).assumptions).toContain(
      "Ranges of addresses in policies are taken to match pods too, by their addresses; network plugins differ in this.",
    );
  });

  it("leaves it open whether it matches pods whose addresses are not known", () => {
    const template = {
      apiVersion: "apps/v1",
      kind: "Deployment",
      metadata: { name: "b", namespace: "x" },
      spec: {
        template: { metadata: { labels: { app: "b" } }, spec: { containers: [{ name: "b" }] } },
      },
    };
    const question = "x/a => deployment/x/b TCP 80";
    const verdict = (cidr: string, settings = {}): string =>
      ask(
        question,
        [podOf("x/a", { app: "a" }), template, policyOf("x/p", to({ ipBlock: { cidr } }))],
        settings,
      ).verdict;
    expect(verdict("10.0.0.0/8")).toBe("unknown");
    expect(verdict("0.0.0.0/0")).toBe("yes");
    expect(verdict("10.0.0.0/8", { ipBlocksMatchPods: false })).toBe("no");
    const podRanges = [{ family: 4 as const, first: 0x0a_80_00_00n, last: 0x0a_80_ff_ffn }];
    expect(verdict("10.0.0.0/8", { podRanges })).toBe("yes");
    expect(verdict("192.168.0.0/16", { podRanges })).toBe("no");
  });

  it("judges both families, each by its own ranges", () => {
    const dual = podOf("x/c", { app: "c" }, {}, addressStatus("10.0.0.3", "fd00::3"));
    const source = podOf("x/a", { app: "a" }, {}, addressStatus("10.0.0.1", "fd00::1"));
    const four = policyOf("x/out", to({ ipBlock: { cidr: "10.0.0.0/8" } }));
    const six = policyOf("x/in", {
      podSelector: { matchLabels: { app: "c" } },
      ingress: [{ from: [{ ipBlock: { cidr: "fd00::/8" } }] }],
    });
    const question = "x/a => x/c TCP 80";
    expect(ask(question, [source, dual, four]).verdict).toBe("yes");
    expect(ask(question, [source, dual, six]).verdict).toBe("yes");
    // IPv4 leaves and does not arrive, IPv6 would arrive and does not leave.
    expect(ask(question, [source, dual, four, six]).verdict).toBe("no");
    expect(verdicts(["x/a => 2001:db8::1 TCP 80"], [source, four])).toEqual([
      "x/a => 2001:db8::1 TCP 80: no",
    ]);
  });
});

describe("a policy that the API server would refuse", () => {
  it.each<[string, JsonValue, string]>([
    ["a peer without a field", { ingress: [{ from: [{}] }] }, "spec.ingress.0.from.0"],
    [
      "an ipBlock beside a selector",
      { ingress: [{ from: [{ ipBlock: { cidr: "10.0.0.0/8" }, podSelector: {} }] }] },
      "spec.ingress.0.from.0",
    ],
    [
      "no range",
      { ingress: [{ from: [{ ipBlock: { cidr: "10.0.0.0" } }] }] },
      "spec.ingress.0.from.0.ipBlock.cidr",
    ],
    [
      "an exception that is not within",
      { ingress: [{ from: [{ ipBlock: { cidr: "10.0.0.0/8", except: ["11.0.0.0/8"] } }] }] },
      "spec.ingress.0.from.0.ipBlock.except.0",
    ],
    [
      "an exception of everything",
      { ingress: [{ from: [{ ipBlock: { cidr: "10.0.0.0/8", except: ["10.0.0.0/8"] } }] }] },
      "spec.ingress.0.from.0.ipBlock.except.0",
    ],
    [
      "a port beyond the last",
      { ingress: [{ ports: [{ port: 65_536 }] }] },
      "spec.ingress.0.ports.0.port",
    ],
    [
      "an endPort below the port",
      { ingress: [{ ports: [{ port: 8, endPort: 7 }] }] },
      "spec.ingress.0.ports.0.endPort",
    ],
    [
      "an endPort with a name",
      { ingress: [{ ports: [{ port: "web", endPort: 7 }] }] },
      "spec.ingress.0.ports.0.endPort",
    ],
    [
      "an endPort alone",
      { ingress: [{ ports: [{ endPort: 7 }] }] },
      "spec.ingress.0.ports.0.endPort",
    ],
    [
      "no name of a port",
      { ingress: [{ ports: [{ port: "No_Port" }] }] },
      "spec.ingress.0.ports.0.port",
    ],
    [
      "another protocol",
      { egress: [{ ports: [{ protocol: "ICMP" }] }] },
      "spec.egress.0.ports.0.protocol",
    ],
    ["another policy type", { policyTypes: ["ingress"] }, "spec.policyTypes.0"],
    [
      "a selector with an unknown operator",
      { podSelector: { matchExpressions: [{ key: "a", operator: "in", values: ["b"] }] } },
      "spec.podSelector.matchExpressions.0.operator",
    ],
    ["a field of another type", { ingress: [{ from: "everybody" }] }, "spec.ingress.0.from"],
  ])("has %s: nothing about its namespace is certain", (_, spec, path) => {
    const objects = [
      ...TWO_NAMESPACES,
      policyOf("x/policy", { podSelector: {}, ...(spec as JsonObject) }),
    ];
    const { problems } = createNetworkAnalysis(wholeSnapshotOf(objects));
    expect(problems.map((problem) => problem.path.join("."))).toEqual([path]);
    expect(verdicts(["y/a => x/a TCP 80", "y/a => y/b TCP 80"], objects)).toEqual([
      "y/a => x/a TCP 80: unknown",
      "y/a => y/b TCP 80: yes",
    ]);
  });
});
