import { describe, expect, it } from "vitest";
import { wholeSnapshotOf } from "../../../testing/snapshot.ts";
import type { KubernetesObject } from "../../kubernetes/object.ts";
import { createNetworkAnalysis } from "../analysis.ts";
import type { Need, NeedEnd } from "./need.ts";
import { observedNeeds } from "./observed.ts";

function pod(namespace: string, name: string, app: string, ip: string): KubernetesObject {
  return {
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name, namespace, labels: { app } },
    spec: { containers: [{ name: "main" }] },
    status: { phase: "Running", podIPs: [{ ip }] },
  };
}

const SERVICE: KubernetesObject = {
  apiVersion: "v1",
  kind: "Service",
  metadata: { name: "db", namespace: "y" },
  spec: {
    clusterIP: "10.96.0.7",
    selector: { app: "db" },
    ports: [{ port: 5432, targetPort: 5433 }],
  },
};

function lineOf({ from, to, protocol, port }: Need): string {
  const name = (end: NeedEnd): string => {
    if (end.kind === "workload") return `${end.workload.namespace}/${end.workload.name}`;
    return end.kind === "outside" ? end.cidr : end.kind;
  };
  return `${name(from)} => ${name(to)} ${protocol} ${port}`;
}

describe("observed flows", () => {
  const pods = [pod("x", "p0", "a", "10.0.0.1"), pod("y", "p1", "db", "10.0.0.2")];
  const behind = SERVICE;
  const analysis = createNetworkAnalysis(wholeSnapshotOf([...pods, behind]));
  const seen = (text: string): readonly string[] => {
    const found = observedNeeds([{ name: "f", text }], analysis, { hosts: false });
    return [
      ...found.needs.map(lineOf),
      ...found.badLines,
      ...[...found.skipped].map(([reason, count]) => `${count} ${reason}`),
    ];
  };
  const hubble = (more: string): string =>
    `{"flow":{"verdict":"FORWARDED","l4":{"TCP":{"source_port":40000,"destination_port":5433}},"source":{"namespace":"x","pod_name":"p0"},"destination":{"namespace":"y","pod_name":"p1"}${more}}}`;

  it.each([
    ["Hubble", hubble("")],
    [
      "Calico",
      '{"source_namespace":"x","source_name":"p0","source_type":"wep","dest_namespace":"y","dest_name":"p1","dest_type":"wep","dest_port":"5433","proto":"tcp","action":"allow"}',
    ],
    [
      "CSV with replies",
      "srcaddr,dstaddr,srcport,dstport,protocol,action\n10.0.0.1,10.0.0.2,40000,5433,6,ACCEPT",
    ],
    [
      "conntrack through a Service",
      "tcp 6 431999 ESTABLISHED src=10.0.0.1 dst=10.96.0.7 sport=40000 dport=5432 src=10.0.0.2 dst=10.0.0.1 sport=5433 dport=40000 [ASSURED] mark=0 use=1",
    ],
  ])("are read from %s", (_, text) => {
    expect(seen(text)).toEqual(["x/p0 => y/p1 TCP 5433"]);
  });

  it("go through the address of a Service to the pods behind it", () => {
    expect(
      seen("srcaddr,dstaddr,srcport,dstport,protocol\n10.0.0.1,10.96.0.7,40000,5432,6"),
    ).toEqual(["x/p0 => y/p1 TCP 5433"]);
  });

  it("leave out what was denied and what was a reply, and name bad lines", () => {
    const text = [
      hubble(',"is_reply":true'),
      hubble("").replace("FORWARDED", "DROPPED"),
      "nonsense",
      '{"flow":',
    ].join("\n");
    expect(seen(text)).toEqual([
      "f:3: it is neither JSON, nor a line of conntrack, nor below the header of a CSV",
      "f:4: it is not valid JSON",
      "1 reply",
      "1 verdict DROPPED",
    ]);
  });

  it("lead to addresses outside as they are", () => {
    const text = "srcaddr,dstaddr,srcport,dstport,protocol\n10.0.0.1,203.0.113.9,40000,443,6";
    expect(seen(text)).toEqual(["x/p0 => 203.0.113.9/32 TCP 443"]);
  });
});
