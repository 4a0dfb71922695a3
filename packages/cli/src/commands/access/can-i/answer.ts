import type { AccessRequest, AccessUser, AccessVerdict } from "@watertight/core/access";

/** A question of the command line and its answer. */
export interface AnsweredAccess {
  readonly user: AccessUser;
  readonly request: AccessRequest;
  readonly verdict: AccessVerdict;
  readonly incomplete: boolean;
}
