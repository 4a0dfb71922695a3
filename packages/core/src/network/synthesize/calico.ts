import type { JsonObject, JsonValue } from "../../kubernetes/json.ts";
import { hostProblem } from "./kubernetes.ts";
import type { PlannedPeer, PlannedRule, PolicyPlan } from "./plan.ts";
import type { UnitSelector } from "./units.ts";
import { PLACEHOLDER, type WrittenSpec } from "./written.ts";

/** The specification of a projectcalico.org/v3 NetworkPolicy that lets nothing through. */
export const calicoDefaultDeny: JsonObject = { selector: "all()", types: ["Ingress", "Egress"] };

/** As api/pkg/apis/projectcalico/v3 of projectcalico/calico has it: a rule for each protocol and peer. */
export function calicoPolicy({ unit, ingress, egress }: PolicyPlan): WrittenSpec {
  const needsValue: string[] = [];
  const rules = (
    planned: readonly PlannedRule[],
    direction: "ingress" | "egress",
  ): readonly JsonValue[] =>
    planned.flatMap((rule) =>
      rule.peers.flatMap((peer) => {
        const entity = entityOf(peer, unit.namespace, needsValue, rule.ports);
        return entity ? rulesTo(entity, rule.ports, direction) : [];
      }),
    );
  const spec = {
    selector: calicoSelector(unit.selector),
    types: ["Ingress", "Egress"],
    ingress: rules(ingress, "ingress"),
    egress: rules(egress, "egress"),
  };
  return { spec, needsValue: [...new Set(needsValue)] };
}

// Ports are always those of the destination.
function rulesTo(
  entity: JsonObject,
  ports: PlannedRule["ports"],
  direction: "ingress" | "egress",
): readonly JsonValue[] {
  const protocols = [...new Set(ports.map(({ protocol }) => protocol))];
  return protocols.map((protocol) => {
    const numbers = ports.flatMap((each) => (each.protocol === protocol ? [each.port] : []));
    return direction === "ingress"
      ? { action: "Allow", protocol, source: entity, destination: { ports: numbers } }
      : { action: "Allow", protocol, destination: { ...entity, ports: numbers } };
  });
}

function entityOf(
  peer: PlannedPeer,
  namespace: string,
  needsValue: string[],
  ports: PlannedRule["ports"],
): JsonObject | undefined {
  switch (peer.kind) {
    case "unit": {
      const selector = calicoSelector(peer.unit.selector);
      return peer.unit.namespace === namespace
        ? { selector }
        : { namespaceSelector: namespaceSelector(peer.unit.namespace), selector };
    }
    case "selected":
      return {
        namespaceSelector: namespaceSelector(peer.namespace),
        selector: calicoSelector({ labels: peer.labels, absent: [] }),
      };
    case "outside":
      return {
        nets: [peer.cidr],
        ...(peer.except.length > 0 && { notNets: peer.except }),
      };
    case "api-server":
      if (peer.cidrs.length > 0) return { nets: peer.cidrs };
      needsValue.push(
        `${PLACEHOLDER} stands for the address of the API server, which the input does not say`,
      );
      return { nets: [PLACEHOLDER] };
    case "host":
      needsValue.push(hostProblem(peer.host, ports));
      return undefined;
  }
}

function namespaceSelector(name: string): string {
  return `kubernetes.io/metadata.name == ${quoted(name)}`;
}

function calicoSelector({ labels, absent }: UnitSelector): string {
  const terms = [
    ...Object.entries(labels).map(([key, value]) => `${key} == ${quoted(value)}`),
    ...absent.map((key) => `!has(${key})`),
  ];
  return terms.length === 0 ? "all()" : terms.join(" && ");
}

// Its grammar has no escapes: a text in one kind of quotes holds none of them, and values of labels hold neither.
function quoted(text: string): string {
  return text.includes('"') ? `'${text}'` : `"${text}"`;
}
