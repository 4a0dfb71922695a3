import type { SnapshotObject } from "../../snapshot/snapshot.ts";
import type { Evidence } from "../../snapshot/verdict.ts";
import { parseCidr } from "../addresses.ts";
import { callersOf } from "../callers.ts";
import { type NetworkEndpoint, nameOfWorkload } from "../endpoint.ts";
import { type GatewayTarget, gatewayTargetsOf } from "../gateway-targets.ts";
import { type IngressTarget, ingressTargetsOf } from "../ingress-backends.ts";
import { INGRESS_CONTROLLER } from "../ingress-controller.ts";
import type { NetworkAnalysis, Party } from "../model.ts";
import { controllersForClass, controllersForGateway } from "./controllers.ts";
import { gatewayReachOf } from "./gateway-reach.ts";
import { ingressReachOf } from "./ingress-reach.ts";
import type { OutsideExposure, Way } from "./model.ts";
import type { BalancerFacts, RouterReach } from "./router-reach.ts";

/** What serves Ingresses or routes, and how connections come to it and from it. */
interface Router extends Pick<Way, "scope" | "sources" | "assumptions" | "doubt" | "closed"> {
  readonly steps: readonly Evidence[];
  readonly anySource: boolean;
  readonly byNodes: boolean;
  readonly problems: readonly string[];
}

/**
 * Ways along Ingresses, Routes and routes of the Gateway API: they go on where the way in to what serves them ends, which is
 * one of `entries` where pods of the input do.
 */
export function routedWays(
  analysis: NetworkAnalysis,
  entries: readonly OutsideExposure[],
): { readonly ways: readonly Way[]; readonly problems: readonly string[] } {
  const known = new Map<SnapshotObject | string, Router>();
  const once = (key: SnapshotObject | string, build: () => Router): Router => {
    const router = known.get(key) ?? build();
    known.set(key, router);
    return router;
  };
  const routersOf = (target: IngressTarget | GatewayTarget): readonly Router[] => {
    if (!("gateways" in target))
      return [once(target.from, () => ingressRouter(target.from, analysis, entries))];
    const elsewhere = target.elsewhere ? [once("", () => unknownRouter(analysis, entries))] : [];
    return [
      ...target.gateways.map((each) => once(each, () => gatewayRouter(each, analysis, entries))),
      ...elsewhere,
    ];
  };
  const found = [...ingressTargetsOf(analysis), ...gatewayTargetsOf(analysis)].map((target) => {
    const routers = routersOf(target);
    return {
      ways: routers.flatMap((router) => waysAlong(target, router)),
      problems: [...target.problems, ...routers.flatMap(({ problems }) => problems)],
    };
  });
  return {
    ways: found.flatMap(({ ways }) => ways),
    problems: found.flatMap(({ problems }) => problems),
  };
}

function waysAlong(
  { from, path, service, backends }: IngressTarget,
  { steps, problems: _, ...router }: Router,
): readonly Way[] {
  const entrance = { object: from.reference, path, message: "it leads to the Service" };
  const leading = service && {
    object: service.reference,
    path: ["spec"],
    message: "it leads to the pod",
  };
  return backends.map(
    (backend): Way => ({
      ...router,
      backend,
      entrance,
      steps: [...steps, entrance, ...(leading ? [leading] : [])],
    }),
  );
}

function ingressRouter(
  ingress: SnapshotObject,
  analysis: NetworkAnalysis,
  entries: readonly OutsideExposure[],
): Router {
  const { kind, name } = ingress.reference;
  const title = `${kind} ${name}`;
  if (kind === "Route") {
    const controllers = controllersForClass({ name: "openshift", controller: "" }, analysis);
    return podRouter({ title, controllers, reach: undefined }, entries);
  }
  const { ingressClass, reach, balancer } = ingressReachOf(ingress, analysis.snapshot);
  if (reach && balancer) return balancerRouter(reach, balancer, analysis);
  return podRouter(
    { title, controllers: controllersForClass(ingressClass, analysis), reach },
    entries,
  );
}

