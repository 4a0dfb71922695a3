import type { AccessRequest } from "../request.ts";
import type { AccessUser } from "../user.ts";

/** A check of the authorizers that somebody passed, as an audit event shows it or lets conclude it. */
export interface UsedAccess {
  readonly user: AccessUser;
  readonly request: AccessRequest;
  /** Not the request itself but a check that the API server makes for it, such as `impersonate` or `bind`. */
  readonly implied: boolean;
  /** The event does not show the object's name; every name that is granted may have been used. */
  readonly anyName: boolean;
}
