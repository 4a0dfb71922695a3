import type { FieldPath } from "../../kubernetes/field-path.ts";
import { type EndpointQuery, EVERY_ENDPOINT } from "../endpoint-query.ts";
import type { CompiledPolicy, DirectionRules } from "../policy.ts";
import { UNDECIDABLE_TIER } from "./tiers.ts";

/**
 * A policy of which nothing is known but whom it may concern: it may allow and may deny everything, so that no verdict
 * on these endpoints is more than `unknown`.
 */
export function undecidablePolicy(
  policy: Pick<CompiledPolicy, "id" | "object" | "family">,
  problem: { readonly path: FieldPath; readonly reason: string },
  endpoints: EndpointQuery = EVERY_ENDPOINT,
): CompiledPolicy {
  const rules: DirectionRules = {
    isolates: false,
    rules: (["allow", "deny"] as const).map((action) => ({
      action,
      peers: [{ kind: "unknown", among: "any", reason: problem.reason }],
      ports: "all",
      evidence: { object: policy.object, path: problem.path, message: problem.reason },
    })),
  };
  return {
    ...policy,
    tier: UNDECIDABLE_TIER,
    order: 0,
    subject: { of: "pods", query: endpoints, path: problem.path },
    ingress: rules,
    egress: rules,
  };
}
