import type { BuiltInCheck } from "../built-in-check.ts";
import { admissionBindingDoesNotDeny } from "./admission-binding-does-not-deny.ts";
import { admissionBindingPassesWithoutParameters } from "./admission-binding-passes-without-parameters.ts";
import { admissionBindingPolicyMissing } from "./admission-binding-policy-missing.ts";
import { admissionMatchPolicyExact } from "./admission-match-policy-exact.ts";
import { admissionMissesEphemeralContainers } from "./admission-misses-ephemeral-containers.ts";
import { admissionNamespaceSelectorBypassable } from "./admission-namespace-selector-bypassable.ts";
import { admissionObjectSelectorBypassable } from "./admission-object-selector-bypassable.ts";
import { admissionPolicyFailsOpen } from "./admission-policy-fails-open.ts";
import { admissionPolicyWithoutBinding } from "./admission-policy-without-binding.ts";
import { admissionSkipsNamespace } from "./admission-skips-namespace.ts";
import { eventRateLimitMissing } from "./event-rate-limit-missing.ts";
import { podSecurityDefaultWeak } from "./pod-security-default-weak.ts";
import { securityContextConstraintsPrivileged } from "./security-context-constraints-privileged.ts";
import { webhookBlocksItself } from "./webhook-blocks-itself.ts";
import { webhookFailsOpen } from "./webhook-fails-open.ts";
import { webhookMatchesEverything } from "./webhook-matches-everything.ts";
import { webhookOutsideCluster } from "./webhook-outside-cluster.ts";
import { webhookServiceMissing } from "./webhook-service-missing.ts";
import { webhookSideEffectsUndeclared } from "./webhook-side-effects-undeclared.ts";
import { webhookTimeoutLong } from "./webhook-timeout-long.ts";

/** The checks of the topic admission, by id. */
export const admissionChecks: readonly BuiltInCheck[] = [
  admissionBindingDoesNotDeny,
  admissionBindingPassesWithoutParameters,
  admissionBindingPolicyMissing,
  admissionMatchPolicyExact,
  admissionMissesEphemeralContainers,
  admissionNamespaceSelectorBypassable,
  admissionObjectSelectorBypassable,
  admissionPolicyFailsOpen,
  admissionPolicyWithoutBinding,
  admissionSkipsNamespace,
  eventRateLimitMissing,
  podSecurityDefaultWeak,
  securityContextConstraintsPrivileged,
  webhookBlocksItself,
  webhookFailsOpen,
  webhookMatchesEverything,
  webhookOutsideCluster,
  webhookServiceMissing,
  webhookSideEffectsUndeclared,
  webhookTimeoutLong,
];
