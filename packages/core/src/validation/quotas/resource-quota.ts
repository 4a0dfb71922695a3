import type {
  ResourceQuota,
  ResourceQuotaSpec,
  ScopedResourceSelectorRequirement,
} from "../../kubernetes/api/types.ts";
import type { Decoded } from "../decoded.ts";
import { dnsSubdomainName } from "../names.ts";
import { validateObjectMeta } from "../object-meta.ts";
import { type Place, quoted } from "../place.ts";
import { resourceNanosOf } from "../quantities.ts";
import { isQuotaResource, quotaResourceProblem } from "../resource-names.ts";
import { validateQuantity } from "../resource-requirements.ts";

// Follows ValidateResourceQuota in pkg/apis/core/validation/validation.go.

/** `ValidateResourceQuota`. */
export function validateResourceQuota(
  { metadata, spec = {} }: Decoded<ResourceQuota>,
  at: Place,
): void {
  validateObjectMeta(metadata, { namespaced: true, name: dnsSubdomainName }, at.child("metadata"));
  const { hard = {}, scopes = [], scopeSelector } = spec;
  const specAt = at.child("spec");
  for (const [name, quantity] of Object.entries(hard)) {
    const entryAt = specAt.child("hard").key(name);
    entryAt.judge(name, quotaResourceProblem(name));
    validateQuantity(name, resourceNanosOf(quantity), entryAt);
  }
  const scopesAt = specAt.child("scopes");
  for (const [index, scope] of scopes.entries()) {
    if (!isScope(scope)) scopesAt.invalid(`${quoted(scope)} is no scope`, index);
    validateScoped(scope, spec, scopesAt);
  }
  validatePairs(scopes, scopesAt);
  if (!scopeSelector) return;
  const { matchExpressions = [] } = scopeSelector;
  const selectorAt = specAt.child("scopeSelector").child("matchExpressions");
  for (const [index, requirement] of matchExpressions.entries()) {
    // Printed without the number.
    validateRequirement(requirement, spec, selectorAt.slip("", index));
  }
  validatePairs(
    matchExpressions.map(({ scopeName = "" }) => scopeName),
    selectorAt,
  );
}

const PODS: ReadonlySet<string> = new Set(["pods"]);
const COMPUTE: ReadonlySet<string> = new Set([
  ...["pods", "cpu", "memory", "limits.cpu", "limits.memory", "requests.cpu", "requests.memory"],
]);
const CLAIMS: ReadonlySet<string> = new Set(["persistentvolumeclaims", "requests.storage"]);

/** The scopes there are, with what a quota of theirs may count. */
const SCOPES: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ["Terminating", COMPUTE],
  ["NotTerminating", COMPUTE],
  ["NotBestEffort", COMPUTE],
  ["PriorityClass", COMPUTE],
  ["CrossNamespacePodAffinity", COMPUTE],
  ["BestEffort", PODS],
  ["VolumeAttributesClass", CLAIMS],
]);

function isScope(scope: string): boolean {
  return SCOPES.has(scope);
}

function validateScoped(scope: string, { hard = {} }: Decoded<ResourceQuotaSpec>, at: Place): void {
  const counted = SCOPES.get(scope);
  if (counted === undefined) return;
  for (const name in hard) {
    if (isQuotaResource(name) && !counted.has(name)) {
      at.invalid(`has ${quoted(scope)}, which does not count ${quoted(name)}`);
    }
  }
}

const PAIRS = [
  ["BestEffort", "NotBestEffort"],
  ["Terminating", "NotTerminating"],
] as const;

function validatePairs(scopes: readonly string[], at: Place): void {
  for (const [one, other] of PAIRS) {
    if (scopes.includes(one) && scopes.includes(other)) at.invalid(`has both ${one} and ${other}`);
  }
}

const EXISTING: ReadonlySet<string> = new Set([
  ...["BestEffort", "NotBestEffort", "Terminating", "NotTerminating", "CrossNamespacePodAffinity"],
]);

function validateRequirement(
  { scopeName = "", operator = "", values = [] }: Decoded<ScopedResourceSelectorRequirement>,
  spec: Decoded<ResourceQuotaSpec>,
  at: Place,
): void {
  if (!isScope(scopeName)) at.child("scopeName").invalid(`${quoted(scopeName)} is no scope`);
  validateScoped(scopeName, spec, at);
  if (EXISTING.has(scopeName) && operator !== "Exists") {
    at.child("operator").invalid("must be Exists for this scope");
  }
  validateOperator(operator, values, at);
}

function validateOperator(operator: string, values: readonly string[], at: Place): void {
  if (operator === "In" || operator === "NotIn") {
    if (values.length === 0) at.child("values").required(`must be set for operator ${operator}`);
  } else if (operator !== "Exists" && operator !== "DoesNotExist") {
    at.child("operator").invalid(`${quoted(operator)} is no operator of scopes`);
  } else if (values.length > 0)
    at.child("values").invalid(`may not be set for operator ${operator}`);
}
