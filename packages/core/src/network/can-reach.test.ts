import { describe, expect, it } from "vitest";
import {
  addressStatus,
  answerTo,
  ask,
  clusterPolicyOf,
  clusterRule,
  EVERYWHERE,
  podOf,
  policyOf,
  TWO_NAMESPACES,
} from "../../testing/network/ask.ts";
import type { JsonObject } from "../kubernetes/json.ts";
import type { KubernetesObject } from "../kubernetes/object.ts";
import { nameOfParty } from "./verdict-between.ts";

function service(name: string, spec: JsonObject): KubernetesObject {
  return { apiVersion: "v1", kind: "Service", metadata: { name, namespace: "x" }, spec };
}

const WEB = podOf(
  "x/web",
  { app: "web" },
  { containers: [{ name: "main", ports: [{ name: "http", containerPort: 8080 }] }] },
  addressStatus("10.0.0.7"),
);
const ONLY_8080 = policyOf("x/web", {
  podSelector: { matchLabels: { app: "web" } },
  ingress: [{ ports: [{ port: 8080 }] }],
});
const OBJECTS = [...TWO_NAMESPACES, WEB, ONLY_8080];

/** The verdict, where it arrives and on which port. */
function arrival(question: string, ...more: KubernetesObject[]): string {
  const answer = answerTo(question, [...OBJECTS, ...more]);
  if ("problem" in answer) return answer.problem;
  const { verdict, destination } = answer.found;
  return `${verdict} ${nameOfParty(destination.party)} ${destination.port}`;
}

describe("a Service", () => {
  const ports = [
    { name: "web", port: 80, targetPort: "http" },
    { name: "admin", port: 9000, targetPort: 9000 },
    { name: "same", port: 8080 },
  ];
  const selector = { app: "web" };
  const web = service("front", {
    selector,
    ports,
    clusterIP: "172.20.0.10",
    externalIPs: ["203.0.113.9"],
  });

  it("brings a pod back to itself, for which ClusterNetworkPolicies hold and others may not", () => {
    const direct = "x/web => x/web TCP 8080";
    const through = "x/web => svc/x/front TCP 80";
    const closed = policyOf("x/closed", { podSelector: {}, policyTypes: ["Egress"] });
    expect(arrival(through, web)).toBe("yes x/web[Pod] 8080");
    expect(arrival(direct, web, closed)).toBe("yes x/web[Pod] 8080");
    expect(arrival(through, web, closed)).toBe("unknown x/web[Pod] 8080");
    const headless = service("front", { selector, ports, clusterIP: "None" });
    expect(arrival("x/web => svc/x/front TCP 8080", headless, closed)).toBe("yes x/web[Pod] 8080");
    const admin = clusterPolicyOf("closed", { ingress: [clusterRule("Deny", [EVERYWHERE])] });
    expect(arrival(direct, web, admin)).toBe("yes x/web[Pod] 8080");
    expect(arrival(through, web, admin)).toBe("no x/web[Pod] 8080");
    const cilium = ask(through, [...OBJECTS, web, closed], { cni: "cilium" });
    expect(cilium.verdict).toBe("yes");
  });

  it("is judged at its pods and their ports", () => {
    expect(arrival("y/a => svc/x/front TCP 80", web)).toBe("yes x/web[Pod] 8080");
    expect(arrival("y/a => svc/x/front TCP web", web)).toBe("yes x/web[Pod] 8080");
    expect(arrival("y/a => svc/x/front TCP 8080", web)).toBe("yes x/web[Pod] 8080");
    expect(arrival("y/a => svc/x/front TCP admin", web)).toBe("no x/web[Pod] 9000");
  });

  it("is found by its name alone and by its addresses", () => {
    expect(arrival("y/a => x/front TCP 80", web)).toBe("yes x/web[Pod] 8080");
    expect(arrival("y/a => 172.20.0.10 TCP 80", web)).toBe("yes x/web[Pod] 8080");
    expect(arrival("internet => 203.0.113.9 TCP 80", web)).toBe("yes x/web[Pod] 8080");
  });

  it("that is headless translates no port", () => {
    const headless = service("front", { selector, ports, clusterIP: "None" });
    expect(arrival("y/a => svc/x/front TCP 80", headless)).toBe("no x/web[Pod] 80");
    expect(arrival("y/a => svc/x/front TCP web", headless)).toBe("yes x/web[Pod] 8080");
  });

  it("without a selector leads where its EndpointSlices say", () => {
    const bare = service("outside", { ports: [{ name: "web", port: 80, targetPort: 1 }] });
    const slice = (...addresses: string[]): KubernetesObject => ({
      apiVersion: "discovery.k8s.io/v1",
      kind: "EndpointSlice",
      metadata: {
        name: "outside-1",
        namespace: "x",
        labels: { "kubernetes.io/service-name": "outside" },
      },
      ports: [{ name: "web", port: 8080 }],
      endpoints: addresses.map((address) => ({ addresses: [address] })),
    });
    expect(arrival("y/a => svc/x/outside TCP 80", bare, slice("198.51.100.4"))).toBe(
      "yes 198.51.100.4-198.51.100.4 8080",
    );
    expect(arrival("y/a => svc/x/outside TCP 80", bare, slice("10.0.0.7"))).toBe(
      "yes x/web[Pod] 8080",
    );
    expect(arrival("y/a => svc/x/outside TCP 80", bare)).toBe(
      "The Service x/outside has no selector, and no EndpointSlice of the input says where it leads.",
    );
  });

  it("that leads nowhere gives a sentence", () => {
    expect(arrival("y/a => svc/x/none TCP 80")).toBe("There is no Service x/none in the input.");
    expect(arrival("y/a => svc/x/front TCP 81", web)).toBe(
      "The Service x/front has no port 81 for TCP.",
    );
    expect(
      arrival("y/a => svc/x/front TCP 80", service("front", { selector: { app: "gone" }, ports })),
    ).toBe("The Service x/front selects no pod of the input.");
    const misnamed = service("front", { selector, ports: [{ port: 80, targetPort: "https" }] });
    expect(arrival("y/a => svc/x/front TCP 80", misnamed)).toBe(
      "The Service x/front sends to the port named https, which none of its pods has.",
    );
    const external = service("ext", { type: "ExternalName", externalName: "example.com" });
    expect(arrival("y/a => svc/x/ext TCP 80", external)).toBe(
      "The Service x/ext stands for the name example.com outside the cluster, whose addresses are not known.",
    );
    expect(arrival("svc/x/front => y/a TCP 80", web)).toBe(
      "A Service only receives; name a pod or a workload as the source.",
    );
  });
});

