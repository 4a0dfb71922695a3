import { apiResources, type JsonObject } from "@watertight/core/kubernetes";
import { OBJECT_RULES } from "./object-rules.ts";
import { POD_RULES } from "./pod-rules.ts";
import type { ExportedRule } from "./rule.ts";
import { WORKLOAD_RULES } from "./workload-rules.ts";

/*
 * Checks as ValidatingAdmissionPolicies for clusters of 1.30 and later.
 */

/** Every check that is exported. */
export const EXPORTED_RULES: readonly ExportedRule[] = [
  ...POD_RULES,
  ...WORKLOAD_RULES,
  ...OBJECT_RULES,
];

/** What an exported policy says of its check. */
export interface ExportedCheck {
  readonly title: string;
  readonly severity: string;
  readonly remediation: string;
}

/** Kinds of workloads, with what their policies are asked about. */
const WORKLOADS: readonly JsonObject[] = [
  rule("", ["pods", "replicationcontrollers", "podtemplates"], ["CREATE"]),
  rule("", ["replicationcontrollers", "podtemplates"], ["UPDATE"]),
  rule("", ["pods/ephemeralcontainers"], ["UPDATE"]),
  rule("apps", ["deployments", "replicasets", "statefulsets", "daemonsets"], ["CREATE", "UPDATE"]),
  rule("batch", ["jobs", "cronjobs"], ["CREATE", "UPDATE"]),
];

function rule(
  group: string,
  resources: readonly string[],
  operations: readonly string[],
): JsonObject {
  return { apiGroups: [group], apiVersions: ["*"], operations, resources };
}

function rulesOf(kinds: readonly string[]): readonly JsonObject[] {
  return kinds.map((each) => {
    const slash = each.lastIndexOf("/");
    const [group, kind] = [each.slice(0, Math.max(slash, 0)), each.slice(slash + 1)];
    const resource = apiResources().find((known) => known.group === group && known.kind === kind);
    return rule(group, [resource?.name ?? `${kind.toLowerCase()}s`], ["CREATE", "UPDATE"]);
  });
}

const VARIABLES: readonly (readonly [string, string])[] = [
  [
    "template",
    "object.kind == 'Pod' ? object : object.kind == 'CronJob' ? object.spec.jobTemplate.spec.template : object.kind == 'PodTemplate' ? object.template : object.spec.?template.orValue({})",
  ],
  ["spec", "variables.template.?spec.orValue({})"],
  ["annotations", "variables.template.?metadata.?annotations.orValue({})"],
  ["windows", "variables.spec.?os.?name.orValue('') == 'windows'"],
  [
    "containers",
    "variables.spec.?initContainers.orValue([]) + variables.spec.?containers.orValue([]) + variables.spec.?ephemeralContainers.orValue([])",
  ],
  ["volumes", "variables.spec.?volumes.orValue([])"],
  [
    "images",
    "variables.containers.map(c, c.?image.orValue('')) + variables.volumes.map(v, v.?image.?reference.orValue(''))",
  ],
];

const USED = /\bvariables[.](\w+)/g;

/** The variables that expressions use, with those that these use, in their order. */
function variablesOf(...expressions: readonly string[]): readonly JsonObject[] {
  const used = new Set<string>();
  const note = (text: string): void => {
    for (const [, name = ""] of text.matchAll(USED)) {
      if (!used.has(name)) {
        used.add(name);
        note(VARIABLES.find(([known]) => known === name)?.[1] ?? "");
      }
    }
  };
  expressions.forEach(note);
  return VARIABLES.filter(([name]) => used.has(name)).map(([name, expression]) => ({
    name,
    expression,
  }));
}

interface Validation {
  readonly expression: string;
  /** "" for none. */
  readonly messageExpression: string;
}

function validationOf(exported: ExportedRule): Validation {
  const { says } = exported;
  switch (exported.on) {
    case "pod":
    case "object":
      return { expression: exported.good, messageExpression: "" };
    case "container":
      return among("containers", `c`, exported.bad, { says, name: "c.name" });
    case "volume":
      return among("volumes", "v", exported.bad, { says, name: "v.name" });
    case "image":
      return among("images", "i", `i != '' && ${exported.bad}`, { says, name: "i" });
  }
}

function among(
  list: string,
  item: string,
  bad: string,
  { says, name }: { readonly says: string; readonly name: string },
): Validation {
  const named = `variables.${list}.filter(${item}, ${bad}).map(${item}, ${name}).join(', ')`;
  return {
    expression: `!variables.${list}.exists(${item}, ${bad})`,
    messageExpression: `'${says.replaceAll("'", "\\'")}: ' + ${named}`,
  };
}

const EXPORT_PREFIX = "watertight-";

/** A check as a policy, and what binds it everywhere with an action. */
export function exportedPolicy(
  exported: ExportedRule,
  check: ExportedCheck,
  action: string,
): readonly [JsonObject, JsonObject] {
  const name = `${EXPORT_PREFIX}${exported.check}`;
  const { expression, messageExpression } = validationOf(exported);
  const variables = variablesOf(expression, messageExpression);
  const resourceRules = exported.on === "object" ? rulesOf(exported.kinds) : WORKLOADS;
  const annotations = {
    "watertight.dev/check": exported.check,
    "watertight.dev/title": check.title,
    "watertight.dev/severity": check.severity,
    "watertight.dev/remediation": check.remediation,
  };
  const policy: JsonObject = {
    apiVersion: "admissionregistration.k8s.io/v1",
    kind: "ValidatingAdmissionPolicy",
    metadata: { name, annotations },
    spec: {
      failurePolicy: "Fail",
      matchConstraints: { resourceRules },
      // What goes away may go: a finalizer is removed by an update.
      matchConditions: [{ name: "is-kept", expression: "!has(object.metadata.deletionTimestamp)" }],
      ...(variables.length > 0 && { variables }),
      validations: [
        {
          expression,
          message: exported.says,
          ...(messageExpression !== "" && { messageExpression }),
        },
      ],
    },
  };
  const binding: JsonObject = {
    apiVersion: "admissionregistration.k8s.io/v1",
    kind: "ValidatingAdmissionPolicyBinding",
    metadata: { name },
    spec: { policyName: name, validationActions: [action] },
  };
  return [policy, binding];
}
