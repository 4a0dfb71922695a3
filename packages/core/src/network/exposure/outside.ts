import type { NetworkAnalysis } from "../model.ts";
import { hostWays } from "./host-ways.ts";
import type { OutsideExposure } from "./model.ts";
import { routedWays } from "./routed-ways.ts";
import { serviceWays } from "./service-ways.ts";
import { exposureOfWay } from "./way-verdict.ts";

/** What ways from outside lead to, each port of each pod by itself. */
export interface OutsideExposures {
  readonly exposures: readonly OutsideExposure[];
  /** Whole sentences on ways that could not be followed. */
  readonly problems: readonly string[];
}

/**
 * What is open to whom outside the cluster: along Services of type LoadBalancer and NodePort, externalIPs, hostPorts and the
 * node's network, Ingresses, Routes and the Gateway API, then through the policies of the pods. The one truth that exposure,
 * reachability from the internet, severities and checks quote.
 */
export function outsideExposures(analysis: NetworkAnalysis): OutsideExposures {
  return analysis.once(exposuresOf);
}

function exposuresOf(analysis: NetworkAnalysis): OutsideExposures {
  const services = serviceWays(analysis);
  const entries = [...services.ways, ...hostWays(analysis)].map((way) =>
    exposureOfWay(way, analysis),
  );
  const routed = routedWays(analysis, entries);
  return {
    exposures: [...entries, ...routed.ways.map((way) => exposureOfWay(way, analysis))],
    problems: [...new Set([...services.problems, ...routed.problems])],
  };
}