describe("a workload", () => {
  const owned = (name: string, labels: Record<string, string>): KubernetesObject => ({
    ...podOf(`x/${name}`, labels),
    metadata: {
      name,
      namespace: "x",
      labels,
      ownerReferences: [
        { apiVersion: "apps/v1", kind: "ReplicaSet", name: "web-1", controller: true },
      ],
    },
  });
  const replicaSet = {
    apiVersion: "apps/v1",
    kind: "ReplicaSet",
    metadata: {
      name: "web-1",
      namespace: "x",
      ownerReferences: [
        { apiVersion: "apps/v1", kind: "Deployment", name: "site", controller: true },
      ],
    },
    spec: {
      template: { metadata: { labels: { app: "web" } }, spec: { containers: [{ name: "a" }] } },
    },
  };

  it("is named by its outermost owner, and reaches where any of its pods does", () => {
    const objects = [
      owned("web-1-a", { app: "web" }),
      owned("web-1-b", { app: "b" }),
      replicaSet,
      ONLY_8080,
    ];
    const verdict = ask("203.0.113.1 => deployment/x/site TCP 80", objects);
    expect(verdict.verdict).toBe("yes");
    expect(verdict.assumptions).toContain(
      "The answer holds for 1 of 3 pairs of pods or ranges of addresses, such as 203.0.113.1-203.0.113.1 and x/web-1-b[Pod].",
    );
  });

  it("that is not there, or there twice, gives a sentence", () => {
    expect(arrival("y/a => deployment/x/none TCP 80")).toBe(
      "There is no deployment x/none with pods in the input.",
    );
    expect(arrival("y/a => pod/x/none TCP 80")).toBe("There is no pod x/none in the input.");
    const twin = { ...replicaSet, kind: "StatefulSet", metadata: { name: "twin", namespace: "x" } };
    const other = { ...twin, kind: "DaemonSet" };
    expect(arrival("y/a => x/twin TCP 80", twin, other)).toBe(
      "There are several of the name x/twin: StatefulSet, DaemonSet; say the kind.",
    );
    expect(arrival("y/a => x/web TCP https")).toBe(
      "There is no TCP port named https at the destination.",
    );
  });
});

it("to the internet is named so where all of its addresses are alike, and else by some of them", () => {
  const from = podOf("x/a", {});
  const closed = policyOf("x/closed", {
    podSelector: {},
    egress: [{ to: [{ ipBlock: { cidr: "203.0.113.0/24" } }] }],
    policyTypes: ["Egress"],
  });
  const named = (...objects: KubernetesObject[]): readonly string[] => {
    const { verdict, destination } = ask("x/a => internet TCP 443", objects);
    return [verdict, nameOfParty(destination.party)];
  };
  expect(named(from)).toEqual(["yes", "internet"]);
  expect(named(from, closed)).toEqual(["yes", "203.0.113.0-203.0.113.255"]);
});

describe("addresses", () => {
  const closed = policyOf("x/closed", {
    podSelector: {},
    ingress: [
      { from: [{ ipBlock: { cidr: "10.0.0.0/8" } }, { ipBlock: { cidr: "203.0.113.0/24" } }] },
    ],
  });

  it("of pods are the pods", () => {
    expect(nameOfParty(ask("10.0.1.1 => 10.0.0.1 TCP 80", TWO_NAMESPACES).source)).toBe("y/a[Pod]");
  });

  it("in a range reach where any of them does", () => {
    const objects = [podOf("x/a", {}), closed];
    expect(ask("10.9.0.0/16 => x/a TCP 80", objects).verdict).toBe("yes");
    expect(ask("192.0.2.0/24 => x/a TCP 80", objects).verdict).toBe("no");
    expect(ask("0.0.0.0/0 => x/a TCP 80", objects).verdict).toBe("yes");
  });
});
