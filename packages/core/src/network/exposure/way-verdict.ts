import type { VerdictValue } from "../../snapshot/verdict.ts";
import { callersOf, judgeCallers } from "../callers.ts";
import { addressesEnd, workloadEnd } from "../connection-ends.ts";
import type { NetworkAnalysis, Party } from "../model.ts";
import type { Backend } from "../services.ts";
import { type NetworkVerdict, RANK, verdictBetween } from "../verdict-between.ts";
import type { OutsideExposure, Way } from "./model.ts";

/** What policies make of a way from outside. */
export function exposureOfWay(way: Way, analysis: NetworkAnalysis): OutsideExposure {
  const { scope, backend, steps, assumptions } = way;
  const { party, protocol, port } = backend;
  const judged = judgedWay(way, analysis);
  return {
    scope,
    way,
    target:
      party.kind === "endpoint" ? workloadEnd(party.endpoint.workload) : addressesEnd(party.range),
    ports: [{ protocol, from: port, to: port }],
    verdict: judged.verdict,
    reason: judged.reason,
    proof: [...steps, ...judged.proof],
    assumptions: [...assumptions, ...judged.assumptions],
    arrival: judged.ingress.verdict === judged.verdict ? judged.ingress.reason : judged.reason,
    unenforced: judged.unenforced,
  };
}

type Judged = Pick<
  NetworkVerdict,
  "verdict" | "reason" | "proof" | "assumptions" | "unenforced" | "ingress"
>;

function judgedWay(way: Way, analysis: NetworkAnalysis): Judged {
  const { backend, sources, byNodes, doubt, closed } = way;
  const found = (way.anySource === true ? ofAny : best)(sources, backend, analysis) ?? SOURCELESS;
  if (closed !== undefined) return withReason(found, "no", closed);
  const isByNode =
    byNodes && backend.party.kind === "endpoint" && differsByNode(found.verdict, backend, analysis);
  const unsure = isByNode ? BY_NODE : found.verdict === "yes" ? doubt : undefined;
  return unsure === undefined ? found : withReason(found, "unknown", unsure);
}

function withReason(found: Judged, verdict: VerdictValue, reason: string): Judged {
  return { ...found, verdict, reason, ingress: { verdict, reason, decidedBy: found.proof } };
}

const NO_SOURCE = "it is not known where connections come from";
const SOURCELESS: Judged = {
  verdict: "unknown",
  reason: NO_SOURCE,
  proof: [],
  assumptions: [],
  unenforced: [],
  ingress: { verdict: "unknown", reason: NO_SOURCE, decidedBy: [] },
};

const BY_NODE =
  "policies see the caller's address or that of a node that passes the connection on, and that makes a difference";

function best(
  sources: readonly Party[],
  backend: Backend,
  analysis: NetworkAnalysis,
): NetworkVerdict | undefined {
  const callers = judgeCallers(sources, backend, analysis);
  if (callers) return verdictBetween(callers.furthest, backend, analysis);
  let found: NetworkVerdict | undefined;
  for (const source of sources) {
    const verdict = verdictBetween(source, backend, analysis);
    if (!found || RANK[verdict.verdict] > RANK[found.verdict]) found = verdict;
    if (found.verdict === "yes") break;
  }
  return found;
}

function ofAny(
  sources: readonly Party[],
  backend: Backend,
  analysis: NetworkAnalysis,
): Judged | undefined {
  const callers = judgeCallers(sources, backend, analysis);
  if (!callers) return undefined;
  const verdict = verdictBetween(callers.furthest, backend, analysis);
  return callers.isUniform ? verdict : withReason(verdict, "unknown", BY_ADDRESS);
}

const BY_ADDRESS =
  "it is not known which addresses the load balancer has, and policies let some of them in and others not";

// Without externalTrafficPolicy Local a node may put its own address in place of the caller's.
function differsByNode(
  decided: VerdictValue,
  backend: Backend,
  analysis: NetworkAnalysis,
): boolean {
  const nodes = analysis.once(nodesByClass);
  if (nodes.length > 0) {
    const own = nodeOf(backend, analysis);
    return best(own ? [...nodes, own] : nodes, backend, analysis)?.verdict !== decided;
  }
  // A pod without policies for ingress is open to any of them, and so is one whose rule is for everybody.
  if (decided !== "yes") return true;
  const anywhere = judgeCallers(callersOf("network", analysis), backend, analysis);
  return anywhere?.isUniform !== true;
}

// Two of each class: one of them is not the pod's own node.
function nodesByClass({ endpoints, possibilities }: NetworkAnalysis): readonly Party[] {
  const classesOf = possibilities[0]?.reachability.universe.classesOf;
  const found = new Map<string, Party[]>();
  for (const endpoint of endpoints) {
    if (endpoint.kind !== "node") continue;
    const key = String(classesOf?.get(endpoint));
    const list = found.get(key) ?? [];
    found.set(key, list);
    if (list.length < 2) list.push({ kind: "endpoint", endpoint });
  }
  return [...found.values()].flat();
}

function nodeOf({ party }: Backend, { endpoints }: NetworkAnalysis): Party | undefined {
  const nodeName = party.kind === "endpoint" ? party.endpoint.nodeName : undefined;
  if (nodeName === undefined) return undefined;
  const endpoint = endpoints.find((each) => each.kind === "node" && each.nodeName === nodeName);
  return endpoint && { kind: "endpoint", endpoint };
}
