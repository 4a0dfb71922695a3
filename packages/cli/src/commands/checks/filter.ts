import type { Check } from "@watertight/core/checks";

/** Which checks to list; an empty list means all. */
export interface CatalogueFilter {
  readonly topics: readonly string[];
  readonly severities: readonly string[];
}

/** The checks that a filter leaves. */
export function filterChecks(
  checks: readonly Check[],
  { topics, severities }: CatalogueFilter,
): Check[] {
  return checks.filter(
    ({ topic, severity }) =>
      (topics.length === 0 || topics.includes(topic)) &&
      (severities.length === 0 || severities.includes(severity)),
  );
}
