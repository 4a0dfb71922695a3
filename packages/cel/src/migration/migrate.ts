import {
  type ApiResource,
  apiResources,
  customResourceOf,
  isKubernetesObject,
  type JsonObject,
  textAt,
} from "@watertight/core/kubernetes";
import { constraintKindOf, migrateConstraint } from "./gatekeeper/constraint.ts";
import type { ReadYaml } from "./kyverno/mutate.ts";
import { migrateKyverno } from "./kyverno/policy.ts";
import type { MigratedRule } from "./migrated.ts";
import { migratePodSecurityPolicies } from "./pod-security-policy/migrate.ts";

/*
 * Policies of others as admission policies of Kubernetes: exactly, or not at all.
 */

function groupIn(object: JsonObject): string {
  return textAt(object, "apiVersion").split("/")[0] ?? "";
}

const CONSTRAINTS = "constraints.gatekeeper.sh";
const TEMPLATES = "templates.gatekeeper.sh";

/** What an object is not that stands beside those which are translated. */
const UNTRANSLATED: ReadonlyMap<string, string> = new Map([
  ["mutations.gatekeeper.sh", "it changes objects, and only what validates is translated"],
  ["policies.kyverno.io", "it is a policy of Kyverno's newer kinds, which are not translated"],
]);

/**
 * What becomes of each policy of Kyverno and each constraint of Gatekeeper among objects, and of all PodSecurityPolicies together; the
 * objects also hold templates and the CustomResourceDefinitions of what they are about. YAML within texts is read by `readYaml`, if it is given.
 */
export function migratePolicies(
  objects: readonly JsonObject[],
  readYaml?: ReadYaml,
): readonly MigratedRule[] {
  const known = [...apiResources(), ...customResources(objects)];
  const templates = objects.filter(
    (object) => groupIn(object) === TEMPLATES && object["kind"] === "ConstraintTemplate",
  );
  const byKind = new Map(templates.map((template) => [constraintKindOf(template), template]));
  const asked = new Set<string>();
  const migrated = objects.flatMap((object): readonly MigratedRule[] => {
    const group = groupIn(object);
    const kind = textAt(object, "kind");
    if (group === "kyverno.io" && (kind === "ClusterPolicy" || kind === "Policy")) {
      return migrateKyverno(object, known, readYaml);
    }
    if (group === CONSTRAINTS) {
      asked.add(kind);
      return [migrateConstraint(object, byKind.get(kind), known)];
    }
    const reason = UNTRANSLATED.get(group);
    return reason === undefined ? [] : [refused(object, reason)];
  });
  const unasked = templates.filter((template) => !asked.has(constraintKindOf(template)));
  return [
    ...migrated,
    ...unasked.map((template) => refused(template, "no constraint of its kind is in the input")),
    ...migratePodSecurityPolicies(objects),
  ];
}

function customResources(objects: readonly JsonObject[]): readonly ApiResource[] {
  return objects.filter(isKubernetesObject).flatMap((object) => customResourceOf(object) ?? []);
}

function refused(source: JsonObject, reason: string): MigratedRule {
  return { source, rule: "", objects: [], refused: [reason], remarks: [] };
}