function gatewayRouter(
  gateway: SnapshotObject,
  analysis: NetworkAnalysis,
  entries: readonly OutsideExposure[],
): Router {
  const { className, reach, balancer } = gatewayReachOf(gateway, analysis.snapshot);
  if (reach && balancer) return balancerRouter(reach, balancer, analysis);
  const controllers = controllersForGateway(gateway, className, analysis);
  return podRouter({ title: `Gateway ${gateway.reference.name}`, controllers, reach }, entries);
}

/** Of a Gateway that the input does not hold. */
function unknownRouter(analysis: NetworkAnalysis, entries: readonly OutsideExposure[]): Router {
  const controllers = controllersForClass({ name: "", controller: "" }, analysis);
  return podRouter(
    { title: "a Gateway outside the input", controllers, reach: undefined },
    entries,
  );
}

// Connections come from an address that the load balancer has in the cloud's network, and which one is not known.
function balancerRouter(
  { scope, evidence }: RouterReach,
  { ranges, sendsToPods }: BalancerFacts,
  analysis: NetworkAnalysis,
): Router {
  const known = ranges?.flatMap((text) => parseCidr(text) ?? []);
  const sources: readonly Party[] = known
    ? known.map((range) => ({ kind: "addresses", range }))
    : callersOf("private", analysis);
  return {
    scope,
    steps: [evidence],
    sources,
    anySource: true,
    byNodes: !sendsToPods,
    assumptions: [],
    problems: [],
  };
}

interface Served {
  readonly title: string;
  readonly controllers: readonly NetworkEndpoint[];
  readonly reach: RouterReach | undefined;
}

// The way goes on where the controller's own way in ends.
function podRouter(served: Served, entries: readonly OutsideExposure[]): Router {
  const { controllers, reach } = served;
  if (controllers.length === 0)
    return {
      ...routerOf([INGRESS_CONTROLLER], reach),
      assumptions: [reach ? ELSEWHERE_REACHED : ELSEWHERE],
    };
  const names = new Set(controllers.map(({ workload }) => nameOfWorkload(workload)));
  const own = entries.filter(({ target }) => names.has(target.name));
  const entry = widest(own.filter(({ verdict }) => verdict !== "no"));
  if (entry) {
    const { scope, proof, assumptions, verdict, reason } = entry;
    return {
      ...routerOf(controllers, reach ?? { scope, steps: proof }),
      assumptions,
      ...(verdict === "unknown" && { doubt: reason }),
    };
  }
  const closed = widest(own);
  if (closed) {
    const { scope, proof } = closed;
    return { ...routerOf(controllers, { scope, steps: proof }), closed: ALL_CLOSED };
  }
  if (reach) return routerOf(controllers, reach);
  const problem = `No way from outside to ${[...names].join(", ")}, which serves ${served.title}, is in the input.`;
  return { ...routerOf(controllers, undefined), doubt: NO_ENTRY, problems: [problem] };
}

function routerOf(
  pods: readonly NetworkEndpoint[],
  reach: RouterReach | Pick<Router, "scope" | "steps"> | undefined,
): Router {
  const steps = reach && ("steps" in reach ? reach.steps : [reach.evidence]);
  return {
    scope: reach?.scope ?? "internet",
    steps: steps ?? [],
    sources: pods.map((endpoint): Party => ({ kind: "endpoint", endpoint })),
    anySource: false,
    byNodes: false,
    assumptions: [],
    problems: [],
  };
}

const WIDTH = { private: 0, network: 1, internet: 2 } as const;

function widest(exposures: readonly OutsideExposure[]): OutsideExposure | undefined {
  return exposures.toSorted((a, b) => WIDTH[b.scope] - WIDTH[a.scope])[0];
}

const ELSEWHERE =
  "The pods that serve Ingresses, Routes and Gateways are not in the input: they are taken to be open to the internet, and nothing is known of their labels.";
const ELSEWHERE_REACHED =
  "The pods that serve Ingresses, Routes and Gateways are not in the input: nothing is known of their labels.";
const NO_ENTRY = "nothing in the input leads from outside to what serves it";
const ALL_CLOSED = "network policies block all outside traffic to what serves it";
