import { matchesName } from "../detections/facts/names.ts";
import type { Suppression } from "../detections/settings.ts";

/** What a suppression has kept back. */
export interface SuppressionCount {
  readonly suppression: Suppression;
  readonly isExpired: boolean;
  /** Detections that it kept back; of one that has expired, that it would have. */
  readonly count: number;
}

/** Something that may be suppressed. */
interface Suppressible {
  readonly rule: string;
  readonly actor: string;
  readonly namespace: string;
}

/** Tells what is suppressed, and counts. */
export interface Suppressing {
  readonly isSuppressed: (what: Suppressible) => boolean;
  readonly counts: () => readonly SuppressionCount[];
  readonly total: () => number;
}

/** Suppressions on a day, `2026-07-01`; one that names neither rule, actor nor namespace keeps nothing back. */
export function createSuppressing(
  suppressions: readonly Suppression[],
  today: string,
): Suppressing {
  const counts = suppressions.map((suppression) => ({
    suppression,
    isExpired: suppression.expires < today,
    count: 0,
  }));
  const rules = counts.filter(({ suppression }) => isSaid(suppression));
  let total = 0;
  return {
    isSuppressed: (what) => {
      let isHeld = false;
      for (const each of rules) {
        if (!matches(each.suppression, what)) continue;
        each.count += 1;
        isHeld ||= !each.isExpired;
      }
      if (isHeld) total += 1;
      return isHeld;
    },
    counts: () => counts,
    total: () => total,
  };
}

function isSaid({ rule, actor, namespace }: Suppression): boolean {
  return rule !== undefined || actor !== undefined || namespace !== undefined;
}

function matches(suppression: Suppression, what: Suppressible): boolean {
  return (["rule", "actor", "namespace"] as const).every((key) => {
    const pattern = suppression[key];
    return pattern === undefined || matchesName(what[key], pattern);
  });
}
