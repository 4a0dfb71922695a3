import { listAt, textAt } from "../../kubernetes/json-fields.ts";
import type { SnapshotObject } from "../../snapshot/snapshot.ts";
import type { Evidence, VerdictValue } from "../../snapshot/verdict.ts";
import { allAddresses, parseCidr } from "../addresses.ts";
import { type NetworkVerdict, verdictBetween } from "../can-reach.ts";
import { nameOfWorkload } from "../endpoint.ts";
import { type IngressTarget, ingressTargetsOf } from "../ingress-backends.ts";
import { INGRESS_CONTROLLER } from "../ingress-controller.ts";
import type { NetworkAnalysis, Party } from "../model.ts";
import { sourcesOf } from "../places.ts";
import { isInternalLoadBalancer, sourceRangesOf } from "../service-openness.ts";
import { type Backend, backendsOf, servicePortsOf } from "../services.ts";
import { controllersFor } from "./controllers.ts";
import { gatewayTargetsOf } from "./gateway-targets.ts";
import { hostWays } from "./host-ways.ts";
import { insideExposures } from "./inside.ts";
import type { NetworkExposure, Way } from "./model.ts";

export interface NetworkExposures {
  readonly exposures: readonly NetworkExposure[];
  /** Whole sentences on ways that could not be followed. */
  readonly problems: readonly string[];
}

/**
 * What is open to whom: along Services of type LoadBalancer and NodePort, externalIPs, hostPorts and the node's network,
 * Ingresses, Routes and the Gateway API, then through the policies of the pods; and among pods, what is open to any pod or
 * to pods of other namespaces. Ask an analysis with `anyPod`.
 */
export function networkExposures(analysis: NetworkAnalysis): NetworkExposures {
  const problems: string[] = [];
  const direct = [
    ...analysis.snapshot
      .ofKind("", "Service")
      .flatMap((service) => serviceWays(service, analysis, problems)),
    ...hostWays(analysis),
  ];
  const entries = direct.map((way) => exposureOfWay(way, analysis));
  const routed = routedWays(analysis, entries, problems).map((way) => exposureOfWay(way, analysis));
  return {
    exposures: distinct([...entries, ...routed, ...insideExposures(analysis)]),
    problems: [...new Set(problems)],
  };
}

function serviceWays(
  service: SnapshotObject,
  analysis: NetworkAnalysis,
  problems: string[],
): readonly Way[] {
  const { object, reference } = service;
  const entrance = entranceOf(service);
  if (!entrance) return [];
  const { scope, ranges, evidence } = entrance;
  const sources = ranges
    ? ranges.flatMap((text): Party[] => {
        const range = parseCidr(text);
        return range ? [{ kind: "addresses", range }] : [];
      })
    : partiesOf(scope, analysis);
  return servicePortsOf(service).flatMap(({ port, protocol, targetPort }) => {
    const found = backendsOf(service, { port, protocol }, analysis);
    if ("problem" in found) {
      problems.push(found.problem);
      return [];
    }
    return found.backends.map(
      (backend): Way => ({
        scope,
        backend,
        steps: [
          evidence,
          {
            object: reference,
            path: ["spec", "ports"],
            message: `port ${port} leads to ${protocol} ${targetPort} of the pod`,
          },
        ],
        sources,
        byNodes: textAt(object, "spec", "externalTrafficPolicy") !== "Local",
        assumptions: [],
      }),
    );
  });
}

/** How a Service takes connections from outside. */
interface Entrance extends Pick<Way, "scope"> {
  /** What its load balancer lets in, where it says so. */
  readonly ranges: readonly string[] | undefined;
  readonly evidence: Evidence;
}

function entranceOf(service: SnapshotObject): Entrance | undefined {
  const { object, reference } = service;
  const type = textAt(object, "spec", "type");
  const external = listAt(object, "spec", "externalIPs").length > 0;
  if (type === "LoadBalancer") {
    const isInternal = isInternalLoadBalancer(service);
    const ranges = sourceRangesOf(service);
    return {
      scope: !isInternal || external ? "internet" : "network",
      ranges,
      evidence: {
        object: reference,
        path: ["spec", "type"],
        message: balancedWayIn(isInternal, ranges),
      },
    };
  }
  if (type !== "NodePort" && !external) return undefined;
  return {
    scope: external ? "internet" : "network",
    ranges: undefined,
    evidence: {
      object: reference,
      path: ["spec", external ? "externalIPs" : "type"],
      message: external
        ? "it takes traffic for external addresses"
        : "every node takes connections for it",
    },
  };
}

function balancedWayIn(isInternal: boolean, ranges: readonly string[] | undefined): string {
  return `${isInternal ? "an internal" : "a"} load balancer takes connections from ${ranges ? ranges.join(", ") : isInternal ? "the private network" : "everywhere"}`;
}

function partiesOf(scope: Way["scope"], analysis: NetworkAnalysis): readonly Party[] {
  if (scope === "network") return [{ kind: "addresses", range: allAddresses(4) }];
  const found = sourcesOf({ internet: true }, analysis);
  return "problem" in found ? [] : found.found;
}

const ELSEWHERE =
  "The pods that serve Ingresses, Routes and Gateways are not in the input: they are taken to be open to the internet, and nothing is known of their labels.";

