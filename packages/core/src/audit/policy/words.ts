import type { AuditRequest, AuditTarget } from "./model.ts";

/** `get secrets/db in namespace shop by ann (dev)`, as people read it; groups that everybody has are left out. */
export function auditRequestText({ user, groups, verb, target }: AuditRequest): string {
  const others = groups.filter((group) => group !== "system:authenticated");
  const of = others.length === 0 ? "" : ` (${others.join(", ")})`;
  const by = user === undefined ? "whose authentication fails" : `by ${user}${of}`;
  return `${verb === "" ? "OPTIONS" : verb} ${auditTargetText(target)} ${by}`;
}

/** `secrets/db in namespace shop`, `deployments.apps`, `pods/exec`, `/healthz`. */
export function auditTargetText(target: AuditTarget): string {
  if ("path" in target) return target.path;
  const { namespace, name } = target;
  const named = name === "" ? "" : ` named ${name}`;
  const within = namespace === "" ? "" : ` in namespace ${namespace}`;
  return `${resourceText(target)}${named}${within}`;
}

/** `pods/exec`, `deployments.apps`, `deployments.apps/scale`. */
export function resourceText({
  group,
  resource,
  subresource,
}: {
  readonly group: string;
  readonly resource: string;
  readonly subresource: string;
}): string {
  const full = group === "" ? resource : `${resource}.${group}`;
  return subresource === "" ? full : `${full}/${subresource}`;
}
