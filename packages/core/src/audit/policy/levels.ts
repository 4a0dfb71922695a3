import { AUDIT_LEVELS, type AuditLevel } from "./model.ts";

/** Whether a level records at least what another does. */
export function isAtLeast(level: AuditLevel, least: AuditLevel): boolean {
  return AUDIT_LEVELS.indexOf(level) >= AUDIT_LEVELS.indexOf(least);
}
