import type { AccessRequest, AllowedSubject, Authorizer } from "@watertight/core/access";
import type { Groups } from "./groups.ts";

/** Who may do something, and why. */
export interface WhoCanAnswer {
  readonly request: AccessRequest;
  readonly allowed: readonly AllowedSubject[];
  /** Nodes whose kubelets may do it. */
  readonly nodes: readonly string[];
  readonly premises: readonly string[];
  /** Given where the members of groups are to be named. */
  readonly groups: Groups | undefined;
}

export function whoCanAnswer(
  request: AccessRequest,
  authorizer: Authorizer,
  groups: Groups | undefined,
): WhoCanAnswer {
  const allowed = authorizer.whoCan(request);
  const bindings = allowed.flatMap(({ grants }) => grants.map(({ binding }) => binding));
  return {
    request,
    allowed,
    nodes: authorizer.nodesThatCan(request),
    premises: authorizer.premises(bindings),
    groups,
  };
}
