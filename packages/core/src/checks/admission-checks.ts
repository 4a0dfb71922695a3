import type { Check } from "../check.ts";
import { admissionBindingDoesNotDeny } from "./admission/admission-binding-does-not-deny.ts";
import { admissionBindingPassesWithoutParameters } from "./admission/admission-binding-passes-without-parameters.ts";
import { admissionBindingPolicyMissing } from "./admission/admission-binding-policy-missing.ts";
import { admissionMatchPolicyExact } from "./admission/admission-match-policy-exact.ts";
import { admissionMissesEphemeralContainers } from "./admission/admission-misses-ephemeral-containers.ts";
import { admissionNamespaceSelectorBypassable } from "./admission/admission-namespace-selector-bypassable.ts";
import { admissionObjectSelectorBypassable } from "./admission/admission-object-selector-bypassable.ts";
import { admissionPolicyFailsOpen } from "./admission/admission-policy-fails-open.ts";
import { admissionPolicyWithoutBinding } from "./admission/admission-policy-without-binding.ts";
import { admissionSkipsNamespace } from "./admission/admission-skips-namespace.ts";
import { securityContextConstraintsPrivileged } from "./admission/security-context-constraints-privileged.ts";
import { webhookBlocksItself } from "./admission/webhook-blocks-itself.ts";
import { webhookFailsOpen } from "./admission/webhook-fails-open.ts";
import { webhookMatchesEverything } from "./admission/webhook-matches-everything.ts";
import { webhookOutsideCluster } from "./admission/webhook-outside-cluster.ts";
import { webhookServiceMissing } from "./admission/webhook-service-missing.ts";
import { webhookSideEffectsUndeclared } from "./admission/webhook-side-effects-undeclared.ts";
import { webhookTimeoutLong } from "./admission/webhook-timeout-long.ts";

/** The checks of the topic admission, by id. */
export const admissionChecks: readonly Check[] = [
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
  securityContextConstraintsPrivileged,
  webhookBlocksItself,
  webhookFailsOpen,
  webhookMatchesEverything,
  webhookOutsideCluster,
  webhookServiceMissing,
  webhookSideEffectsUndeclared,
  webhookTimeoutLong,
];
