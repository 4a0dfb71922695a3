import type { AttackSettings } from "@watertight/core/attack-paths";
import type { Cluster } from "@watertight/core/cluster";
import { networkExposures } from "@watertight/core/network";

/** Why a path may be missing, each ending a sentence: with any, that none was found is not sure. */
export function missingIn({ escalation, network }: Cluster): readonly string[] {
  return [...escalation.unknowns.map((each) => `${each}.`), ...networkExposures(network).problems];
}

/** What answers about attacks rest on beyond the objects, whole sentences. */
export function attackAssumptions(
  { escalation }: Cluster,
  { assumeBreach }: AttackSettings,
): readonly string[] {
  return [
    ...escalation.assumptions,
    assumeBreach === true
      ? "Whoever reaches a port is taken to take over what listens there."
      : "Whether what listens on a port that is reached can be taken over is not known, but where its own arguments show that it asks nobody who he is.",
    "A token can be used from anywhere that reaches the API server.",
  ];
}
