import type { Reference } from "../check.ts";

/** Lists references by standard, in the order given. */
export function referencesTo(
  ids: Partial<Record<Reference["standard"], readonly string[]>>,
): readonly Reference[] {
  return STANDARDS.flatMap((standard) => (ids[standard] ?? []).map((id) => ({ standard, id })));
}

const STANDARDS = [
  "pss-baseline",
  "pss-restricted",
  "cis-1.12",
  "nsa-1.2",
  "mitre-attack",
  "ms-threat-matrix",
  "nist-800-190",
] as const;
