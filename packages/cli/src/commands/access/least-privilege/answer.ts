import type { AccessSubject, LeastPrivilege } from "@watertight/core/access";
import type { AuditLog } from "./audit-log.ts";

/** What is to be said about least privilege. */
export interface LeastPrivilegeAnswer {
  readonly result: LeastPrivilege;
  readonly log: AuditLog | undefined;
  readonly isWindowComplete: boolean;
  /** Everybody whom a binding names. */
  readonly subjects: readonly AccessSubject[];
}
