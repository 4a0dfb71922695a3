/**
 * The justifications that CycloneDX (bom-1.6.schema.json, impactAnalysisJustification) and OpenVEX and CSAF have words of their own for. What the one has no word for
 * stays as it is, and is prose for the other.
 */
const WORDS: readonly (readonly [cyclonedx: string, openvex: string])[] = [
  ["code_not_present", "vulnerable_code_not_present"],
  ["code_not_reachable", "vulnerable_code_not_in_execute_path"],
  ["protected_by_mitigating_control", "inline_mitigations_already_exist"],
];

/** What OpenVEX and CSAF call a justification of CycloneDX. */
export function justificationOfCycloneDx(word: string): string {
  return WORDS.find(([cyclonedx]) => cyclonedx === word)?.[1] ?? word;
}

/** Words of CycloneDX that the others lack. */
const OWN: ReadonlySet<string> = new Set([
  "requires_configuration",
  "requires_dependency",
  "requires_environment",
  "protected_by_compiler",
  "protected_at_runtime",
  "protected_at_perimeter",
]);

/** What CycloneDX calls a justification; undefined where it has no word for it. */
export function justificationForCycloneDx(word: string): string | undefined {
  if (word === "component_not_present") return "code_not_present";
  if (OWN.has(word)) return word;
  return WORDS.find(([, openvex]) => openvex === word)?.[0];
}
