import { decodeStructure } from "../../kubernetes/decode.ts";
import type { FieldPath } from "../../kubernetes/field-path.ts";
import type { JsonObject, JsonValue } from "../../kubernetes/json.ts";
import { createPolicyDecoder, type PolicyDecoder, type PolicyProblem } from "./decode.ts";
import {
  AUDIT_LEVELS,
  AUDIT_STAGES,
  type AuditedResources,
  type AuditLevel,
  type AuditPolicy,
  type AuditRule,
  type AuditStage,
} from "./model.ts";

/** A policy as it was read; without one no API server starts with it, and a problem that is `refused` says why. */
export interface ReadPolicy {
  readonly policy: AuditPolicy | undefined;
  /** In the order of the text. */
  readonly problems: readonly PolicyProblem[];
}

/**
 * Reads an audit policy as the API server does: what it refuses, and what it ignores with a line in its own log that nobody reads
 * (k8s.io/apiserver/pkg/audit/policy/reader.go, pkg/apis/audit/validation/validation.go). Versions that servers before 1.24
 * took are read too; whoever cares looks at `apiVersion`.
 */
export function readAuditPolicy(value: JsonValue): ReadPolicy {
  const decoder = createPolicyDecoder();
  const fields = decoder.fieldsOf(value, [], POLICY_FIELDS);
  const apiVersion = decoder.textOf(fields["apiVersion"], ["apiVersion"]);
  const kind = decoder.textOf(fields["kind"], ["kind"]);
  if (!VERSIONS.has(apiVersion)) {
    decoder.tell(["apiVersion"], "refused", "must be audit.k8s.io/v1");
  }
  // The decoder takes the kind of what it decodes into where none is written; the version it does not.
  if (kind !== "Policy" && kind !== "") decoder.tell(["kind"], "refused", "must be Policy");
  readMetadata(fields["metadata"] ?? null, decoder);
  const policy: AuditPolicy = {
    apiVersion,
    omitStages: stagesOf(fields["omitStages"], ["omitStages"], decoder),
    omitManagedFields:
      decoder.booleanOf(fields["omitManagedFields"], ["omitManagedFields"]) ?? false,
    rules: decoder
      .listOf(fields["rules"], ["rules"])
      .map((rule, index) => ruleOf(rule, ["rules", index], decoder)),
  };
  if (policy.rules.length === 0) decoder.tell(["rules"], "refused", "must have at least one rule");
  const { problems } = decoder;
  const isRefused = problems.some(({ effect }) => effect === "refused");
  return { policy: isRefused ? undefined : policy, problems };
}

/** The only one that servers take since 1.24. */
export const AUDIT_VERSION = "audit.k8s.io/v1";

const VERSIONS: ReadonlySet<string> = new Set([
  AUDIT_VERSION,
  "audit.k8s.io/v1beta1",
  "audit.k8s.io/v1alpha1",
]);

const POLICY_FIELDS = [
  "apiVersion",
  "kind",
  "metadata",
  "rules",
  "omitStages",
  "omitManagedFields",
] as const;

const RULE_FIELDS = [
  "level",
  "users",
  "userGroups",
  "verbs",
  "resources",
  "namespaces",
  "nonResourceURLs",
  "omitStages",
  "omitManagedFields",
] as const;

const RESOURCE_FIELDS = ["group", "resources", "resourceNames"] as const;

function readMetadata(value: JsonValue, { tell }: PolicyDecoder): void {
  if (value === null) return;
  for (const { path, kind, message } of decodeStructure("ObjectMeta", value).problems) {
    tell(["metadata", ...path], kind === "wrong-type" ? "refused" : "ignored", message);
  }
}

function ruleOf(value: JsonValue, path: FieldPath, decoder: PolicyDecoder): AuditRule {
  const fields = decoder.fieldsOf(value, path, RULE_FIELDS);
  const texts = (name: (typeof RULE_FIELDS)[number]): readonly string[] =>
    decoder.textsOf(fields[name], [...path, name]);
  const rule: AuditRule = {
    level: levelOf(fields, path, decoder),
    users: texts("users"),
    userGroups: texts("userGroups"),
    verbs: texts("verbs"),
    resources: decoder
      .listOf(fields["resources"], [...path, "resources"])
      .map((entry, index) => resourcesOf(entry, [...path, "resources", index], decoder)),
    namespaces: texts("namespaces"),
    nonResourceURLs: texts("nonResourceURLs"),
    omitStages: stagesOf(fields["omitStages"], [...path, "omitStages"], decoder),
    omitManagedFields: decoder.booleanOf(fields["omitManagedFields"], [
      ...path,
      "omitManagedFields",
    ]),
  };
  checkUrls(rule, [...path, "nonResourceURLs"], decoder);
  return rule;
}

function levelOf(fields: JsonObject, path: FieldPath, decoder: PolicyDecoder): AuditLevel {
  const at = [...path, "level"];
  const text = decoder.textOf(fields["level"], at);
  const level = AUDIT_LEVELS.find((each) => each === text);
  if (level !== undefined) return level;
  const words =
    text === ""
      ? `must be set to one of ${AUDIT_LEVELS.join(", ")}`
      : `is "${text}", but must be one of ${AUDIT_LEVELS.join(", ")}`;
  decoder.tell(at, "refused", words);
  return "None";
}

function stagesOf(
  value: JsonValue | undefined,
  path: FieldPath,
  decoder: PolicyDecoder,
): readonly AuditStage[] {
  return decoder.textsOf(value, path).flatMap((text, index) => {
    const stage = AUDIT_STAGES.find((each) => each === text);
    if (stage !== undefined) return stage;
    const words = `is "${text}", but must be one of ${AUDIT_STAGES.join(", ")}`;
    decoder.tell([...path, index], "refused", words);
    return [];
  });
}

function resourcesOf(value: JsonValue, path: FieldPath, decoder: PolicyDecoder): AuditedResources {
  const fields = decoder.fieldsOf(value, path, RESOURCE_FIELDS);
  const group = decoder.textOf(fields["group"], [...path, "group"]);
  const resources = decoder.textsOf(fields["resources"], [...path, "resources"]);
  const resourceNames = decoder.textsOf(fields["resourceNames"], [...path, "resourceNames"]);
  if (group !== "" && group !== "*" && !isSubdomain(group)) {
    const words = group.includes("/")
      ? `is "${group}", but must be the name of an API group without a version`
      : `is "${group}", but must be the name of an API group`;
    decoder.tell([...path, "group"], "refused", words);
  }
  if (resourceNames.length > 0 && resources.length === 0) {
    decoder.tell([...path, "resourceNames"], "refused", "needs resources beside it");
  }
  return { group, resources, resourceNames };
}

/** `NameIsDNSSubdomain` of k8s.io/apimachinery. */
function isSubdomain(text: string): boolean {
  return text.length <= 253 && SUBDOMAIN.test(text);
}

const SUBDOMAIN = /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*$/;

function checkUrls(rule: AuditRule, path: FieldPath, { tell }: PolicyDecoder): void {
  const { nonResourceURLs, resources, namespaces } = rule;
  for (const [index, url] of nonResourceURLs.entries()) {
    if (url === "*") continue;
    if (!url.startsWith("/")) tell([...path, index], "refused", "must begin with /");
    if (url.slice(0, -1).includes("*")) {
      tell([...path, index], "refused", "may have a * only at its end");
    }
  }
  if (nonResourceURLs.length > 0 && (resources.length > 0 || namespaces.length > 0)) {
    tell(path, "refused", "cannot stand in one rule with resources or namespaces");
  }
}
