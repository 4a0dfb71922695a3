import { listAt, textAt } from "../../kubernetes/json-fields.ts";
import type { SnapshotObject } from "../../snapshot/snapshot.ts";
import type { Evidence } from "../../snapshot/verdict.ts";
import { isInternetAddress } from "../address-scopes.ts";
import { parseAddress } from "../addresses.ts";
import { callersOf, callersWithin, type OutsideScope } from "../callers.ts";
import { loadBalancerReachOf, sourceRangesOf } from "../load-balancer-reach.ts";
import type { NetworkAnalysis, Party } from "../model.ts";
import { backendsOf, servicePortsOf } from "../services.ts";
import type { Way } from "./model.ts";
import { nodeScopeOf } from "./node-scope.ts";

/** Ways that Services open themselves: load balancers, ports of nodes, external addresses. */
export function serviceWays(analysis: NetworkAnalysis): {
  readonly ways: readonly Way[];
  readonly problems: readonly string[];
} {
  const problems: string[] = [];
  const ways = analysis.snapshot.ofKind("", "Service").flatMap((service) => {
    const entrances = entrancesOf(service, analysis);
    if (entrances.length === 0) return [];
    return servicePortsOf(service).flatMap(({ port, protocol, targetPort }) => {
      const found = backendsOf(service, { port, protocol }, analysis);
      if ("problem" in found) {
        problems.push(found.problem);
        return [];
      }
      const leading: Evidence = {
        object: service.reference,
        path: ["spec", "ports"],
        message: `port ${port} leads to ${protocol} ${targetPort} of the pod`,
      };
      return found.backends.flatMap((backend) =>
        entrances.map((entrance): Way => wayOf(entrance, service, backend, leading)),
      );
    });
  });
  return { ways, problems };
}

/** How a Service takes connections from outside. */
interface Entrance extends Pick<Way, "scope" | "entrance" | "sources" | "assumptions"> {
  /** What stands beyond the Service. */
  readonly beyond: readonly Evidence[];
}

function wayOf(
  { scope, entrance, sources, assumptions, beyond }: Entrance,
  { object }: SnapshotObject,
  backend: Way["backend"],
  leading: Evidence,
): Way {
  return {
    scope,
    backend,
    steps: [entrance, ...beyond, leading],
    entrance,
    sources,
    byNodes: textAt(object, "spec", "externalTrafficPolicy") !== "Local",
    assumptions,
  };
}

function entrancesOf(service: SnapshotObject, analysis: NetworkAnalysis): readonly Entrance[] {
  switch (textAt(service.object, "spec", "type")) {
    case "LoadBalancer":
      return [balancedEntrance(service, analysis), ...externalEntrances(service, analysis)];
    case "NodePort":
      return [nodeEntrance(service, analysis), ...externalEntrances(service, analysis)];
    default:
      return externalEntrances(service, analysis);
  }
}

// The nodes' ports of a Service with a load balancer are left to the cloud, which opens them for its load balancer alone.
function balancedEntrance(service: SnapshotObject, analysis: NetworkAnalysis): Entrance {
  const { scope, path, message } = loadBalancerReachOf(service);
  const ranges = sourceRangesOf(service);
  return {
    scope,
    entrance: { object: service.reference, path, message },
    beyond: [],
    sources: ranges ? callersWithin(ranges.texts, scope, analysis) : callersOf(scope, analysis),
    assumptions: [],
  };
}

function nodeEntrance({ reference }: SnapshotObject, analysis: NetworkAnalysis): Entrance {
  const { scope, evidence, assumptions } = nodeScopeOf(analysis.snapshot);
  return {
    scope,
    entrance: {
      object: reference,
      path: ["spec", "type"],
      message: "every node opens a port for it",
    },
    beyond: evidence,
    sources: callersOf(scope, analysis),
    assumptions,
  };
}

function externalEntrances(
  { object, reference }: SnapshotObject,
  analysis: NetworkAnalysis,
): readonly Entrance[] {
  const texts = listAt(object, "spec", "externalIPs");
  if (texts.length === 0) return [];
  const index = texts.findIndex((text) => typeof text === "string" && isOfInternet(text));
  const scope: OutsideScope = index < 0 ? "private" : "internet";
  const sources: readonly Party[] = callersOf(scope, analysis);
  return [
    {
      scope,
      entrance: {
        object: reference,
        path: ["spec", "externalIPs", ...(index < 0 ? [] : [index])],
        message: "it sets externalIPs",
      },
      beyond: [],
      sources,
      assumptions: [],
    },
  ];
}

// What is no address is refused by the API server and may be meant as one of the internet.
function isOfInternet(text: string): boolean {
  const address = parseAddress(text);
  return !address || isInternetAddress(address);
}
