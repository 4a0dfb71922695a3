import type { JsonObject } from "../kubernetes/json.ts";
import { type KubernetesObject, stringMapOf } from "../kubernetes/object.ts";
import type { PodTemplate } from "../kubernetes/pod-template.ts";
import { type AdmissionRequest, admissionRequestOf, controlledPodOf } from "./admission-request.ts";
import type { PodSecurityConfiguration } from "./configuration.ts";
import { evaluatePod } from "./evaluate.ts";
import { validateNamespace } from "./namespace-admission.ts";
import { isSignificantPodUpdate } from "./pod-update.ts";
import {
  formatLevelVersion,
  type LabelError,
  type LevelVersion,
  type PodSecurityPolicy,
  policyOf,
} from "./policy.ts";
import {
  type AdmissionResponse,
  ALLOWED,
  allowedWith,
  badRequestResponse,
  forbiddenStatus,
  internalErrorResponse,
  labelErrorsText,
} from "./response.ts";
import { quote } from "./text.ts";

/** What exists in the cluster, as far as a decision asks for it. */
export interface AdmissionContext {
  readonly configuration: PodSecurityConfiguration;
  readonly getNamespace: (name: string) => KubernetesObject | undefined;
  readonly podsIn: (namespace: string) => readonly KubernetesObject[];
  /** Ends the dry run over existing pods early; never, when absent. */
  readonly isOverdue?: () => boolean;
}

const IGNORED_POD_SUBRESOURCES = [
  "exec",
  "attach",
  "binding",
  "eviction",
  "log",
  "portforward",
  "proxy",
  "status",
];

/**
 * Decides the `request` of an AdmissionReview (`admission.k8s.io/v1`) as pod-security-admission does
 * (admission/admission.go); like the plugin in the API server it looks at CREATE and UPDATE only.
 */
export function admitPodSecurity(
  request: JsonObject,
  context: AdmissionContext,
): AdmissionResponse {
  const asked = admissionRequestOf(request);
  if (asked.operation !== "CREATE" && asked.operation !== "UPDATE") return ALLOWED;
  const isCore = asked.resource.group === "";
  if (isCore && asked.resource.name === "namespaces") return validateNamespace(asked, context);
  if (isCore && asked.resource.name === "pods") return validatePod(asked, context);
  return validatePodController(asked, context);
}

function validatePod(asked: AdmissionRequest, context: AdmissionContext): AdmissionResponse {
  if (IGNORED_POD_SUBRESOURCES.includes(asked.subresource)) return ALLOWED;
  const exempt = exemptionOf(asked, context);
  if (exempt !== undefined) return exempt;
  const namespace = context.getNamespace(asked.namespace);
  if (namespace === undefined) {
    return internalErrorResponse(
      `failed to lookup namespace ${quote(asked.namespace)}`,
      notFoundText(asked.namespace),
    );
  }
  const labelled = policyOf(stringMapOf(namespace, "labels"), context.configuration.defaults);
  if (labelled.errors.length === 0 && isFullyPrivileged(labelled.policy)) {
    return allowedWith({ "enforce-policy": "privileged:latest" });
  }
  return validatePodObject(asked, labelled, context);
}

interface Labelled {
  readonly policy: PodSecurityPolicy;
  readonly errors: readonly LabelError[];
}

function validatePodObject(
  asked: AdmissionRequest,
  labelled: Labelled,
  context: AdmissionContext,
): AdmissionResponse {
  const pod = podOf(asked.object);
  if (pod === undefined) return badRequestResponse("failed to decode pod");
  if (asked.operation === "UPDATE") {
    const old = podOf(asked.oldObject);
    if (old === undefined) return badRequestResponse("failed to decode old pod");
    if (!isSignificantPodUpdate(pod.spec, old.spec)) return ALLOWED;
  }
  if (hasExemptRuntimeClass(pod, context)) return allowedWith({ exempt: "runtimeClass" });
  return evaluateForModes(asked, labelled, pod, true);
}

function podOf(object: KubernetesObject | undefined): PodTemplate | undefined {
  if (object?.kind !== "Pod") return undefined;
  const pod = controlledPodOf(object);
  return pod === "none" ? undefined : pod;
}

