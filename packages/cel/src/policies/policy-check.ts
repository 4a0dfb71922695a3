import type { ObjectCheck } from "@watertight/core/checks";
import type { Cluster } from "@watertight/core/cluster";
import { SEVERITIES, type Severity } from "@watertight/core/findings";
import {
  apiResources,
  type FieldPath,
  type JsonObject,
  listAt,
  locateInObject,
  objectAt,
  textAt,
  textsAt,
} from "@watertight/core/kubernetes";
import { policyDenials } from "./denials.ts";
import { readPolicies } from "./policies.ts";
import { minorOf } from "./surroundings.ts";

/*
 * ValidatingAdmissionPolicies as checks of their owners: what one denies is a finding, whether it is bound or not.
 */

const PREFIX = "watertight.dev/";

/** What a policy says of itself in annotations `watertight.dev/…`: title, severity, remediation, description, and the field to point at. */
function said(policy: JsonObject, name: string): string {
  return textAt(policy, "metadata", "annotations", `${PREFIX}${name}`);
}

/**
 * The policies among objects as checks, named as they are; `others` are what they need besides, such as params. Kinds that they match
 * and that are pods are looked for in workloads too.
 */
export function policyChecks(objects: readonly JsonObject[]): readonly ObjectCheck[] {
  return objects
    .filter(({ kind }) => kind === "ValidatingAdmissionPolicy")
    .map((policy) => checkOf(policy, objects));
}

function checkOf(policy: JsonObject, objects: readonly JsonObject[]): ObjectCheck {
  const id = textAt(policy, "metadata", "name");
  const title = said(policy, "title") || id;
  const kinds = kindsOf(policy);
  const message = textAt(listAt(policy, "spec", "validations")[0], "message");
  return {
    on: "object",
    id,
    topic: "admission",
    title,
    severity: severityOf(said(policy, "severity")),
    description: said(policy, "description") || message || title,
    remediation: said(policy, "remediation") || "Change the object as the policy says.",
    references: [],
    ...(kinds && { kinds }),
    evaluate: (entry, cluster) => {
      const denialsOf = denialsBy(policy, objects, cluster);
      const path = pathOf(said(policy, "path"));
      return denialsOf(entry).map((denial) => ({
        message: denial.message,
        path:
          denial.template === undefined ? path : locateInObject(denial.template, ["spec", ...path]),
      }));
    },
    // A policy's own cases stand beside it, for `policy test`.
    examples: {
      violating: [{ title, objects: [], violations: [title] }],
      compliant: [{ title, objects: [] }],
    },
  };
}

const known = new WeakMap<Cluster, Map<JsonObject, ReturnType<typeof policyDenials>>>();

function denialsBy(
  policy: JsonObject,
  objects: readonly JsonObject[],
  cluster: Cluster,
): ReturnType<typeof policyDenials> {
  const made = known.get(cluster) ?? new Map<JsonObject, ReturnType<typeof policyDenials>>();
  known.set(cluster, made);
  const name = textAt(policy, "metadata", "name");
  const own = objects.filter(
    (object) =>
      object === policy ||
      (object["kind"] === "ValidatingAdmissionPolicyBinding" &&
        textAt(object, "spec", "policyName") === name),
  );
  const minor = minorOf(cluster.snapshot);
  const denials =
    made.get(policy) ??
    policyDenials(cluster.snapshot, cluster.access, {
      minor,
      policies: readPolicies(own.map(denying), minor, { everywhere: true }),
      others: objects,
    });
  made.set(policy, denials);
  return denials;
}

/** Whatever a binding would do, what it is about is a finding. */
function denying(object: JsonObject): JsonObject {
  return object["kind"] === "ValidatingAdmissionPolicyBinding"
    ? { ...object, spec: { ...objectAt(object, "spec"), validationActions: ["Deny"] } }
    : object;
}

function severityOf(text: string): Severity {
  return SEVERITIES.find((each) => each === text) ?? "medium";
}

/** `spec.replicas`, as a path of keys. */
function pathOf(text: string): FieldPath {
  return text === "" ? [] : text.split(".");
}

/** The kinds that a policy may match; undefined where it may be any. */
function kindsOf(policy: JsonObject): readonly string[] | undefined {
  const kinds = new Set<string>();
  for (const rule of listAt(policy, "spec", "matchConstraints", "resourceRules")) {
    for (const name of textsAt(rule, "resources")) {
      const resource = name.split("/")[0] ?? "";
      const found = apiResources().filter((each) => each.name === resource);
      if (resource === "*" || found.length === 0) {
        return;
      }
      for (const { group, kind } of found) {
        kinds.add(group === "" ? kind : `${group}/${kind}`);
      }
      if (resource === "pods") {
        kinds.add("workloads");
      }
    }
  }
  return kinds.size === 0 ? undefined : [...kinds];
}
