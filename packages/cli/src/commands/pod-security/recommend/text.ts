import { sanitize } from "@watertight/reports/text";
import { objectText, violationText } from "../verdicts.ts";
import type { NamespaceRecommendation } from "./recommendations.ts";

/** `pod-security recommend` for people. */
export function recommendationsText(recommendations: readonly NamespaceRecommendation[]): string {
  return recommendations.map(recommendationText).join("");
}

function recommendationText({
  namespace,
  level,
  enforced,
  pods,
  next,
}: NamespaceRecommendation): string {
  const now = enforced === undefined ? "" : `, enforces ${enforced} today`;
  const head = `${sanitize(namespace)}: ${level} (${pods} ${pods === 1 ? "pod" : "pods"}${now})`;
  if (next === undefined) return `${head}\n`;
  const lines = next.obstacles.flatMap(({ object, violations }) => [
    `    ${objectText(object)}`,
    ...violations.map((violation) => `      ${violationText(violation)}`),
  ]);
  return `${[head, `  in the way of ${next.level}:`, ...lines].join("\n")}\n`;
}
