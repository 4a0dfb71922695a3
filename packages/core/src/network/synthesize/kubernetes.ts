import type { JsonObject, JsonValue } from "../../kubernetes/json.ts";
import type { PlannedPeer, PlannedRule, PolicyPlan } from "./plan.ts";
import type { UnitSelector } from "./units.ts";
import { PLACEHOLDER, type WrittenSpec } from "./written.ts";

/** The specification of a NetworkPolicy that lets nothing through. */
export const defaultDeny: JsonObject = { podSelector: {}, policyTypes: ["Ingress", "Egress"] };

/** As networking.k8s.io/v1 has it; hosts outside have no addresses that it could name. */
export function networkPolicy({ unit, ingress, egress }: PolicyPlan): WrittenSpec {
  const needsValue: string[] = [];
  const rules = (
    planned: readonly PlannedRule[],
    peersField: "from" | "to",
  ): readonly JsonValue[] =>
    planned.flatMap(({ peers, ports }) => {
      const written = peers.flatMap((peer) => peersOf(peer, unit.namespace, needsValue, ports));
      return written.length === 0
        ? []
        : [
            {
              [peersField]: written,
              ports: ports.map(({ protocol, port }) => ({ protocol, port })),
            },
          ];
    });
  const spec = {
    podSelector: labelSelector(unit.selector),
    policyTypes: ["Ingress", "Egress"],
    ingress: rules(ingress, "from"),
    egress: rules(egress, "to"),
  };
  return { spec, needsValue: [...new Set(needsValue)] };
}

function peersOf(
  peer: PlannedPeer,
  namespace: string,
  needsValue: string[],
  ports: PlannedRule["ports"],
): readonly JsonValue[] {
  switch (peer.kind) {
    case "unit":
      return [
        {
          ...(peer.unit.namespace !== namespace && {
            namespaceSelector: namespaceSelector(peer.unit.namespace),
          }),
          podSelector: labelSelector(peer.unit.selector),
        },
      ];
    case "selected":
      return [
        {
          namespaceSelector: namespaceSelector(peer.namespace),
          ...(Object.keys(peer.labels).length > 0 && { podSelector: { matchLabels: peer.labels } }),
        },
      ];
    case "outside":
      return [
        { ipBlock: { cidr: peer.cidr, ...(peer.except.length > 0 && { except: peer.except }) } },
      ];
    case "api-server":
      if (peer.cidrs.length > 0) return peer.cidrs.map((cidr) => ({ ipBlock: { cidr } }));
      needsValue.push(
        `${PLACEHOLDER} stands for the address of the API server, which the input does not say`,
      );
      return [{ ipBlock: { cidr: PLACEHOLDER } }];
    case "host":
      needsValue.push(hostProblem(peer.host, ports));
      return [];
  }
}

/** Why a kind of policy has no rule for a host. */
export function hostProblem(host: string, ports: PlannedRule["ports"]): string {
  const list = ports.map(({ protocol, port }) => `${protocol} ${port}`).join(", ");
  return `it cannot name the host ${host} (${list}): add its addresses, or write CiliumNetworkPolicy`;
}

function namespaceSelector(name: string): JsonObject {
  return { matchLabels: { "kubernetes.io/metadata.name": name } };
}

/** The selector of the API that selects what a unit's does. */
export function labelSelector({ labels, absent }: UnitSelector): JsonObject {
  return {
    ...(Object.keys(labels).length > 0 && { matchLabels: labels }),
    ...(absent.length > 0 && {
      matchExpressions: absent.map((key) => ({ key, operator: "DoesNotExist" })),
    }),
  };
}
