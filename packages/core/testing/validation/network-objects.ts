import type { JsonValue } from "../../src/kubernetes/json.ts";
import type { KubernetesObject } from "../../src/kubernetes/object.ts";
import { below, pick, type Random, some } from "./random.ts";
import { labelSelector, metadata } from "./shared-parts.ts";

/** A valid NetworkPolicy. */
export function randomNetworkPolicy(random: Random): KubernetesObject {
  const rules = (peers: string): JsonValue =>
    Array.from({ length: below(random, 3) }, () =>
      some(random, 0.7, {
        ports: () => [port(random), port(random)],
        [peers]: () => [peer(random), peer(random)],
      }),
    );
  return {
    apiVersion: "networking.k8s.io/v1",
    kind: "NetworkPolicy",
    metadata: metadata(random, true),
    spec: {
      podSelector: random() < 0.5 ? {} : labelSelector(random),
      ...some(random, 0.6, {
        ingress: () => rules("from"),
        egress: () => rules("to"),
        policyTypes: () => pick(random, [["Ingress"], ["Egress"], ["Ingress", "Egress"]]),
      }),
    },
  };
}

function port(random: Random): JsonValue {
  return {
    ...some(random, 0.5, { protocol: () => pick(random, ["TCP", "UDP", "SCTP"]) }),
    ...pick(random, [{}, { port: 80 }, { port: 80, endPort: 90 }, { port: "http" }]),
  };
}

function peer(random: Random): JsonValue {
  return pick(random, [
    { podSelector: labelSelector(random) },
    { namespaceSelector: {} },
    { namespaceSelector: {}, podSelector: {} },
    { ipBlock: { cidr: "10.0.0.0/8", except: ["10.1.0.0/16", "10.2.0.0/16"] } },
    { ipBlock: { cidr: "fd00::/8", except: ["fd01::/16"] } },
  ]);
}