function validatePodController(
  asked: AdmissionRequest,
  context: AdmissionContext,
): AdmissionResponse {
  if (asked.subresource !== "") return ALLOWED;
  const exempt = exemptionOf(asked, context);
  if (exempt !== undefined) return exempt;
  const namespace = context.getNamespace(asked.namespace);
  if (namespace === undefined) {
    const problem = `failed to lookup namespace ${quote(asked.namespace)}`;
    return allowedWith({ error: `${problem}: ${notFoundText(asked.namespace)}` });
  }
  return validateTemplate(
    asked,
    policyOf(stringMapOf(namespace, "labels"), context.configuration.defaults),
    context,
  );
}

function validateTemplate(
  asked: AdmissionRequest,
  labelled: Labelled,
  context: AdmissionContext,
): AdmissionResponse {
  const { audit, warn } = labelled.policy;
  const isSilent = audit.level === "privileged" && warn.level === "privileged";
  if (labelled.errors.length === 0 && isSilent) return ALLOWED;
  const pod = asked.object === undefined ? undefined : controlledPodOf(asked.object);
  if (pod === "none") return ALLOWED;
  if (pod === undefined) return allowedWith({ error: unexpectedTypeText(asked.object) });
  if (hasExemptRuntimeClass(pod, context)) return allowedWith({ exempt: "runtimeClass" });
  return evaluateForModes(asked, labelled, pod, false);
}

function unexpectedTypeText(object: KubernetesObject | undefined): string {
  const { apiVersion = "", kind = "" } = object ?? {};
  const groupVersion = apiVersion.includes("/") ? apiVersion : `/${apiVersion}`;
  return `failed to extract pod template: unexpected object type: ${groupVersion}, Kind=${kind}`;
}

function notFoundText(namespace: string): string {
  return `namespaces ${quote(namespace)} not found`;
}

function exemptionOf(
  { namespace, username }: AdmissionRequest,
  { configuration: { exemptions } }: AdmissionContext,
): AdmissionResponse | undefined {
  if (exemptions.namespaces.includes(namespace)) return allowedWith({ exempt: "namespace" });
  if (exemptions.usernames.includes(username)) return allowedWith({ exempt: "user" });
  return undefined;
}

function hasExemptRuntimeClass({ spec }: PodTemplate, context: AdmissionContext): boolean {
  const { runtimeClassName } = spec;
  if (!runtimeClassName) return false; // "" means the default runtime, like an absent field
  return context.configuration.exemptions.runtimeClasses.includes(runtimeClassName);
}

function isFullyPrivileged({ enforce, audit, warn }: PodSecurityPolicy): boolean {
  return [enforce, audit, warn].every(({ level }) => level === "privileged");
}

// Only pods are refused; what makes pods is warned about and noted for the audit log.
function evaluateForModes(
  asked: AdmissionRequest,
  { policy, errors }: Labelled,
  pod: PodTemplate,
  isEnforced: boolean,
): AdmissionResponse {
  const enforced = isEnforced ? violationText("violates", pod, policy.enforce) : undefined;
  const audited = violationText("would violate", pod, policy.audit);
  const auditAnnotations = {
    ...(errors.length > 0 ? { error: `Failed to parse policy: ${labelErrorsText(errors)}` } : {}),
    ...(isEnforced ? { "enforce-policy": formatLevelVersion(policy.enforce) } : {}),
    ...(audited === undefined ? {} : { "audit-violations": audited }),
  };
  const annotated = Object.keys(auditAnnotations).length > 0 ? { auditAnnotations } : {};
  if (enforced !== undefined) {
    const status = forbiddenStatus(asked.resource, asked.name, enforced);
    return { allowed: false, status, ...annotated };
  }
  const warned = violationText("would violate", pod, policy.warn);
  return { allowed: true, ...annotated, ...(warned === undefined ? {} : { warnings: [warned] }) };
}

function violationText(
  verb: string,
  pod: PodTemplate,
  levelVersion: LevelVersion,
): string | undefined {
  const { allowed, message } = evaluatePod(pod, levelVersion);
  if (allowed) return undefined;
  return `${verb} PodSecurity ${quote(formatLevelVersion(levelVersion))}: ${message}`;
}
