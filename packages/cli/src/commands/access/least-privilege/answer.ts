import type { AccessSubject, LeastPrivilege, UsedRule } from "@watertight/core/access";
import type { AuditLog } from "./audit-log.ts";

/** What is to be said about least privilege. */
export interface LeastPrivilegeAnswer {
  readonly result: LeastPrivilege;
  readonly log: AuditLog | undefined;
  readonly isWindowComplete: boolean;
  /** Everybody whom a binding names. */
  readonly subjects: readonly AccessSubject[];
  /** The rules of roles as bindings give them, unused ones first; empty without a log. */
  readonly rules: readonly UsedRule[];
}
