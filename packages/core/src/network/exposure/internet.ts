import { formatFieldPath } from "../../kubernetes/field-path.ts";
import type { ObjectReference } from "../../kubernetes/object.ts";
import { showsAll } from "../../snapshot/completeness.ts";
import type { Verdict } from "../../snapshot/verdict.ts";
import { isInternetAddress } from "../address-scopes.ts";
import { callersOf } from "../callers.ts";
import type { NetworkEndpoint } from "../endpoint.ts";
import type { NetworkAnalysis } from "../model.ts";
import type { Backend } from "../services.ts";
import { RANK } from "../verdict-between.ts";
import { hostWay } from "./host-ways.ts";
import type { OutsideExposure } from "./model.ts";
import { outsideExposures } from "./outside.ts";
import { exposureOfWay } from "./way-verdict.ts";

/** Whether the internet reaches a port of a pod. */
export type InternetVerdict = Verdict & Pick<OutsideExposure, "arrival" | "unenforced">;

/** `yes` where an address of the internet comes to it by whatever exposes it; `no` where surely none does. */
export function internetVerdictOn(
  endpoint: NetworkEndpoint,
  { protocol, port }: Backend,
  analysis: NetworkAnalysis,
): InternetVerdict {
  const claims = analysis.once(claimsByEndpoint).get(endpoint) ?? [];
  const own = claims.filter(
    ({ way: { backend } }) => backend.protocol === protocol && backend.port === port,
  );
  const open = furthest([...own, ...ownWays(endpoint, { protocol, port }, analysis)]);
  if (open && open.scope !== "private") return open;
  const { assumptions, proof } = open ?? NOTHING;
  const reason = open
    ? "only the private network reaches it"
    : "nothing in the input leads from the internet to it";
  return {
    verdict: "no",
    reason,
    arrival: reason,
    proof,
    assumptions: [...assumptions, ...(showsAll(analysis.snapshot) ? [] : [NOTHING_ELSE])],
    unenforced: [],
  };
}

const NOTHING: Pick<Verdict, "assumptions" | "proof"> = { assumptions: [], proof: [] };
const NOTHING_ELSE =
  "Services, Ingresses and Gateways that the input does not show are taken not to lead to it.";

/** Exposures as far as the internet is concerned. */
function claimsByEndpoint(
  analysis: NetworkAnalysis,
): ReadonlyMap<NetworkEndpoint, readonly OutsideExposure[]> {
  const found = new Map<NetworkEndpoint, OutsideExposure[]>();
  for (const exposure of outsideExposures(analysis).exposures) {
    const { party } = exposure.way.backend;
    if (party.kind !== "endpoint") continue;
    const list = found.get(party.endpoint) ?? [];
    found.set(party.endpoint, list);
    list.push(asOfInternet(exposure, analysis));
  }
  return found;
}

// Who reaches nodes may come from the internet or not, where their addresses are not known; policies are asked about such callers.
function asOfInternet(exposure: OutsideExposure, analysis: NetworkAnalysis): OutsideExposure {
  if (exposure.scope !== "network" || exposure.verdict === "no") return exposure;
  const { way } = exposure;
  const isDirect = way.sources.every(({ kind }) => kind === "addresses");
  const judged = isDirect
    ? exposureOfWay({ ...way, sources: callersOf("internet", analysis) }, analysis)
    : exposure;
  return judged.verdict === "yes"
    ? { ...judged, verdict: "unknown", reason: NODES, arrival: NODES }
    : judged;
}

const NODES = "the input does not show whether the nodes that lead to it have public addresses";

// What no object declares: ports of nodes and of pods on their network, and of a pod whose own address is of the internet.
function ownWays(
  endpoint: NetworkEndpoint,
  { protocol, port }: Pick<Backend, "protocol" | "port">,
  analysis: NetworkAnalysis,
): readonly OutsideExposure[] {
  if (endpoint.hostNetwork) {
    const isNode = endpoint.kind === "node";
    const entrance = {
      object: endpoint.object,
      path: isNode ? ["status"] : [...endpoint.labelsPath.slice(0, -2), "spec", "hostNetwork"],
      message: isNode ? "it is a port of the node" : "the pod is on the host network",
    };
    const way = hostWay(endpoint, { protocol, port }, entrance, analysis);
    return [asOfInternet(exposureOfWay(way, analysis), analysis)];
  }
  if (!endpoint.addresses.some(isInternetAddress)) return [];
  const entrance = {
    object: endpoint.object,
    path: ["status"],
    message: "the pod has a public address",
  };
  return [
    exposureOfWay(
      {
        scope: "internet",
        backend: { party: { kind: "endpoint", endpoint }, protocol, port },
        steps: [entrance],
        entrance,
        sources: callersOf("internet", analysis),
        byNodes: false,
        assumptions: [],
        doubt: "it is not known whether the pod's address is routed on the internet",
      },
      analysis,
    ),
  ];
}

function furthest(exposures: readonly OutsideExposure[]): OutsideExposure | undefined {
  let found: OutsideExposure | undefined;
  for (const each of exposures) if (!found || rankOf(each) > rankOf(found)) found = each;
  return found;
}

// What the private network alone reaches says least; a closed way of the internet says why.
function rankOf({ scope, verdict }: OutsideExposure): number {
  if (scope !== "private") return 1 + RANK[verdict];
  return verdict === "no" ? -1 : 0;
}

/** How the internet comes, or may come, to a pod that an object describes. */
export interface InternetWay {
  readonly verdict: "yes" | "unknown";
  readonly exposure: OutsideExposure;
}

/**
 * The way from the internet to the pods of an object that comes furthest. A pod's own port of its node is left out where it
 * is not known whether nodes have public addresses: that port itself is what checks of pods report.
 */
export function internetWayTo(
  object: ObjectReference,
  analysis: NetworkAnalysis,
): InternetWay | undefined {
  return analysis.once(waysByObject).get(object);
}

/** `the internet reaches TCP 8080 by Service shop/web (spec.type: a load balancer takes connections from everywhere)`. */
export function clauseOfInternetWay({ verdict, exposure }: InternetWay): string {
  const { backend, entrance } = exposure.way;
  const { object, path, message } = entrance;
  const { kind, namespace, name } = object;
  const title = `${kind} ${namespace === undefined ? "" : `${namespace}/`}${name}`;
  return `the internet ${verdict === "yes" ? "reaches" : "may reach"} ${backend.protocol} ${backend.port} by ${title} (${formatFieldPath(path)}: ${message})`;
}

function waysByObject(analysis: NetworkAnalysis): ReadonlyMap<ObjectReference, InternetWay> {
  const found = new Map<ObjectReference, InternetWay>();
  for (const [{ object }, claims] of analysis.once(claimsByEndpoint))
    for (const exposure of claims) {
      const { verdict, scope, way } = exposure;
      if (scope === "private" || verdict === "no") continue;
      if (scope === "network" && way.entrance.object === object) continue;
      if (RANK[verdict] > RANK[found.get(object)?.verdict ?? "no"])
        found.set(object, { verdict, exposure });
    }
  return found;
}
