import { describe, expect, it } from "vitest";
import { errorsOf } from "../../../testing/validation/errors.ts";
import type { JsonObject } from "../../kubernetes/json.ts";

const ports = [{ port: 80 }];

function service(spec: JsonObject, metadata: JsonObject = {}): readonly string[] {
  return errorsOf({
    apiVersion: "v1",
    kind: "Service",
    metadata: { name: "shop", namespace: "shop", ...metadata },
    spec: { ports, ...spec },
  });
}

describe("services", () => {
  it("need a name without underscores, and ports with numbers", () => {
    expect(service({})).toEqual([]);
    expect(service({ ports: [{ name: "http" }] }, { name: "Shop_Service" })).toEqual([
      `metadata.name Invalid: "Shop_Service" may only have lower-case letters, digits and '-', with a letter or digit at both ends`,
      "spec.ports[0].port Invalid: 0 must be between 1 and 65535",
      "spec.ports[0].targetPort Invalid: 0 must be between 1 and 65535",
    ]);
    expect(service({ ports: [] })).toEqual(["spec.ports Required: must have at least one port"]);
    expect(service({ ports: [], clusterIP: "None" })).toEqual([]);
  });

  it("have several ports by name, each once", () => {
    expect(service({ ports: [{ port: 80 }, { port: 81, name: "a" }] })).toEqual([
      "spec.ports[0].name Required: must be set where there are several ports",
    ]);
    expect(
      service({
        ports: [
          { port: 80, name: "a" },
          { port: 80, name: "a" },
        ],
      }),
    ).toEqual([
      'spec.ports[1].name Duplicate: "a" is there already',
      'spec.ports[1] Duplicate: "TCP/80" is there already',
    ]);
    expect(service({ ports: [{ port: 80, nodePort: 30080 }] })).toEqual([
      "spec.ports[0].nodePort Forbidden: may not be set for type ClusterIP",
    ]);
    expect(service({ ports: [{ port: 80, targetPort: "80", protocol: "tcp" }] })).toEqual([
      'spec.ports[0].protocol NotSupported: "tcp" is none of "TCP", "UDP", "SCTP"',
      'spec.ports[0].targetPort Invalid: "80" must have a letter',
    ]);
  });

  it("are of a type that there is", () => {
    expect(service({ type: "clusterip" })).toEqual([
      'spec.type NotSupported: "clusterip" is none of "ClusterIP", "ExternalName", "LoadBalancer", "NodePort"',
    ]);
    expect(service({ type: "NodePort", clusterIP: "None" })).toEqual([
      "spec.clusterIPs[0] Invalid: may not be None for type NodePort",
    ]);
    expect(service({ type: "ExternalName", externalName: "a.example." })).toEqual([]);
    expect(service({ type: "ExternalName" })).toEqual(["spec.externalName Required: must be set"]);
  });

  it("have addresses of both families at most", () => {
    expect(service({ clusterIP: "shop" })).toEqual([
      'spec.clusterIPs[0] Invalid: "shop" is no IP address',
    ]);
    expect(service({ clusterIP: "10.0.0.1", clusterIPs: ["10.0.0.2"] })).toEqual([
      "spec.clusterIPs Invalid: must begin with clusterIP",
    ]);
    expect(service({ ipFamilies: ["IPv4", "IPv6"] })).toEqual([
      "spec.ipFamilyPolicy Invalid: must be PreferDualStack or RequireDualStack for two families",
    ]);
    expect(service({ ipFamilies: ["IPv4", "IPv6"], ipFamilyPolicy: "PreferDualStack" })).toEqual(
      [],
    );
  });

  it("have external addresses that can be reached", () => {
    expect(service({ externalIPs: ["127.0.0.1", "010.0.0.1"] })).toEqual([
      'spec.externalIPs[0] Invalid: "127.0.0.1" is a loopback address',
      'spec.externalIPs[1] Invalid: "010.0.0.1" has leading zeros or is IPv4 mapped into IPv6',
    ]);
  });

  it("have what is a load balancer's only as one", () => {
    const fields = { loadBalancerSourceRanges: ["10.0.0.0/8"], loadBalancerClass: "a/b" };
    expect(service({ ...fields, type: "LoadBalancer" })).toEqual([]);
    expect(service({ ...fields, externalTrafficPolicy: "Local" })).toEqual([
      "spec.LoadBalancerSourceRanges Forbidden: may only be set for type LoadBalancer",
      "spec.loadBalancerClass Forbidden: may only be set for type LoadBalancer",
      "spec.externalTrafficPolicy Invalid: may only be set for what is reached from outside",
    ]);
    expect(service({ type: "LoadBalancer", loadBalancerSourceRanges: ["10.0.0.1"] })).toEqual([
      'spec.LoadBalancerSourceRanges[0] Invalid: "10.0.0.1" is no network in CIDR notation',
    ]);
  });
});
