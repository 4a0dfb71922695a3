import { describe, expect, it } from "vitest";
import { addressStatus, podOf, policyOf } from "../../testing/network/ask.ts";
import { wholeSnapshotOf } from "../../testing/snapshot.ts";
import type { JsonObject } from "../kubernetes/json.ts";
import type { KubernetesObject } from "../kubernetes/object.ts";
import { createNetworkAnalysis } from "./analysis.ts";
import { connectionsOf } from "./connections.ts";
import type { Connection, NetworkSettings } from "./model.ts";

function listed(
  objects: readonly KubernetesObject[],
  settings: NetworkSettings = {},
): {
  readonly sure: readonly string[];
  readonly unknown: readonly string[];
  readonly assumptions: readonly string[];
} {
  const { connections, unknown, assumptions } = connectionsOf(
    createNetworkAnalysis(wholeSnapshotOf(objects), settings),
  );
  return { sure: connections.map(rowOf), unknown: unknown.map(rowOf), assumptions };
}

function rowOf({ src, dst, ports }: Connection): string {
  const shown =
    ports === "all"
      ? "all"
      : ports.map(({ protocol, from, to }) => `${protocol} ${from}-${to}`).join();
  return `${src.name} => ${dst.name} : ${shown}`;
}

const EVERYWHERE = "0.0.0.0-255.255.255.255[External]";

describe("connections", () => {
  it("are all there are without policies, save those within a workload", () => {
    expect(listed([podOf("x/a", {}), podOf("y/b", {})]).sure).toEqual([
      `${EVERYWHERE} => x/a[Pod] : all`,
      `${EVERYWHERE} => y/b[Pod] : all`,
      `x/a[Pod] => ${EVERYWHERE} : all`,
      "x/a[Pod] => y/b[Pod] : all",
      `y/b[Pod] => ${EVERYWHERE} : all`,
      "y/b[Pod] => x/a[Pod] : all",
    ]);
  });

  it("have ports joined, and addresses cut only where their direction is cut", () => {
    const policy = policyOf("x/a", {
      podSelector: {},
      policyTypes: ["Ingress", "Egress"],
      ingress: [{ ports: [{ port: 80 }, { port: 81 }, { port: 90, protocol: "UDP" }] }],
      egress: [{ to: [{ ipBlock: { cidr: "192.0.2.0/24" } }] }],
    });
    expect(listed([podOf("x/a", {}), policy]).sure).toEqual([
      `${EVERYWHERE} => x/a[Pod] : TCP 80-81,UDP 90-90`,
      "x/a[Pod] => 192.0.2.0-192.0.2.255[External] : all",
    ]);
  });

  it("are of IPv6 too where an object shows it", () => {
    const everywhere6 = "::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff[External]";
    expect(listed([podOf("x/a", {}, {}, addressStatus("10.0.0.1", "fd00::1"))]).sure).toEqual([
      `${EVERYWHERE} => x/a[Pod] : all`,
      `${everywhere6} => x/a[Pod] : all`,
      `x/a[Pod] => ${EVERYWHERE} : all`,
      `x/a[Pod] => ${everywhere6} : all`,
    ]);
  });

  it("of pods are those of their owner, of any of them", () => {
    const owned = (name: string, labels: Record<string, string>): KubernetesObject => ({
      ...podOf(`x/${name}`, labels),
      metadata: {
        name,
        namespace: "x",
        labels,
        ownerReferences: [
          { apiVersion: "apps/v1", kind: "StatefulSet", name: "s", controller: true },
        ],
      },
    });
    const closed = policyOf("x/closed", { podSelector: { matchLabels: { app: "a" } } });
    expect(listed([owned("s-0", { app: "a" }), owned("s-1", { app: "b" }), closed]).sure).toEqual([
      `${EVERYWHERE} => x/s[StatefulSet] : all`,
      `x/s[StatefulSet] => ${EVERYWHERE} : all`,
    ]);
  });

  it("that hang on the network plugin are listed apart", () => {
    const host = podOf("x/host", {}, { hostNetwork: true });
    const closed = policyOf("x/closed", { podSelector: {}, policyTypes: ["Ingress"] });
    const { sure, unknown } = listed([host, closed]);
    expect(sure).toEqual([`x/host[Pod] => ${EVERYWHERE} : all`]);
    expect(unknown).toEqual([`${EVERYWHERE} => x/host[Pod] : all`]);
    expect(listed([host, closed], { hostNetworkPods: "node" }).sure).toEqual([
      `${EVERYWHERE} => x/host[Pod] : all`,
      `x/host[Pod] => ${EVERYWHERE} : all`,
    ]);
  });

  it("of a node go to its own pods, whatever these deny", () => {
    const host = podOf("x/host", {}, { hostNetwork: true, nodeName: "n1" });
    const near = podOf("x/near", {}, { nodeName: "n1" });
    const far = podOf("x/far", {}, { nodeName: "n2" });
    const closed = policyOf("x/closed", { podSelector: {}, policyTypes: ["Ingress", "Egress"] });
    expect(listed([host, near, far, closed], { hostNetworkPods: "node" }).sure).toEqual([
      `${EVERYWHERE} => x/host[Pod] : all`,
      `x/host[Pod] => ${EVERYWHERE} : all`,
      "x/host[Pod] => x/near[Pod] : all",
    ]);
  });

  it("do not go between networks of their own", () => {
    const network = (namespace: string): KubernetesObject[] => [
      {
        apiVersion: "v1",
        kind: "Namespace",
        metadata: {
          name: namespace,
          labels: { "k8s.ovn.org/primary-user-defined-network": "" },
        },
      },
      {
        apiVersion: "k8s.ovn.org/v1",
        kind: "UserDefinedNetwork",
        metadata: { name: "own", namespace },
        spec: { topology: "Layer2", layer2: { role: "Primary" } },
      },
    ];
    const pods = [podOf("x/a", {}), podOf("x/b", {}), podOf("y/a", {}), podOf("z/a", {})];
    const among = listed([...network("x"), ...network("y"), ...pods]).sure.filter(
      (row) => !row.includes("External"),
    );
    expect(among).toEqual(["x/a[Pod] => x/b[Pod] : all", "x/b[Pod] => x/a[Pod] : all"]);
  });

  it("over further networks are not listed, and the list says so", () => {
    const attachment = {
      apiVersion: "k8s.cni.cncf.io/v1",
      kind: "NetworkAttachmentDefinition",
      metadata: { name: "storage", namespace: "x" },
    };
    expect(listed([podOf("x/a", {}), attachment]).assumptions).toEqual([
      "Pods may have further networks by a NetworkAttachmentDefinition; this is about the one that every pod has.",
    ]);
  });

  it("of virtual machines are by the labels of their template", () => {
    const machine = {
      apiVersion: "kubevirt.io/v1",
      kind: "VirtualMachine",
      metadata: { name: "vm", namespace: "x" },
      spec: { template: { metadata: { labels: { app: "vm" } }, spec: { domain: {} } } },
    };
    const closed = policyOf("x/closed", { podSelector: { matchLabels: { app: "vm" } } });
    expect(listed([machine, closed]).sure).toEqual([`x/vm[VirtualMachine] => ${EVERYWHERE} : all`]);
  });
});

