import {
  type FieldPath,
  formatFieldPath,
  type JsonObject,
  locateInObject,
  type ObjectReference,
  type PodTemplate,
  stringifyJson,
  stringMapOf,
} from "@watertight/core/kubernetes";
import {
  DEFAULT_POD_SECURITY_CONFIGURATION,
  type LevelVersion,
  type NamespacedPod,
  type Obstacle,
  type PodSecurityLevel,
  type PodSecurityVersion,
  type PodSecurityViolation,
  podSecurityPolicyOf,
  type Recommendation,
  recommendLevels,
} from "@watertight/core/pod-security";
import type { Origin, Snapshot, SnapshotObject } from "@watertight/core/snapshot";
import { sanitize } from "../../terminal/sanitize.ts";
import { placedVerdictOf, violationJson } from "./batch.ts";

export type PodSecurityFormat = "text" | "json";

/** `pod-security evaluate`: the report on every pod of a snapshot, and whether all are allowed. */
export function reportEvaluation(
  snapshot: Snapshot,
  levelVersion: LevelVersion,
  format: PodSecurityFormat,
): { readonly output: string; readonly allowed: boolean } {
  const results = snapshot.objects.flatMap(({ reference, origin, podTemplates }) =>
    podTemplates.map((pod) => ({
      reference,
      origin,
      verdict: placedVerdictOf(pod, levelVersion),
    })),
  );
  const refused = results.filter(({ verdict }) => !verdict.allowed);
  const allowed = refused.length === 0;
  if (format === "json") {
    const pods = results.map(({ reference, verdict }) => ({
      object: objectJson(reference),
      allowed: verdict.allowed,
      message: verdict.message,
      violations: verdict.violations.map(violationJson),
    }));
    return { output: `${stringifyJson({ ...levelVersion, allowed, pods })}\n`, allowed };
  }
  const lines = refused.flatMap(({ reference, origin, verdict }) => [
    objectText(reference),
    ...verdict.violations.flatMap((violation) => [
      `  ${violationText(violation)}`,
      ...violation.paths.map((path) => `    ${fieldText(origin, path)}`),
    ]),
  ]);
  const policy = `${levelVersion.level}:${levelVersion.version}`;
  const summary = `${refused.length} of ${results.length} pods violate PodSecurity "${policy}".`;
  return { output: `${[...lines, summary].join("\n")}\n`, allowed };
}

function fieldText(origin: Origin, path: FieldPath): string {
  const { file, line, column } = origin.locate(path);
  return sanitize(`${file}:${line}:${column} ${formatFieldPath(path)}`);
}

/** `pod-security recommend`: the highest level of each namespace, what it has today, and what stands in the way of the next. */
export function reportRecommendations(
  snapshot: Snapshot,
  version: PodSecurityVersion,
  format: PodSecurityFormat,
): string {
  const namespaces = snapshot.ofKind("", "Namespace");
  const today = new Map(
    namespaces.map((namespace) => [namespace.reference.name, enforcedIn(namespace)]),
  );
  const recommendations = recommendLevels(today.keys(), namespacedPodsOf(snapshot), version);
  if (format === "json") {
    const json = recommendations.map((one) => recommendationJson(one, today.get(one.namespace)));
    return `${stringifyJson({ version, namespaces: json })}\n`;
  }
  return recommendations.map((one) => recommendationText(one, today.get(one.namespace))).join("");
}

// What names no namespace is applied to the one that kubectl uses by default.
function namespacedPodsOf(snapshot: Snapshot): readonly NamespacedPod[] {
  return snapshot.objects.flatMap(({ reference, podTemplates }) =>
    podTemplates.map((pod) => ({
      namespace: reference.namespace ?? "default",
      object: reference,
      pod,
    })),
  );
}

function enforcedIn({ object }: SnapshotObject): PodSecurityLevel {
  const { defaults } = DEFAULT_POD_SECURITY_CONFIGURATION;
  return podSecurityPolicyOf(stringMapOf(object, "labels"), defaults).policy.enforce.level;
}

function recommendationJson(
  { namespace, level, pods, next }: Recommendation,
  enforced: PodSecurityLevel | undefined,
): JsonObject {
  return {
    namespace,
    level,
    ...(enforced === undefined ? {} : { enforced }),
    pods,
    ...(next === undefined
      ? {}
      : { next: { level: next.level, obstacles: next.obstacles.map(obstacleJson) } }),
  };
}

function obstacleJson({ object, pod, violations }: Obstacle): JsonObject {
  return {
    object: objectJson(object),
    violations: violations.map((violation) => violationJson(placed(pod, violation))),
  };
}

function recommendationText(
  { namespace, level, pods, next }: Recommendation,
  enforced: PodSecurityLevel | undefined,
): string {
  const now = enforced === undefined ? "" : `, enforces ${enforced} today`;
  const head = `${sanitize(namespace)}: ${level} (${pods} ${pods === 1 ? "pod" : "pods"}${now})`;
  if (next === undefined) return `${head}\n`;
  const lines = next.obstacles.flatMap(({ object, violations }) => [
    `    ${objectText(object)}`,
    ...violations.map((violation) => `      ${violationText(violation)}`),
  ]);
  return `${[head, `  in the way of ${next.level}:`, ...lines].join("\n")}\n`;
}

function placed(pod: PodTemplate, violation: PodSecurityViolation): PodSecurityViolation {
  return { ...violation, paths: violation.paths.map((path) => locateInObject(pod, path)) };
}

function objectJson({ apiVersion, kind, namespace, name }: ObjectReference): JsonObject {
  return { apiVersion, kind, ...(namespace === undefined ? {} : { namespace }), name };
}

function objectText({ kind, namespace, name }: ObjectReference): string {
  return sanitize(`${kind} ${namespace === undefined ? "" : `${namespace}/`}${name}`);
}

function violationText({ check, reason, detail }: PodSecurityViolation): string {
  return sanitize(`${check}: ${reason}${detail === "" ? "" : ` (${detail})`}`);
}
