import { type JsonObject, stringifyJson } from "@watertight/core/kubernetes";
import type { NetworkAnalysis, NetworkExposure, NetworkExposures } from "@watertight/core/network";
import { type DocumentFacts, documentHead, proofJson, safeJson } from "@watertight/reports/json";
import { isEverything } from "@watertight/reports/network";

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

/** What is open to whom, as documents have it. */
export function exposuresJson(
  exposures: readonly NetworkExposure[],
  snapshot: NetworkAnalysis["snapshot"],
): readonly JsonObject[] {
  return exposures.map((each): JsonObject => {
    const { scope, target, ports, verdict, reason, proof, assumptions, namespaces } = each;
    return {
      scope,
      workload: target.name,
      ports: isEverything(ports)
        ? "all"
        : ports.map(({ protocol, from, to }) => ({ protocol, from, to })),
      ...(namespaces && { namespaces }),
      verdict,
      reason,
      proof: proofJson(proof, snapshot),
      assumptions,
    };
  });
}
