import type { AdmissionMode, ConfiguredConnections } from "@watertight/core/configuration";
import type { GateRequest } from "./request.ts";
import { isInScope } from "./scope.ts";

const CONNECTIONS: readonly string[] = ["exec", "attach", "portforward", "proxy"];

/** What becomes of a connection into a pod, and why. */
interface JudgedConnection {
  readonly mode: Exclude<AdmissionMode, "off">;
  readonly message: string;
}

/** The last rule that speaks of a connection decides; undefined for what is no connection, or what no rule speaks of. */
export function judgeConnection(
  { operation, group, resource, subresource, namespace, name, username }: GateRequest,
  rules: readonly ConfiguredConnections[],
): JudgedConnection | undefined {
  const isConnection = operation === "CONNECT" && group === "" && resource === "pods";
  if (!isConnection || !CONNECTIONS.includes(subresource)) return undefined;
  const rule = rules.findLast(
    (each) =>
      (each.subresources ?? CONNECTIONS).includes(subresource) && isInScope(each, namespace),
  );
  if (!rule || rule.mode === "off") return undefined;
  return {
    mode: rule.mode,
    message: `${subresource} into pod "${namespace}/${name}" by user "${username}": ${rule.reason}`,
  };
}
