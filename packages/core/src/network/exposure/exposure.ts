import type { NetworkAnalysis } from "../model.ts";
import { RANK } from "../verdict-between.ts";
import { insideExposures } from "./inside.ts";
import type { NetworkExposure, OutsideExposure } from "./model.ts";
import { outsideExposures } from "./outside.ts";

export interface NetworkExposures {
  readonly exposures: readonly NetworkExposure[];
  /** Whole sentences on ways that could not be followed. */
  readonly problems: readonly string[];
}

/**
 * What is open to whom: from outside as `outsideExposures` has it; and among pods, what is open to any pod or to pods of
 * other namespaces. Ask an analysis with `anyPod`.
 */
export function networkExposures(analysis: NetworkAnalysis): NetworkExposures {
  const { exposures, problems } = outsideExposures(analysis);
  const outside = exposures.map(asData);
  return { exposures: distinct([...outside, ...insideExposures(analysis)]), problems };
}

// Without the way, which holds the pod and the addresses that callers have.
function asData({
  way: _,
  arrival: __,
  unenforced: ___,
  ...exposure
}: OutsideExposure): NetworkExposure {
  return exposure;
}

// Pods of one workload have the same ways.
function distinct(exposures: readonly NetworkExposure[]): readonly NetworkExposure[] {
  const found = new Map<string, NetworkExposure>();
  for (const each of exposures) {
    const { scope, target, ports, proof, namespaces } = each;
    const key = JSON.stringify([scope, target.name, ports, namespaces, proof[0]?.object]);
    const known = found.get(key);
    if (!known || RANK[each.verdict] > RANK[known.verdict]) found.set(key, each);
  }
  return [...found.values()];
}