describe("what comes in through an Ingress or a Route", () => {
  const web = podOf(
    "x/web",
    { app: "web" },
    {
      containers: [{ name: "main", ports: [{ name: "http", containerPort: 8080 }] }],
    },
  );
  const service = {
    apiVersion: "v1",
    kind: "Service",
    metadata: { name: "web", namespace: "x" },
    spec: {
      selector: { app: "web" },
      ports: [
        { name: "plain", port: 80, targetPort: "http" },
        { name: "other", port: 81, targetPort: 9000 },
      ],
    },
  };
  const ingress = (backend: JsonObject): KubernetesObject => ({
    apiVersion: "networking.k8s.io/v1",
    kind: "Ingress",
    metadata: { name: "web", namespace: "x" },
    spec: { rules: [{ http: { paths: [{ path: "/", backend }] } }] },
  });
  const route = (targetPort: string | number): KubernetesObject => ({
    apiVersion: "route.openshift.io/v1",
    kind: "Route",
    metadata: { name: "web", namespace: "x" },
    spec: { to: { kind: "Service", name: "web" }, port: { targetPort } },
  });
  const entries = (...objects: KubernetesObject[]): ReturnType<typeof listed> => {
    const { sure, unknown, assumptions } = listed([web, service, ...objects]);
    const isEntry = (row: string): boolean => row.startsWith("{ingress-controller}");
    return { sure: sure.filter(isEntry), unknown: unknown.filter(isEntry), assumptions };
  };
  const ASSUMED =
    "Ingresses and Routes are taken to be served by pods of which neither namespace nor labels are known.";

  it("arrives at the pods behind the Service, on their port", () => {
    const row = ["{ingress-controller} => x/web[Pod] : TCP 8080-8080"];
    const byNumber = ingress({ service: { name: "web", port: { number: 80 } } });
    expect(entries(byNumber)).toEqual({ sure: row, unknown: [], assumptions: [ASSUMED] });
    const byName = ingress({ service: { name: "web", port: { name: "plain" } } });
    expect(entries(byName).sure).toEqual(row);
    expect(entries(route("plain")).sure).toEqual(row);
    expect(entries(route(9000)).sure).toEqual([
      "{ingress-controller} => x/web[Pod] : TCP 9000-9000",
    ]);
  });

  it("passes where policies allow every pod, and is unknown where they name some", () => {
    const from = (peer: JsonObject): KubernetesObject =>
      policyOf("x/web", { podSelector: {}, ingress: [{ from: [peer] }] });
    const entry = ingress({ service: { name: "web", port: { number: 80 } } });
    const row = ["{ingress-controller} => x/web[Pod] : TCP 8080-8080"];
    expect(entries(entry, from({ namespaceSelector: {} })).sure).toEqual(row);
    const named = entries(
      entry,
      from({ namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "edge" } } }),
    );
    expect([named.sure, named.unknown]).toEqual([[], row]);
    const closed = entries(entry, policyOf("x/web", { podSelector: {} }));
    expect([closed.sure, closed.unknown]).toEqual([[], []]);
  });

  it("is said to be missing where the Service or its port is", () => {
    expect(
      entries(ingress({ service: { name: "gone", port: { number: 80 } } })).assumptions,
    ).toEqual(["The Service x/gone of Ingress x/web is not in the input."]);
    expect(
      entries(ingress({ service: { name: "web", port: { number: 82 } } })).assumptions,
    ).toEqual(["The Service x/web has no port that Ingress x/web names."]);
  });
});