// The way goes on where the controller's own way in ends.
function routedWays(
  analysis: NetworkAnalysis,
  entries: readonly NetworkExposure[],
  problems: string[],
): readonly Way[] {
  return [...ingressTargetsOf(analysis), ...gatewayTargetsOf(analysis)].flatMap((target) => {
    problems.push(...target.problems);
    const { from, backends } = target;
    const controllers = controllersFor(from, analysis);
    const names = new Set(controllers.map(({ workload }) => nameOfWorkload(workload)));
    const entry = entryOf(names, entries);
    const isClosed = controllers.length > 0 && !entry;
    if (isClosed) {
      problems.push(
        `No way from outside to ${[...names].join(", ")}, which serves ${from.reference.kind} ${from.reference.name}, is in the input.`,
      );
    }
    const shown = controllers.length > 0 ? controllers : [INGRESS_CONTROLLER];
    const way: Omit<Way, "backend"> = {
      scope: entry?.scope === "network" ? "network" : "internet",
      steps: [...(entry?.proof ?? []), ...stepsAlong(target)],
      sources: shown.map((endpoint) => ({ kind: "endpoint", endpoint })),
      byNodes: false,
      assumptions: controllers.length > 0 ? [] : [ELSEWHERE],
      ...(isClosed && { doubt: NO_ENTRY }),
    };
    return backends.map((backend): Way => ({ ...way, backend }));
  });
}

// The widest way in to one of these workloads.
function entryOf(
  names: ReadonlySet<string>,
  entries: readonly NetworkExposure[],
): NetworkExposure | undefined {
  const own = entries.filter(({ workload, verdict }) => names.has(workload) && verdict !== "no");
  return own.find(({ scope }) => scope === "internet") ?? own[0];
}

const NO_ENTRY = "nothing in the input leads from outside to what serves it";

function stepsAlong({ from, service }: IngressTarget): readonly Evidence[] {
  return [
    { object: from.reference, path: ["spec"], message: "it leads to the Service" },
    ...(service
      ? [{ object: service.reference, path: ["spec"], message: "it leads to the pod" }]
      : []),
  ];
}

const RANK = { no: 0, unknown: 1, yes: 2 } as const;

function best(
  sources: readonly Party[],
  backend: Backend,
  analysis: NetworkAnalysis,
): NetworkVerdict | undefined {
  let found: NetworkVerdict | undefined;
  for (const source of sources) {
    const verdict = verdictBetween(source, backend, analysis);
    if (!found || RANK[verdict.verdict] > RANK[found.verdict]) found = verdict;
    if (found.verdict === "yes") break;
  }
  return found;
}

function exposureOfWay(way: Way, analysis: NetworkAnalysis): NetworkExposure {
  const { scope, backend, steps, sources, byNodes, assumptions, doubt } = way;
  const { party, protocol, port } = backend;
  const {
    verdict,
    reason,
    proof,
    assumptions: more,
  } = best(sources, backend, analysis) ?? SOURCELESS;
  const workload =
    party.kind === "endpoint" ? nameOfWorkload(party.endpoint.workload) : "an address outside";
  const isByNode =
    byNodes && party.kind === "endpoint" && differsByNode(verdict, backend, analysis);
  const unsure = isByNode ? BY_NODE : verdict === "yes" ? doubt : undefined;
  return {
    scope,
    workload,
    ports: [{ protocol, from: port, to: port }],
    verdict: unsure === undefined ? verdict : "unknown",
    reason: unsure ?? reason,
    proof: [...steps, ...proof],
    assumptions: [...assumptions, ...more],
  };
}

const SOURCELESS: Pick<NetworkExposure, "verdict" | "reason" | "proof" | "assumptions"> = {
  verdict: "unknown",
  reason: "it is not known where connections come from",
  proof: [],
  assumptions: [],
};

const BY_NODE =
  "policies see the caller's address or that of a node that passes the connection on, and that makes a difference";

// Without externalTrafficPolicy Local a node may put its own address in place of the caller's.
function differsByNode(
  decided: VerdictValue,
  backend: Backend,
  analysis: NetworkAnalysis,
): boolean {
  const nodes = analysis.endpoints
    .filter(({ kind }) => kind === "node")
    .map((endpoint): Party => ({ kind: "endpoint", endpoint }));
  if (nodes.length > 0) return best(nodes, backend, analysis)?.verdict !== decided;
  // A pod without policies for ingress is open to any of them, and so is one whose rule is for everybody.
  if (decided !== "yes") return true;
  const [possibility] = analysis.possibilities;
  const atoms = possibility?.reachability.universe.addresses.atoms ?? [];
  return !atoms
    .filter(({ family }) => family === 4)
    .every(
      (range) => verdictBetween({ kind: "addresses", range }, backend, analysis).verdict === "yes",
    );
}

// Pods of one workload have the same ways.
function distinct(exposures: readonly NetworkExposure[]): readonly NetworkExposure[] {
  const found = new Map<string, NetworkExposure>();
  for (const each of exposures) {
    const { scope, workload, ports, proof, namespaces } = each;
    const key = JSON.stringify([scope, workload, ports, namespaces, proof[0]?.object]);
    const known = found.get(key);
    if (!known || RANK[each.verdict] > RANK[known.verdict]) found.set(key, each);
  }
  return [...found.values()];
}
