import { daysBetween } from "../kubernetes/days.ts";
import type { KnownVulnerability, MissedObjective, RankedImage, RiskObjectives } from "./model.ts";

/** The fixable vulnerabilities that have been known for longer than allowed, the longest over first; of unknown age last. */
export function missedOf(
  images: readonly RankedImage[],
  objectives: RiskObjectives,
  today: string,
): readonly MissedObjective[] {
  const missed: MissedObjective[] = [];
  for (const { image, vulnerabilities } of images) {
    for (const vulnerability of vulnerabilities) {
      const allowed = allowedFor(vulnerability, objectives);
      if (allowed === undefined || vulnerability.fixed === "") continue;
      const days = daysBetween(vulnerability.published, today);
      if (days === undefined || days > allowed)
        missed.push({ reference: image.reference, vulnerability, days, allowed });
    }
  }
  return missed.sort((a, b) => overOf(b) - overOf(a));
}

function overOf({ days, allowed }: MissedObjective): number {
  return days === undefined ? 0 : days - allowed;
}

/** What nobody has rated is held to what is asked of medium. */
function allowedFor(
  { severity }: KnownVulnerability,
  objectives: RiskObjectives,
): number | undefined {
  if (severity === "negligible") return undefined;
  return objectives[severity === "unknown" ? "medium" : severity];
}
