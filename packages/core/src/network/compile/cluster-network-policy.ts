import type { FieldPath } from "../../kubernetes/field-path.ts";
import type { JsonObject } from "../../kubernetes/json.ts";
import { objectAt, textAt, valueAt } from "../../kubernetes/json-fields.ts";
import type { KubernetesObject, ObjectReference } from "../../kubernetes/object.ts";
import type { Compilation } from "../policy.ts";
import { isPortNumber, type NamedPort, type PortRange, type Protocol } from "../ports.ts";
import { type ClusterKind, type ClusterReading, compileClusterPolicy } from "./cluster-policy.ts";
import { type ClusterPlace, reportProblem } from "./cluster-rules.ts";
import { ADMIN_TIER, BASELINE_TIER } from "./tiers.ts";

const KIND: ClusterKind = {
  family: "ClusterNetworkPolicy",
  dialect: {
    actions: new Map([
      ["Accept", "allow"],
      ["Deny", "deny"],
      ["Pass", "pass"],
    ]),
    portsField: "protocols",
    portOf,
  },
  tierOf: (spec) =>
    new Map([
      ["Admin", ADMIN_TIER],
      ["Baseline", BASELINE_TIER],
    ]).get(textAt(spec, "tier")),
  prioritized: true,
};

/** A ClusterNetworkPolicy, as the comments of sigs.k8s.io/network-policy-api/apis/v1alpha2 have it. */
export function compileClusterNetworkPolicy(
  object: KubernetesObject,
  reference: ObjectReference,
  id: string,
  around: Omit<ClusterReading, "kind">,
): Compilation {
  return compileClusterPolicy(object, reference, id, { kind: KIND, ...around });
}

const PROTOCOL_FIELDS: readonly (readonly [string, Protocol])[] = [
  ["tcp", "TCP"],
  ["udp", "UDP"],
  ["sctp", "SCTP"],
];

function portOf(
  port: JsonObject,
  path: FieldPath,
  at: ClusterPlace,
): readonly (PortRange | NamedPort)[] {
  const name = textAt(port, "destinationNamedPort");
  if (name !== "") return [{ name }];
  for (const [field, protocol] of PROTOCOL_FIELDS) {
    if (valueAt(port, field) === undefined) continue;
    const range = rangeOf(objectAt(port, field));
    if (range) return [{ protocol, ...range }];
  }
  reportProblem(at, path, "a protocol is tcp, udp or sctp with a port or a range, or a named port");
  return [];
}

function rangeOf(fields: JsonObject): Pick<PortRange, "from" | "to"> | undefined {
  const destination = valueAt(fields, "destinationPort");
  const number = valueAt(destination, "number");
  const from = number ?? valueAt(destination, "range", "start");
  const to = number ?? valueAt(destination, "range", "end");
  return isPortNumber(from) && isPortNumber(to) && from <= to ? { from, to } : undefined;
}
