import {
  createActivation,
  OUT_OF_BUDGET,
  type PolicyInput,
  type PolicyLimits,
  Round,
} from "./activation.ts";
import type { CompiledPolicy } from "./compiled.ts";

/*
 * Match conditions (k8s.io/apiserver/pkg/admission/plugin/webhook/matchconditions/matcher.go).
 */

/**
 * Whether a policy is for a request by its conditions; a text where there is no answer and the policy fails closed. They see no
 * namespaceObject, and the request as it was made.
 */
export function conditionsMatch(
  policy: CompiledPolicy,
  input: PolicyInput,
  limits: PolicyLimits,
): boolean | string {
  if (policy.conditions.length === 0) {
    return true;
  }
  const { attributes, match } = input;
  const given = {
    hasAuthorizer: true,
    hasNamespace: false,
    match: { kind: match.kind, resource: attributes.resource },
  };
  const activation = createActivation(input, policy.variables, given, limits.perCall);
  const round = new Round(activation, limits.matchBudget, limits.perCall);
  const results = round.all(policy.conditions.map(({ condition }) => condition));
  if (results === undefined) {
    return policy.failsOpen ? false : OUT_OF_BUDGET;
  }
  // One that does not hold is an answer, whatever the others are.
  if (results.some((result) => result?.value === false)) {
    return false;
  }
  const errors = results.flatMap((result) => (result?.error === undefined ? [] : [result.error]));
  if (errors.length === 0) {
    return true;
  }
  return policy.failsOpen ? false : aggregated(errors);
}

/** As Go's `utilerrors.NewAggregate` puts errors into one text. */
function aggregated(errors: readonly string[]): string {
  const different = [...new Set(errors)];
  return different.length === 1 ? (different[0] ?? "") : `[${different.join(", ")}]`;
}
