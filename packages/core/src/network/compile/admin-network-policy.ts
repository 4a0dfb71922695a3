import type { FieldPath } from "../../kubernetes/field-path.ts";
import type { JsonObject } from "../../kubernetes/json.ts";
import { textAt, valueAt } from "../../kubernetes/json-fields.ts";
import type { KubernetesObject, ObjectReference } from "../../kubernetes/object.ts";
import type { Compilation, PolicyRule } from "../policy.ts";
import { isPortNumber, isProtocol, type NamedPort, type PortRange } from "../ports.ts";
import { type ClusterKind, type ClusterReading, compileClusterPolicy } from "./cluster-policy.ts";
import { type ClusterPlace, reportProblem } from "./cluster-rules.ts";
import { ADMIN_TIER, BASELINE_TIER } from "./tiers.ts";

const BASELINE_ACTIONS: readonly (readonly [string, PolicyRule["action"]])[] = [
  ["Allow", "allow"],
  ["Deny", "deny"],
];

const ADMIN: ClusterKind = {
  family: "AdminNetworkPolicy",
  dialect: {
    actions: new Map([...BASELINE_ACTIONS, ["Pass", "pass"]]),
    portsField: "ports",
    portOf,
  },
  tierOf: () => ADMIN_TIER,
  prioritized: true,
};

const BASELINE: ClusterKind = {
  family: "AdminNetworkPolicy",
  dialect: { actions: new Map(BASELINE_ACTIONS), portsField: "ports", portOf },
  tierOf: () => BASELINE_TIER,
  prioritized: false,
};

/** An AdminNetworkPolicy, as the comments of sigs.k8s.io/network-policy-api/apis/v1alpha1 have it. */
export function compileAdminNetworkPolicy(
  object: KubernetesObject,
  reference: ObjectReference,
  id: string,
  around: Omit<ClusterReading, "kind">,
): Compilation {
  return compileClusterPolicy(object, reference, id, { kind: ADMIN, ...around });
}

/** A BaselineAdminNetworkPolicy of the same API; there is one, without a priority. */
export function compileBaselineAdminNetworkPolicy(
  object: KubernetesObject,
  reference: ObjectReference,
  id: string,
  around: Omit<ClusterReading, "kind">,
): Compilation {
  return compileClusterPolicy(object, reference, id, { kind: BASELINE, ...around });
}

function portOf(
  port: JsonObject,
  path: FieldPath,
  at: ClusterPlace,
): readonly (PortRange | NamedPort)[] {
  const name = textAt(port, "namedPort");
  if (name !== "") return [{ name }];
  const single = valueAt(port, "portNumber");
  const range = valueAt(port, "portRange");
  const from = valueAt(single, "port") ?? valueAt(range, "start");
  const to = valueAt(single, "port") ?? valueAt(range, "end");
  const protocol = textAt(single ?? range, "protocol") || "TCP";
  if (isProtocol(protocol) && isPortNumber(from) && isPortNumber(to) && from <= to)
    return [{ protocol, from, to }];
  reportProblem(at, path, "a port is a portNumber, a portRange or a namedPort");
  return [];
}
