import { auditDecision } from "../audit/policy/evaluate.ts";
import type { AuditLevel, AuditPolicy } from "../audit/policy/model.ts";

/** A request for a resource of the API. */
interface Recorded {
  readonly verb: string;
  readonly group: string;
  readonly resource: string;
  readonly subresource: string;
}

const GROUPS = ["system:authenticated"];

/**
 * At which level an audit policy records a request of an authenticated user of no further group, for no object by name; undefined without
 * a policy.
 */
export function levelsOf(
  policy: AuditPolicy | undefined,
): ((request: Recorded) => AuditLevel) | undefined {
  return (
    policy &&
    (({ verb, group, resource, subresource }) =>
      auditDecision(policy, {
        user: "",
        groups: GROUPS,
        verb,
        target: { group, resource, subresource, namespace: "", name: "" },
      }).level)
  );
}
