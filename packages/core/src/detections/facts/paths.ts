import type { AuditEvent } from "../../audit/events/event.ts";

/** What anybody may ask by default: `system:public-info-viewer`, and the health endpoints of before. */
const PUBLIC =
  /^\/(?:healthz|livez|readyz|version|openid\/v1\/jwks|\.well-known\/openid-configuration)(?:\/|$)/;
const HEALTH_RESOURCE = /^(?:healthz|livez|readyz|version)$/;

/** The path of a request without its parameters. */
export function pathOf({ requestURI }: AuditEvent): string {
  const end = requestURI.indexOf("?");
  return end < 0 ? requestURI : requestURI.slice(0, end);
}

/** Whether a request asks for what is meant for anybody. */
export function isPublicPath(event: AuditEvent): boolean {
  // Google's audit log has paths as resources.
  return PUBLIC.test(pathOf(event)) || HEALTH_RESOURCE.test(event.target);
}
