import { describe, expect, it } from "vitest";
import { addressStatus, ask, podOf, policyOf } from "../../../testing/network/ask.ts";
import { snapshotOf } from "../../../testing/snapshot.ts";
import type { JsonObject } from "../../kubernetes/json.ts";
import type { KubernetesObject } from "../../kubernetes/object.ts";
import { createNetworkAnalysis } from "../analysis.ts";
import { canReach } from "../can-reach.ts";
import { nameOfParty } from "../verdict-between.ts";

function service(name: string, spec: JsonObject): KubernetesObject {
  return { apiVersion: "v1", kind: "Service", metadata: { name, namespace: "x" }, spec };
}

describe("the internet", () => {
  const X_A = podOf("x/a", { app: "a" }, {}, addressStatus("10.0.0.1"));
  const named = (spec: JsonObject): KubernetesObject =>
    service("a", { selector: { app: "a" }, ports: [{ port: 80, targetPort: 8080 }], ...spec });
  const LOCAL = { type: "LoadBalancer", externalTrafficPolicy: "Local" };
  const from = (cidr: string): KubernetesObject =>
    policyOf("x/closed", { podSelector: {}, ingress: [{ from: [{ ipBlock: { cidr } }] }] });
  const nodeAt = (address: string): KubernetesObject => ({
    apiVersion: "v1",
    kind: "Node",
    metadata: { name: "n1" },
    status: { addresses: [{ type: "ExternalIP", address }] },
  });

  const poolWith = (fact: JsonObject): KubernetesObject => ({
    apiVersion: "facts.watertight.dev/v1alpha1",
    kind: "CloudNodePool",
    metadata: { name: "eks/shop/workers" },
    spec: { public: fact },
  });

  /** `verdict: reason`. */
  function answer(question: string, ...objects: KubernetesObject[]): string {
    const { verdict, reason, source, ingress } = ask(question, objects);
    expect([nameOfParty(source), ingress.verdict]).toEqual(["internet", verdict]);
    return `${verdict}: ${reason}`;
  }

  const OPEN = "egress: network policies do not apply outside the cluster; ingress: ";
  const NOTHING = "no: nothing in the input leads from the internet to it";
  const ISOLATED =
    "no: ingress: the policy selects the pod, and none of its ingress rules allows this";
  const TO_A = "internet => x/a TCP 8080";

  it.each<[string, readonly KubernetesObject[], string]>([
    ["nothing", [], NOTHING],
    ["a Service of the cluster", [named({})], NOTHING],
    ["a load balancer", [named(LOCAL)], `yes: ${OPEN}no policy selects it for ingress`],
    [
      "one whose callers a policy lets in",
      [named(LOCAL), from("203.0.113.0/24")],
      `yes: ${OPEN}the rule allows it`,
    ],
    ["one whose callers a policy keeps out", [named(LOCAL), from("10.0.0.0/8")], ISOLATED],
    [
      "an internal one",
      [named({ ...LOCAL, loadBalancerSourceRanges: ["10.0.0.0/8"] })],
      "no: only the private network reaches it",
    ],
    [
      "a port of nodes of which nothing is known",
      [named({ type: "NodePort" })],
      "unknown: the input does not show whether the nodes that lead to it have public addresses",
    ],
    [
      "a port of nodes whose pool has public addresses, which a firewall may close",
      [named({ type: "NodePort" }), poolWith({ value: "it has public addresses" })],
      "unknown: the input does not show whether the nodes that lead to it have public addresses",
    ],
    [
      "a port of nodes whose pools are all private",
      [named({ type: "NodePort" }), poolWith({ value: false })],
      "no: only the private network reaches it",
    ],
    [
      "a port of nodes of which the cloud's description does not know",
      [named({ type: "NodePort" }), poolWith({ unknown: "its subnets are not in the input" })],
      "unknown: the input does not show whether the nodes that lead to it have public addresses",
    ],
    [
      "a port of nodes for callers of the private network",
      [named({ type: "NodePort", externalTrafficPolicy: "Local" }), from("10.0.0.0/8")],
      ISOLATED,
    ],
    [
      "a port of nodes of the internet",
      [named({ type: "NodePort" }), nodeAt("203.0.113.7")],
      `yes: ${OPEN}no policy selects it for ingress`,
    ],
    [
      "a port of nodes of the private network",
      [named({ type: "NodePort" }), nodeAt("10.0.0.7")],
      "no: only the private network reaches it",
    ],
  ])("comes by %s", (_, objects, expected) => {
    expect(answer(TO_A, X_A, ...objects)).toBe(expected);
  });

  it("comes to a Service where it comes to its pods, whatever leads there", () => {
    const ingress: KubernetesObject = {
      apiVersion: "networking.k8s.io/v1",
      kind: "Ingress",
      metadata: { name: "a", namespace: "x" },
      spec: { defaultBackend: { service: { name: "a", port: { number: 80 } } } },
    };
    const objects = [X_A, named({}), ingress];
    expect(answer("internet => svc/x/a TCP 80", ...objects)).toBe(
      "yes: egress: no policy selects it for egress; ingress: no policy selects it for ingress",
    );
    expect(answer("internet => x/a TCP 9000", ...objects)).toBe(NOTHING);
    const edge = policyOf("x/closed", {
      podSelector: {},
      ingress: [{ from: [{ namespaceSelector: { matchLabels: { name: "edge" } } }] }],
    });
    expect(answer(TO_A, ...objects, edge)).toBe(
      "unknown: ingress: it is not known whether the rule allows it: the input does not show the namespace label name of the other end",
    );
  });

  it("comes to a pod on the node's network as it comes to the node", () => {
    const host = podOf("x/host", {}, { hostNetwork: true, nodeName: "n1" });
    const unknown =
      "unknown: the input does not show whether the nodes that lead to it have public addresses";
    expect(answer("internet => x/host TCP 9100", host)).toBe(unknown);
    expect(answer("internet => x/host TCP 9100", host, nodeAt("203.0.113.7"))).toBe(
      `yes: ${OPEN}no policy selects it for ingress`,
    );
    expect(answer("internet => x/host TCP 9100", host, nodeAt("10.0.0.7"))).toBe(
      "no: only the private network reaches it",
    );
    expect(answer("internet => 203.0.113.7 TCP 22", nodeAt("203.0.113.7"))).toBe(
      `yes: ${OPEN}no policy selects it for ingress`,
    );
    expect(answer("internet => 10.0.0.7 TCP 22", nodeAt("10.0.0.7"))).toBe(
      "no: only the private network reaches it",
    );
  });

  it("may come to a pod whose own address is of the internet", () => {
    const routed = podOf("x/routed", {}, {}, addressStatus("2600:1f18::7"));
    expect(answer("internet => x/routed TCP 80", routed)).toBe(
      "unknown: it is not known whether the pod's address is routed on the internet",
    );
    const closed = policyOf("x/closed", { podSelector: {}, ingress: [] });
    expect(answer("internet => x/routed TCP 80", routed, closed)).toBe(ISOLATED);
  });

  it("is told with what the answer rests on", () => {
    const inside = [X_A, named({ ...LOCAL, loadBalancerIP: "10.9.9.9" })];
    const { assumptions, proof } = ask(TO_A, inside);
    expect(assumptions).toEqual([]);
    expect(proof.map(({ object, path }) => `${object.kind} ${path.join(".")}`)).toEqual([
      "Service spec.loadBalancerIP",
      "Service spec.ports",
    ]);
    const part = createNetworkAnalysis(snapshotOf(inside));
    const to = { workload: { namespace: "x", name: "a" } };
    const answered = canReach({ from: { internet: true }, to, port: 8080, protocol: "TCP" }, part);
    expect("found" in answered && answered.found.assumptions).toEqual([
      "Services, Ingresses and Gateways that the input does not show are taken not to lead to it.",
    ]);
    const open = ask(TO_A, [X_A, named({ type: "NodePort" }), nodeAt("203.0.113.7")]);
    expect(open.assumptions).toEqual([
      "No firewall in front of the nodes' public addresses is known: none is assumed.",
    ]);
  });
});
