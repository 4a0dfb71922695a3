import { type KubernetesObject, referenceOf, stringMapOf } from "../kubernetes/object.ts";
import type { AdmissionRequest } from "./admission-request.ts";
import type { PodSecurityConfiguration } from "./configuration.ts";
import { warningsForPods } from "./existing-pods.ts";
import {
  compareLevels,
  formatLevelVersion,
  LABEL_PREFIX,
  type LabelError,
  type LevelVersion,
  type PodSecurityPolicy,
  policyOf,
} from "./policy.ts";
import {
  type AdmissionResponse,
  ALLOWED,
  allowedWithWarnings,
  badRequestResponse,
  invalidResponse,
} from "./response.ts";
import { quote } from "./text.ts";

interface NamespaceContext {
  readonly configuration: PodSecurityConfiguration;
  readonly podsIn: (namespace: string) => readonly KubernetesObject[];
  readonly isOverdue?: () => boolean;
}

/** Decides the creation or update of a namespace: labels must be valid, and a stricter level is tried on its pods. */
export function validateNamespace(
  asked: AdmissionRequest,
  context: NamespaceContext,
): AdmissionResponse {
  if (asked.subresource !== "") return ALLOWED;
  const namespace = asked.object;
  if (namespace?.kind !== "Namespace") return badRequestResponse("failed to decode namespace");
  return asked.operation === "CREATE"
    ? validateCreation(asked, namespace, context)
    : validateUpdate(asked, namespace, context);
}

function validateCreation(
  asked: AdmissionRequest,
  namespace: KubernetesObject,
  context: NamespaceContext,
): AdmissionResponse {
  const { policy, errors } = policyIn(namespace, context);
  if (errors.length > 0) return invalidResponse(asked.kind, asked.name, errors);
  return isExempt(asked, context) ? exemptResponse(namespace, policy, context) : ALLOWED;
}

function validateUpdate(
  asked: AdmissionRequest,
  namespace: KubernetesObject,
  context: NamespaceContext,
): AdmissionResponse {
  const old = asked.oldObject;
  // Two spaces, as upstream has them.
  if (old?.kind !== "Namespace") return badRequestResponse("failed to decode  old namespace");
  const { policy, errors } = policyIn(namespace, context);
  const before = policyIn(old, context);
  if (errors.length > 0 && !isSameErrors(errors, before.errors)) {
    return invalidResponse(asked.kind, asked.name, errors);
  }
  if (!isStricter(policy.enforce, before.policy.enforce)) return ALLOWED;
  if (isExempt(asked, context)) return exemptResponse(namespace, policy, context);
  return dryRunResponse(namespace, policy.enforce, context);
}

function dryRunResponse(
  namespace: KubernetesObject,
  enforce: LevelVersion,
  context: NamespaceContext,
): AdmissionResponse {
  const { name } = referenceOf(namespace);
  const warnings = warningsForPods({
    namespace: name,
    pods: context.podsIn(name),
    enforce,
    exemptRuntimeClasses: context.configuration.exemptions.runtimeClasses,
    ...(context.isOverdue === undefined ? {} : { isOverdue: context.isOverdue }),
  });
  return allowedWithWarnings(warnings);
}

function policyIn(namespace: KubernetesObject, { configuration }: NamespaceContext) {
  return policyOf(stringMapOf(namespace, "labels"), configuration.defaults);
}

// Another version can be stricter or not: only the pods can tell.
function isStricter(now: LevelVersion, before: LevelVersion): boolean {
  if (now.level === "privileged") return false;
  return now.version !== before.version || compareLevels(now.level, before.level) > 0;
}

function isSameErrors(a: readonly LabelError[], b: readonly LabelError[]): boolean {
  return (
    a.length === b.length &&
    a.every(({ label, value }, index) => label === b[index]?.label && value === b[index].value)
  );
}

function isExempt({ namespace }: AdmissionRequest, { configuration }: NamespaceContext): boolean {
  return configuration.exemptions.namespaces.includes(namespace);
}

function exemptResponse(
  namespace: KubernetesObject,
  policy: PodSecurityPolicy,
  { configuration: { defaults } }: NamespaceContext,
): AdmissionResponse {
  const modes = ["enforce", "audit", "warn"] as const;
  const isFullyPrivileged = modes.every((mode) => policy[mode].level === "privileged");
  if (isFullyPrivileged || modes.every((mode) => isEquivalent(policy[mode], defaults[mode]))) {
    return ALLOWED;
  }
  const labels = stringMapOf(namespace, "labels");
  const set = modes.filter(
    (mode) =>
      policy[mode].level !== "privileged" &&
      (`${LABEL_PREFIX}${mode}` in labels || `${LABEL_PREFIX}${mode}-version` in labels),
  );
  const texts = set.map((mode) => `${mode}=${formatLevelVersion(policy[mode])}`).join(", ");
  const name = quote(referenceOf(namespace).name);
  return allowedWithWarnings([
    `namespace ${name} is exempt from Pod Security, and the policy (${texts}) will be ignored`,
  ]);
}

function isEquivalent(a: LevelVersion, b: LevelVersion): boolean {
  if (a.level === "privileged" && b.level === "privileged") return true;
  return a.level === b.level && a.version === b.version;
}
