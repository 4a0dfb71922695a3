import type { JsonObject } from "@watertight/core/kubernetes";
import type { NetworkAnalysis, NetworkExposure } from "@watertight/core/network";
import { proofJson } from "../json/evidence-json.ts";
import { isEverything } from "./ports-text.ts";

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
