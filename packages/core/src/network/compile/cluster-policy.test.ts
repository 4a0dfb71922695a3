import { describe, expect, it } from "vitest";
import {
  answersWith,
  ask,
  clusterPolicyOf,
  clusterRule,
  EVERYWHERE,
  ONE,
  podOf,
  policyOf,
  TWO,
  TWO_NAMESPACES,
  verdicts,
} from "../../../testing/network/ask.ts";
import { wholeSnapshotOf } from "../../../testing/snapshot.ts";
import type { JsonObject } from "../../kubernetes/json.ts";
import { createNetworkAnalysis } from "../analysis.ts";

const DENY_ALL = policyOf("x/closed", { podSelector: {} });

describe("subject and peers", () => {
  it("are namespaces, or pods of namespaces", () => {
    const pods = { pods: { namespaceSelector: {}, podSelector: { matchLabels: { app: "b" } } } };
    expect(
      answersWith([clusterPolicyOf("deny", { ingress: [clusterRule("Deny", [pods])] })]),
    ).toEqual(["no", "yes", "no"]);
    const subject = { pods: { podSelector: { matchLabels: { app: "b" } } } };
    expect(
      answersWith(
        [clusterPolicyOf("deny", { subject, ingress: [clusterRule("Deny", [EVERYWHERE])] })],
        ["x/a => x/b TCP 80", "x/b => x/a TCP 80"],
      ),
    ).toEqual(["no", "yes"]);
  });

  it("do not include pods on the host's network", () => {
    const host = podOf("y/host", { app: "b" }, { hostNetwork: true, nodeName: "n1" });
    const server = podOf("x/s", { app: "s" }, { nodeName: "n2" });
    const deny = clusterPolicyOf("deny", { ingress: [clusterRule("Deny", [EVERYWHERE])] });
    const settings = { hostNetworkPods: "node" } as const;
    expect(
      verdicts(
        ["y/host => x/s TCP 80", "x/s => y/host TCP 80"],
        [...TWO_NAMESPACES, host, server, deny],
        settings,
      ),
    ).toEqual(["y/host => x/s TCP 80: yes", "x/s => y/host TCP 80: yes"]);
  });

  it("do not include what is outside, save by networks, which match pods too", () => {
    const deny = clusterPolicyOf("deny", { ingress: [clusterRule("Deny", [EVERYWHERE])] });
    expect(answersWith([deny], ["203.0.113.1 => x/a TCP 80"])).toEqual(["yes"]);
    const out = clusterPolicyOf("out", {
      egress: [{ action: "Deny", to: [{ networks: ["203.0.113.0/24", "10.0.0.0/24"] }] }],
    });
    const questions = ["x/a => 203.0.113.1 TCP 80", "x/a => x/b TCP 80", "x/a => y/a TCP 80"];
    expect(answersWith([out], questions)).toEqual(["no", "no", "yes"]);
  });

  it("are nodes by their labels, with the pods on their network", () => {
    const node = {
      apiVersion: "v1",
      kind: "Node",
      metadata: { name: "n1", labels: { role: "infra" } },
      status: { addresses: [{ type: "InternalIP", address: "192.168.0.1" }] },
    };
    const host = podOf("y/host", {}, { hostNetwork: true, nodeName: "n1" });
    const adrift = podOf("y/adrift", {}, { hostNetwork: true });
    const deny = clusterPolicyOf("deny", {
      egress: [{ action: "Deny", to: [{ nodes: { matchLabels: { role: "infra" } } }] }],
    });
    const questions = [
      "x/a => 192.168.0.1 TCP 80",
      "x/a => y/host TCP 80",
      "x/a => y/adrift TCP 80",
      "x/a => x/b TCP 80",
    ];
    const objects = [...TWO_NAMESPACES, node, host, adrift, deny];
    const found = questions.map((each) => ask(each, objects, { hostNetworkPods: "node" }).verdict);
    expect(found).toEqual(["no", "no", "unknown", "yes"]);
  });

  it("that are names of domains may be any address outside", () => {
    const names = clusterPolicyOf("names", {
      egress: [
        { action: "Accept", to: [{ domainNames: ["example.com"] }] },
        { action: "Deny", to: [{ networks: ["0.0.0.0/0"] }] },
      ],
    });
    expect(answersWith([names], ["x/a => 203.0.113.1 TCP 80", "x/a => x/b TCP 80"])).toEqual([
      "unknown",
      "no",
    ]);
  });

  it("of a kind that this version does not know fail closed", () => {
    const later = [{ serviceAccounts: {} }];
    const accept = clusterPolicyOf("accept", { ingress: [clusterRule("Accept", [...later, TWO])] });
    const deny = clusterPolicyOf("deny", { ingress: [clusterRule("Deny", later)] });
    const pass = clusterPolicyOf("pass", { ingress: [clusterRule("Pass", [...later, ONE])] });
    expect(answersWith([accept, DENY_ALL])).toEqual(["no", "no", "no"]);
    expect(answersWith([deny])).toEqual(["no", "no", "no"]);
    expect(answersWith([pass])).toEqual(["no", "no", "no"]);
  });

  it("with sameLabels, which were removed from the API, are not taken for all namespaces", () => {
    const same = { namespaces: { sameLabels: ["team"] } };
    expect(
      answersWith([clusterPolicyOf("deny", { ingress: [clusterRule("Deny", [same])] })]),
    ).toEqual(["unknown", "unknown", "unknown"]);
  });
});

describe("a policy that the API server would refuse", () => {
  it.each<[string, JsonObject, string]>([
    ["another tier", { tier: "Middle" }, "spec.tier"],
    ["no priority", { priority: null }, "spec.priority"],
    ["a priority beyond 1000", { priority: 1001 }, "spec.priority"],
    ["no subject", { subject: {} }, "spec.subject"],
    ["another action", { ingress: [clusterRule("Allow", [TWO])] }, "spec.ingress.0.action"],
    ["a rule without peers", { ingress: [clusterRule("Deny", [])] }, "spec.ingress.0.from"],
    [
      "a peer with two fields",
      { ingress: [clusterRule("Deny", [{ ...TWO, pods: { podSelector: {} } }])] },
      "spec.ingress.0.from.0",
    ],
    [
      "no network",
      { egress: [{ action: "Deny", to: [{ networks: ["10.0.0.0"] }] }] },
      "spec.egress.0.to.0.networks.0",
    ],
    [
      "a range that ends before it begins",
      {
        ingress: [
          clusterRule("Deny", [TWO], {
            protocols: [{ tcp: { destinationPort: { range: { start: 9, end: 8 } } } }],
          }),
        ],
      },
      "spec.ingress.0.protocols.0",
    ],
    [
      "a protocol without a port",
      { ingress: [clusterRule("Deny", [TWO], { protocols: [{ tcp: {} }] })] },
      "spec.ingress.0.protocols.0",
    ],
    ["rules that are no list", { ingress: "all" }, "spec.ingress"],
  ])("has %s: nothing about its subject is certain", (_, spec, path) => {
    const objects = [...TWO_NAMESPACES, clusterPolicyOf("broken", spec)];
    const { problems } = createNetworkAnalysis(wholeSnapshotOf(objects));
    expect(problems.map((problem) => problem.path.join("."))).toEqual([path]);
    expect(ask("y/a => x/a TCP 80", objects).verdict).toBe("unknown");
  });
});
