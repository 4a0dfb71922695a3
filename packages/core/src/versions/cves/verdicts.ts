/** What is known of a CVE of a component: `unknown` where a condition decides that is not known. */
export type CveVerdict = "affected" | "unfixed" | "unknown" | "mitigated" | "not-affected";

/** The order in which people want to see them. */
export const CVE_VERDICTS: readonly CveVerdict[] = [
  "affected",
  "unfixed",
  "unknown",
  "mitigated",
  "not-affected",
];
