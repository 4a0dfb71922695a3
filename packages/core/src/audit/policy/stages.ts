import type { AuditDecision, AuditRequest, AuditStage } from "./model.ts";

/**
 * The stages of which a request leaves an event, in the order of time, as long as nothing panics. One whose authentication fails has
 * a single event (k8s.io/apiserver/pkg/endpoints/filters/audit.go, authn_audit.go).
 */
export function auditStages(
  request: AuditRequest,
  { level, omitStages }: Pick<AuditDecision, "level" | "omitStages">,
): readonly AuditStage[] {
  if (level === "None") return [];
  return possibleStages(request).filter((stage) => !omitStages.includes(stage));
}

function possibleStages(request: AuditRequest): readonly AuditStage[] {
  if (request.user === undefined) return ["ResponseStarted"];
  return goesOn(request)
    ? ["RequestReceived", "ResponseStarted", "ResponseComplete"]
    : ["RequestReceived", "ResponseComplete"];
}

/** Whether the server takes a request for one that goes on for long (pkg/controlplane/apiserver/config.go of Kubernetes). */
function goesOn({ verb, target }: AuditRequest): boolean {
  if (verb === "watch" || verb === "proxy") return true;
  if ("path" in target) return target.path.startsWith("/debug/pprof/");
  return isLongSubresource(target.subresource);
}

/** Whether requests for a subresource go on for long, whatever the verb. */
export function isLongSubresource(subresource: string): boolean {
  return LONG_SUBRESOURCES.has(subresource);
}

const LONG_SUBRESOURCES: ReadonlySet<string> = new Set([
  "attach",
  "exec",
  "log",
  "portforward",
  "proxy",
]);
