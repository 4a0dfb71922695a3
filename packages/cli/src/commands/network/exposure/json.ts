import { stringifyJson } from "@watertight/core/kubernetes";
import type { NetworkAnalysis, NetworkExposures } from "@watertight/core/network";
import { type DocumentFacts, documentHead, safeJson } from "@watertight/reports/json";
import { exposuresJson } from "@watertight/reports/network";

/** `network exposure -o json`. */
export function exposureJson(
  { exposures, problems }: NetworkExposures,
  { snapshot }: NetworkAnalysis,
  facts: DocumentFacts,
): string {
  const list = exposuresJson(exposures, snapshot);
  const lines = list.map((each) => `  ${stringifyJson(each)}`).join(",\n");
  const head = safeJson(documentHead(facts));
  return `${head.slice(0, -1)},\n"exposures": ${list.length === 0 ? "[]" : `[\n${lines}\n]`},\n"problems": ${stringifyJson(problems)}}\n`;
}
