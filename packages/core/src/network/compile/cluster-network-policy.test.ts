import { describe, expect, it } from "vitest";
import {
  ALL_TO_A,
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
import type { JsonObject, JsonValue } from "../../kubernetes/json.ts";
import type { KubernetesObject } from "../../kubernetes/object.ts";
import { createNetworkAnalysis } from "../analysis.ts";

const DENY_ALL = policyOf("x/closed", { podSelector: {} });

describe("the tiers", () => {
  it("ask Admin before NetworkPolicy, and both before Baseline", () => {
    const accept = clusterPolicyOf("accept", { ingress: [clusterRule("Accept", [TWO])] });
    const deny = clusterPolicyOf("deny", { ingress: [clusterRule("Deny", [TWO])] });
    const open = policyOf("x/open", { podSelector: {}, ingress: [{}] });
    const baseline = (action: string): KubernetesObject =>
      clusterPolicyOf("default", {
        tier: "Baseline",
        ingress: [clusterRule(action, [EVERYWHERE])],
      });
    expect(answersWith([accept, DENY_ALL])).toEqual(["no", "yes", "yes"]);
    expect(answersWith([deny, open])).toEqual(["yes", "no", "no"]);
    expect(answersWith([baseline("Deny")])).toEqual(["no", "no", "no"]);
    // A NetworkPolicy is final for the pods that it isolates.
    expect(answersWith([baseline("Deny"), open])).toEqual(["yes", "yes", "yes"]);
    expect(answersWith([baseline("Accept"), DENY_ALL])).toEqual(["no", "no", "no"]);
  });

  it("allow what none of them decides: a cluster-wide policy isolates nothing", () => {
    expect(
      answersWith([clusterPolicyOf("narrow", { ingress: [clusterRule("Accept", [ONE])] })]),
    ).toEqual(["yes", "yes", "yes"]);
  });

  it("pass on with Pass: the rest of the tier is skipped, the next decides", () => {
    const pass = clusterPolicyOf("pass", { priority: 1, ingress: [clusterRule("Pass", [TWO])] });
    const deny = clusterPolicyOf("deny", {
      priority: 2,
      ingress: [clusterRule("Deny", [EVERYWHERE])],
    });
    const baseline = clusterPolicyOf("default", {
      tier: "Baseline",
      ingress: [clusterRule("Deny", [{ pods: { podSelector: { matchLabels: { app: "b" } } } }])],
    });
    expect(answersWith([pass, deny])).toEqual(["no", "yes", "yes"]);
    expect(answersWith([pass, deny, DENY_ALL])).toEqual(["no", "no", "no"]);
    expect(answersWith([pass, deny, baseline])).toEqual(["no", "yes", "no"]);
    const passing = clusterPolicyOf("pass", {
      tier: "Baseline",
      priority: 1,
      ingress: [clusterRule("Pass", [TWO])],
    });
    const last = clusterPolicyOf("deny", {
      tier: "Baseline",
      priority: 2,
      ingress: [clusterRule("Deny", [TWO])],
    });
    expect(answersWith([passing, last])).toEqual(["yes", "yes", "yes"]);
  });

  it("name all rules on the way to the decision", () => {
    const pass = clusterPolicyOf("pass", {
      ingress: [clusterRule("Pass", [TWO], { name: "leave it" })],
    });
    const { proof } = ask("y/a => x/a TCP 80", [...TWO_NAMESPACES, pass, DENY_ALL]);
    expect(
      proof.map(({ object, path, message }) => [object.name, path.join("."), message]),
    ).toEqual([
      ["pass", "spec.ingress.0", 'the rule "leave it" has the action Pass'],
      [
        "closed",
        "spec.podSelector",
        "the policy selects the pod, and none of its ingress rules allows this",
      ],
    ]);
  });
});

describe("order", () => {
  const deny = (priority: number): KubernetesObject =>
    clusterPolicyOf("deny", { priority, ingress: [clusterRule("Deny", [TWO])] });
  const accept = (priority: number): KubernetesObject =>
    clusterPolicyOf("accept", { priority, ingress: [clusterRule("Accept", [TWO])] });

  it("is by priority, lower first, and in a policy as the rules stand", () => {
    expect(answersWith([deny(1), accept(2), DENY_ALL])).toEqual(["no", "no", "no"]);
    expect(answersWith([deny(2), accept(1), DENY_ALL])).toEqual(["no", "yes", "yes"]);
    const both = clusterPolicyOf("both", {
      ingress: [clusterRule("Deny", [TWO]), clusterRule("Accept", [TWO])],
    });
    expect(answersWith([both])).toEqual(["yes", "no", "no"]);
  });

  it("of equal priorities is not defined: what depends on it is unknown and reported", () => {
    const objects = [...TWO_NAMESPACES, deny(5), accept(5)];
    expect(verdicts(ALL_TO_A, objects)).toEqual([
      "x/b => x/a TCP 80: yes",
      "y/a => x/a TCP 80: unknown",
      "y/b => x/a TCP 80: unknown",
    ]);
    expect(createNetworkAnalysis(wholeSnapshotOf(objects)).problems).toEqual([
      {
        object: {
          apiVersion: "policy.networking.k8s.io/v1alpha2",
          kind: "ClusterNetworkPolicy",
          name: "accept",
        },
        path: ["spec", "priority"],
        message:
          'ClusterNetworkPolicy "deny" has the same priority and decides differently: which of them counts is not defined',
      },
    ]);
  });

  it("of equal priorities does not matter where both decide alike or are about other ports", () => {
    const port = (number: number): JsonObject => ({
      protocols: [{ tcp: { destinationPort: { number } } }],
    });
    const one = clusterPolicyOf("one", {
      priority: 5,
      ingress: [clusterRule("Deny", [TWO], port(80))],
    });
    const other = clusterPolicyOf("other", {
      priority: 5,
      ingress: [clusterRule("Accept", [TWO], port(81))],
    });
    const objects = [...TWO_NAMESPACES, one, other, DENY_ALL];
    expect(verdicts(["y/a => x/a TCP 80", "y/a => x/a TCP 81"], objects)).toEqual([
      "y/a => x/a TCP 80: no",
      "y/a => x/a TCP 81: yes",
    ]);
    expect(createNetworkAnalysis(wholeSnapshotOf(objects)).problems).toEqual([]);
  });
});

describe("protocols", () => {
  const SERVER = podOf(
    "x/s",
    { app: "s" },
    {
      containers: [{ name: "main", ports: [{ name: "dns", containerPort: 53, protocol: "UDP" }] }],
    },
  );

  it.each<[JsonValue, readonly string[]]>([
    [{ tcp: { destinationPort: { number: 80 } } }, ["TCP 80"]],
    [{ tcp: { destinationPort: { range: { start: 80, end: 443 } } } }, ["TCP 80", "TCP 443"]],
    [{ udp: { destinationPort: { number: 80 } } }, ["UDP 80"]],
    [{ sctp: { destinationPort: { number: 80 } } }, ["SCTP 80"]],
    [{ destinationNamedPort: "dns" }, ["UDP 53"]],
    [{ destinationNamedPort: "web" }, []],
  ])("%j is %j", (protocol, expected) => {
    const accept = clusterPolicyOf("accept", {
      ingress: [clusterRule("Accept", [EVERYWHERE], { protocols: [protocol] })],
    });
    const asked = ["TCP 80", "TCP 443", "UDP 80", "UDP 53", "SCTP 80", "TCP 53"];
    const objects = [...TWO_NAMESPACES, SERVER, accept, DENY_ALL];
    expect(asked.filter((port) => ask(`y/a => x/s ${port}`, objects).verdict === "yes")).toEqual(
      expected,
    );
  });
});
