import { describe, expect, it } from "vitest";
import { errorsOf } from "../../testing/validation/errors.ts";
import type { JsonObject, JsonValue } from "../kubernetes/json.ts";

function policy(spec: JsonObject): readonly string[] {
  const metadata = { name: "p", namespace: "shop" };
  return errorsOf({
    apiVersion: "networking.k8s.io/v1",
    kind: "NetworkPolicy",
    metadata,
    spec: { podSelector: {}, ...spec },
  });
}

function port(value: JsonValue): readonly string[] {
  return policy({ ingress: [{ ports: [value] }] });
}

function peer(value: JsonValue): readonly string[] {
  return policy({ egress: [{ to: [value] }] });
}

describe("network policies", () => {
  it("may be empty, and have each kind of rule and peer", () => {
    expect(policy({})).toEqual([]);
    expect(
      policy({
        policyTypes: ["Ingress", "Egress"],
        ingress: [
          {},
          { ports: [{}, { port: 80, endPort: 90, protocol: "UDP" }, { port: "http" }] },
        ],
        egress: [
          { to: [{ podSelector: {}, namespaceSelector: {} }, { ipBlock: { cidr: "10.0.0.0/8" } }] },
        ],
      }),
    ).toEqual([]);
  });

  it("have protocols in capitals, and numbers or names of ports", () => {
    expect(port({ protocol: "tcp" })).toEqual([
      'spec.ingress[0].ports[0].protocol NotSupported: "tcp" is none of "TCP", "UDP", "SCTP"',
    ]);
    expect(port({ port: 0 })).toEqual([
      "spec.ingress[0].ports[0].port Invalid: 0 must be between 1 and 65535",
    ]);
    expect(port({ port: "80" })).toEqual([
      'spec.ingress[0].ports[0].port Invalid: "80" must have a letter',
    ]);
  });

  it("end a range of ports after its beginning", () => {
    expect(port({ port: 80, endPort: 79 })).toEqual([
      "spec.ingress[0].ports[0].endPort Invalid: 79 is less than port",
    ]);
    expect(port({ port: "http", endPort: 81 })).toEqual([
      "spec.ingress[0].ports[0].endPort Invalid: may only be set beside a port's number",
    ]);
    expect(port({ port: 80, endPort: 65536 })).toEqual([
      "spec.ingress[0].ports[0].endPort Invalid: 65536 must be between 1 and 65535",
    ]);
  });

  it("have peers of one sort", () => {
    expect(peer({})).toEqual([
      "spec.egress[0].to[0] Required: must have podSelector, namespaceSelector or ipBlock",
    ]);
    expect(peer({ podSelector: {}, ipBlock: { cidr: "10.0.0.0/8" } })).toEqual([
      "spec.egress[0].to[0] Forbidden: may not have ipBlock and a selector",
    ]);
  });

  it("name networks strictly, with holes inside them", () => {
    expect(peer({ ipBlock: {} })).toEqual([
      "spec.egress[0].to[0].ipBlock.cidr Required: must be set",
    ]);
    expect(peer({ ipBlock: { cidr: "10.1.0.0/8" } })).toEqual([
      'spec.egress[0].to[0].ipBlock.cidr Invalid: "10.1.0.0/8" has bits set beyond its prefix',
    ]);
    expect(peer({ ipBlock: { cidr: "10.0.0.0/8", except: ["10.0.0.0/8", "fd00::/8"] } })).toEqual([
      'spec.egress[0].to[0].ipBlock.except[0] Invalid: "10.0.0.0/8" is no proper part of cidr',
      'spec.egress[0].to[0].ipBlock.except[1] Invalid: "fd00::/8" is no proper part of cidr',
    ]);
  });

  it("have types that there are, two at most", () => {
    expect(policy({ policyTypes: ["ingress"] })).toEqual([
      'spec.policyTypes[0] NotSupported: "ingress" is none of "Ingress", "Egress"',
    ]);
    expect(policy({ policyTypes: ["Ingress", "Egress", "Ingress"] })).toEqual([
      "spec.policyTypes Invalid: may name two types at most",
    ]);
    expect(policy({ policyTypes: ["Ingress", "Ingress"] })).toEqual([]);
  });
});
