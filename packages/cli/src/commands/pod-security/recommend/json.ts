import {
  type JsonObject,
  locateInObject,
  type PodTemplate,
  stringifyJson,
} from "@watertight/core/kubernetes";
import type {
  Obstacle,
  PodSecurityVersion,
  PodSecurityViolation,
} from "@watertight/core/pod-security";
import { type DocumentFacts, documentHead, referenceJson } from "@watertight/reports/json";
import { violationJson } from "../verdicts.ts";
import type { NamespaceRecommendation } from "./recommendations.ts";

/** `pod-security recommend -o json`. */
export function recommendationsJson(
  version: PodSecurityVersion,
  recommendations: readonly NamespaceRecommendation[],
  facts: DocumentFacts,
): string {
  return `${stringifyJson({ ...documentHead(facts), version, namespaces: recommendations.map(recommendationJson) })}\n`;
}

function recommendationJson({
  namespace,
  level,
  enforced,
  pods,
  next,
}: NamespaceRecommendation): JsonObject {
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
    object: referenceJson(object),
    violations: violations.map((violation) => violationJson(placed(pod, violation))),
  };
}

function placed(pod: PodTemplate, violation: PodSecurityViolation): PodSecurityViolation {
  return { ...violation, paths: violation.paths.map((path) => locateInObject(pod, path)) };
}
