import type {
  MutatingWebhookConfiguration,
  ServiceReference,
  ValidatingWebhook,
  ValidatingWebhookConfiguration,
  WebhookClientConfig,
} from "../../kubernetes/api/types.ts";
import type { Decoded } from "../decoded.ts";
import {
  dns1035LabelProblem,
  dnsSubdomainName,
  dnsSubdomainProblem,
  portNumberProblem,
} from "../names.ts";
import { type Naming, validateObjectMeta } from "../object-meta.ts";
import { type Place, quoted } from "../place.ts";
import { validateMatchConditions } from "./conditions.ts";
import { validateMatching, validateRule } from "./rules.ts";
import { isUrl, urlProblem } from "./url.ts";

// Follows pkg/apis/admissionregistration/validation/validation.go and apiserver's pkg/util/webhook/validation.go.

export const NAMING: Naming = { namespaced: false, name: dnsSubdomainName, isGeneric: true };
export const FAILURE_POLICIES: readonly string[] = ["Fail", "Ignore"];
export const REINVOCATIONS: readonly string[] = ["IfNeeded", "Never"];

/** `ValidateValidatingWebhookConfiguration`. */
export function validateValidatingWebhooks(
  { metadata, webhooks = [] }: Decoded<ValidatingWebhookConfiguration>,
  at: Place,
): void {
  validateObjectMeta(metadata, NAMING, at.child("metadata"));
  validateWebhooks(webhooks, at.child("webhooks"));
}

/** `ValidateMutatingWebhookConfiguration`. */
export function validateMutatingWebhooks(
  { metadata, webhooks = [] }: Decoded<MutatingWebhookConfiguration>,
  at: Place,
): void {
  validateObjectMeta(metadata, NAMING, at.child("metadata"));
  validateWebhooks(webhooks, at.child("webhooks"));
  for (const [index, { reinvocationPolicy = "Never" }] of webhooks.entries()) {
    const policyAt = at.child("webhooks").index(index).child("reinvocationPolicy");
    policyAt.among(reinvocationPolicy, REINVOCATIONS);
  }
}

function validateWebhooks(webhooks: readonly Decoded<ValidatingWebhook>[], at: Place): void {
  const names = new Set<string>();
  for (const [index, webhook] of webhooks.entries()) {
    const webhookAt = at.index(index);
    const { name = "" } = webhook;
    webhookAt.child("name").needs(name, nameProblem);
    if (name !== "" && names.has(name)) webhookAt.child("name").duplicate(name);
    names.add(name);
    validateWebhook(webhook, webhookAt);
  }
}

/** `IsFullyQualifiedName`, of a name that is not empty. */
function nameProblem(name: string): string | undefined {
  const problem = dnsSubdomainProblem(name);
  return problem ?? (name.split(".").length < 3 ? "must have three parts at least" : undefined);
}

const SIDE_EFFECTS = ["None", "NoneOnDryRun"];
const LONGEST_TIMEOUT = 30;

function validateWebhook(webhook: Decoded<ValidatingWebhook>, at: Place): void {
  const { rules = [], sideEffects, timeoutSeconds = 10 } = webhook;
  for (const [index, rule] of rules.entries()) validateRule(rule, at.child("rules").index(index));
  at.child("failurePolicy").among(webhook.failurePolicy ?? "Fail", FAILURE_POLICIES);
  if (sideEffects === undefined) at.child("sideEffects").required();
  else at.child("sideEffects").among(sideEffects, SIDE_EFFECTS);
  at.child("timeoutSeconds").within(timeoutSeconds, 1, LONGEST_TIMEOUT);
  validateMatching(webhook, at);
  validateClientConfig(webhook.clientConfig ?? {}, at.child("clientConfig"));
  validateMatchConditions(webhook.matchConditions ?? [], at.child("matchConditions"));
  validateVersions(webhook.admissionReviewVersions ?? [], at.child("admissionReviewVersions"));
}

const REVIEW_VERSIONS = ["v1", "v1beta1"];

function validateVersions(versions: readonly string[], at: Place): void {
  if (versions.length === 0) {
    at.required(`must have one of ${REVIEW_VERSIONS.join(", ")}`);
    return;
  }
  const seen = new Set<string>();
  for (const [index, version] of versions.entries()) {
    if (seen.has(version)) at.index(index).invalid(`${quoted(version)} comes twice`);
    else at.index(index).judge(version, dns1035LabelProblem(version));
    seen.add(version);
  }
  if (!REVIEW_VERSIONS.some((version) => seen.has(version))) {
    at.invalid(`must have one of ${REVIEW_VERSIONS.join(", ")}`);
  }
}

function validateClientConfig({ url, service }: Decoded<WebhookClientConfig>, at: Place): void {
  if ((url === undefined) === (service === undefined)) {
    at.required("must have one of url and service");
  } else if (service) validateService(service, at.child("service"));
  else if (url !== undefined && !isUrl(url)) at.child("url").required("must be a URL");
  else at.child("url").judge(url ?? "", urlProblem(url ?? ""));
}

/** `ValidateWebhookService`, which is given name and namespace the wrong way round. */
function validateService(
  { name = "", namespace = "", path = "/", port = 443 }: Decoded<ServiceReference>,
  at: Place,
): void {
  if (namespace === "") at.slip(".name", "namespace").required("(the namespace) must be set");
  if (name === "") at.slip(".namespace", "name").required("(the name) must be set");
  at.child("port").judge(port, portNumberProblem(port));
  const problem = pathProblem(path);
  if (problem !== undefined) at.child("path").invalid(`${quoted(path)} ${problem}`);
}

function pathProblem(path: string): string | undefined {
  if (path === "" || path === "/") return undefined;
  if (!path.startsWith("/")) return "is not absolute";
  const steps = path.slice(1, path.endsWith("/") ? -1 : undefined).split("/");
  const isPlain = steps.every((step) => dnsSubdomainProblem(step) === undefined);
  return isPlain && path !== "//" ? undefined : "has a step that is no DNS name";
}
