import type { JsonObject, JsonValue } from "../../kubernetes/json.ts";
import { objectAt } from "../../kubernetes/json-fields.ts";
import { labelSelector } from "./kubernetes.ts";
import type { PlannedPeer, PlannedRule, PolicyPlan } from "./plan.ts";
import type { WrittenSpec } from "./written.ts";

/** The specification of a CiliumNetworkPolicy that lets nothing through: one empty rule isolates and matches nobody. */
export const ciliumDefaultDeny: JsonObject = {
  endpointSelector: {},
  ingress: [{}],
  egress: [{}],
};

/** As pkg/policy/api of cilium/cilium has it: one field of peers a rule, names by toFQDNs with the DNS proxy in between. */
export function ciliumPolicy({ unit, ingress, egress }: PolicyPlan): WrittenSpec {
  const named = egress.some(({ peers }) => peers.some(({ kind }) => kind === "host"));
  const write = (rules: readonly PlannedRule[], direction: "from" | "to"): readonly JsonValue[] => {
    const written = rules.flatMap((rule) => rulesOf(rule, direction, unit.namespace, named));
    // An empty rule keeps the direction isolated.
    return written.length === 0 ? [{}] : written;
  };
  return {
    spec: {
      endpointSelector: labelSelector(unit.selector),
      ingress: write(ingress, "from"),
      egress: write(egress, "to"),
    },
    needsValue: [],
  };
}

const NAMESPACE = "k8s:io.kubernetes.pod.namespace";

function rulesOf(
  { peers, ports }: PlannedRule,
  direction: "from" | "to",
  namespace: string,
  named: boolean,
): readonly JsonValue[] {
  const byField = new Map<string, JsonValue[]>();
  for (const peer of peers)
    for (const [field, value] of fieldsOf(peer, namespace)) {
      const name = direction === "to" && field === "FQDNs" ? "toFQDNs" : `${direction}${field}`;
      byField.set(name, [...(byField.get(name) ?? []), value]);
    }
  const isDns =
    peers.some((peer) => peer.kind === "selected" && peer.namespace === "kube-system") ||
    ports.every(({ port }) => port === 53);
  const toPorts = [
    {
      ports: ports.map(({ protocol, port }) => ({ port: String(port), protocol })),
      ...(named && isDns && direction === "to" && { rules: { dns: [{ matchPattern: "*" }] } }),
    },
  ];
  return [...byField].map(([field, values]) => ({ [field]: values, toPorts }));
}

function fieldsOf(peer: PlannedPeer, namespace: string): readonly (readonly [string, JsonValue])[] {
  switch (peer.kind) {
    case "unit": {
      const selector = labelSelector(peer.unit.selector);
      return [["Endpoints", inNamespace(selector, peer.unit.namespace, namespace)]];
    }
    case "selected": {
      const matchLabels = { ...peer.labels, [NAMESPACE]: peer.namespace };
      return [["Endpoints", { matchLabels }]];
    }
    case "outside":
      return [
        ["CIDRSet", { cidr: peer.cidr, ...(peer.except.length > 0 && { except: peer.except }) }],
      ];
    case "api-server":
      return [["Entities", "kube-apiserver"]];
    case "host":
      return [["FQDNs", { matchName: peer.host }]];
  }
}

// Without the label of a namespace a selector holds for the policy's own.
function inNamespace(selector: JsonObject, of: string, own: string): JsonObject {
  if (of === own) return selector;
  return { ...selector, matchLabels: { ...objectAt(selector, "matchLabels"), [NAMESPACE]: of } };
}
