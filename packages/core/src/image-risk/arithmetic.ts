import type { Rating } from "../images/matching/severity.ts";
import type { KnownVulnerability } from "./model.ts";

/**
 * The arithmetic of image risk (docs/decisions/0047): each number grows, or stays, with what it stands for, and they are multiplied and
 * added only, so that no image falls behind another because more is known against it, or because it is more exposed.
 */

/** What nobody has rated counts as medium: silence is no assurance. */
const SEVERITY_POINTS: Readonly<Record<Rating, number>> = {
  critical: 10,
  high: 7,
  medium: 4,
  unknown: 4,
  low: 1,
  negligible: 0,
};

/** Who may come to a container. */
export const EXPOSURE = {
  internet: 4,
  internetPerhaps: 3,
  private: 2.5,
  otherTenants: 2,
  ownTenant: 1.5,
  nobody: 1,
} as const;

/** What falls with a container. */
export const BLAST_RADIUS = {
  cluster: 4,
  node: 3,
  otherTenant: 2.5,
  valuable: 2,
  perhaps: 1.5,
  itself: 1,
} as const;

const KNOWN_EXPLOITED = 3;
const WITH_FIX = 1.5;

/** Severity × exploitation × fix. */
export function weightOf(vulnerability: KnownVulnerability): number {
  const { severity, fixed } = vulnerability;
  return SEVERITY_POINTS[severity] * exploitationOf(vulnerability) * (fixed === "" ? 1 : WITH_FIX);
}

/** The same in words: `critical 10 × known to be exploited 3 × fix 1.5`. */
export function termsOf(vulnerability: KnownVulnerability): string {
  const { severity, fixed, exploitedSince, probability = 0 } = vulnerability;
  const exploitation = exploitationOf(vulnerability);
  const words = exploitedSince === "" ? `EPSS ${plain(probability)},` : "known to be exploited";
  const terms = [
    `${severity === "unknown" ? "unrated" : severity} ${SEVERITY_POINTS[severity]}`,
    ...(exploitation > 1 ? [`${words} ${plain(exploitation)}`] : []),
    ...(fixed === "" ? [] : [`fix ${WITH_FIX}`]),
  ];
  return terms.join(" × ");
}

/** From 1 for what EPSS finds unlikely to 3 for what surely will be exploited, or is. */
function exploitationOf({ exploitedSince, probability = 0 }: KnownVulnerability): number {
  if (exploitedSince !== "") return KNOWN_EXPLOITED;
  return 1 + (KNOWN_EXPLOITED - 1) * Math.min(1, Math.max(0, probability));
}

/** Of weights, the heaviest first: it whole, half the next, a quarter of the one after, so that a heap of small ones weighs less than a great one. */
export function findingsOf(weights: Iterable<number>): number {
  let sum = 0;
  let share = 1;
  for (const weight of weights) {
    if (share < LEAST) break;
    sum += weight * share;
    share /= 2;
  }
  return sum;
}

/** Below it nothing shows in a score. */
const LEAST = 2 ** -40;

export function scoreOf(findings: number, exposure: number, blastRadius: number): number {
  return rounded(findings * exposure * blastRadius);
}

/** To a tenth: what is less is no difference. */
export function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}

/** A number without more than two decimals. */
export function plain(value: number): string {
  return String(Math.round(value * 100) / 100);
}
