import { textAt } from "../../kubernetes/json-fields.ts";
import { namespaceOf } from "../../kubernetes/object.ts";
import { type NetworkEndpoint, nameOfWorkload } from "../endpoint.ts";
import { gatewayTargetsOf } from "../gateway-targets.ts";
import { ingressBackendsOf } from "../ingress-backends.ts";
import type { NetworkAnalysis } from "../model.ts";
import { endOfParty } from "./declared.ts";
import type { Need, NeedEnd, Needs } from "./need.ts";

/** What Ingresses, Routes and routes of the Gateway API send to. */
export interface EntranceSettings {
  /** The namespace of what serves Ingresses, where the input does not show it. */
  readonly ingressController?: string;
}

/** The connections of what serves Ingresses, Routes and the Gateway API to the pods behind them. */
export function entranceNeeds(analysis: NetworkAnalysis, settings: EntranceSettings): Needs {
  const { backends, problems } = ingressBackendsOf(analysis);
  const targets = gatewayTargetsOf(analysis);
  const controllers = controllerEnds(analysis, settings);
  const all = [
    ...backends.map((backend) => ({ backend, because: "an Ingress or a Route leads to it" })),
    ...targets.flatMap(({ from: { reference }, backends: behind }) => {
      const title = `${reference.kind} ${namespaceOf(reference)}/${reference.name}`;
      return behind.map((backend) => ({ backend, because: `${title} leads to it` }));
    }),
  ];
  const needs = all.flatMap(({ backend, because }): readonly Need[] => {
    const to = endOfParty(backend);
    if (to.kind !== "workload") return [];
    return controllers.ends.map((from) => ({
      from,
      to,
      protocol: backend.protocol,
      port: backend.port,
      because: [because],
    }));
  });
  return {
    needs,
    unresolved: [...problems, ...targets.flatMap((target) => target.problems)],
    assumptions: needs.length > 0 ? controllers.assumptions : [],
  };
}

function controllerEnds(
  analysis: NetworkAnalysis,
  { ingressController }: EntranceSettings,
): { readonly ends: readonly NeedEnd[]; readonly assumptions: readonly string[] } {
  if (ingressController !== undefined)
    return {
      ends: [{ kind: "selected", namespace: ingressController, labels: {} }],
      assumptions: [],
    };
  const found = controllersIn(analysis.endpoints);
  if (found.length > 0)
    return {
      ends: found.map(({ workload }) => ({ kind: "workload", workload })),
      assumptions: [
        `Ingresses are taken to be served by ${found.map(({ workload }) => nameOfWorkload(workload)).join(", ")}, by the labels.`,
      ],
    };
  const namespaces = usualNamespaces(analysis);
  return {
    ends: namespaces.map((namespace) => ({ kind: "selected", namespace, labels: {} })),
    assumptions: [
      `What serves Ingresses and Gateways is not in the input and is taken to run in the namespace ${namespaces.join(" or ")}; say another with --ingress-controller.`,
    ],
  };
}

/** Where the controllers' own installations put them, by the name of the class. */
const NAMESPACES: readonly (readonly [RegExp, string])[] = [
  [/traefik/, "traefik"],
  [/haproxy/, "haproxy-controller"],
  [/contour/, "projectcontour"],
  [/kong/, "kong"],
  [/openshift/, "openshift-ingress"],
  [/istio/, "istio-system"],
  [/^eg$|envoy/, "envoy-gateway-system"],
];

function usualNamespaces({ snapshot }: NetworkAnalysis): readonly string[] {
  const classes = [
    ...snapshot
      .ofKind("networking.k8s.io", "Ingress")
      .map(
        ({ object }) =>
          textAt(object, "spec", "ingressClassName") ||
          textAt(object, "metadata", "annotations", "kubernetes.io/ingress.class"),
      ),
    ...snapshot.ofKind("route.openshift.io", "Route").map(() => "openshift"),
    ...snapshot
      .ofKind("gateway.networking.k8s.io", "Gateway")
      .map(({ object }) => textAt(object, "spec", "gatewayClassName")),
  ];
  const found = classes.map(
    (name) => NAMESPACES.find(([pattern]) => pattern.test(name))?.[1] ?? "ingress-nginx",
  );
  return found.length === 0 ? ["ingress-nginx"] : [...new Set(found)].sort();
}

/** The workloads that are known to serve Ingresses, by their usual labels. */
function controllersIn(endpoints: readonly NetworkEndpoint[]): readonly NetworkEndpoint[] {
  const found = endpoints.filter(
    ({ kind, labels }) =>
      (kind === "pod" || kind === "template") &&
      ["app.kubernetes.io/name", "app", "k8s-app"].some((key) =>
        CONTROLLER_NAMES.has(labels[key] ?? ""),
      ) &&
      // Its admission webhook's jobs share the name.
      !/admission|webhook/.test(labels["app.kubernetes.io/component"] ?? ""),
  );
  const seen = new Map(found.map((endpoint) => [nameOfWorkload(endpoint.workload), endpoint]));
  return [...seen.values()];
}

const CONTROLLER_NAMES: ReadonlySet<string> = new Set([
  "contour",
  "envoy",
  "haproxy-ingress",
  "ingress-nginx",
  "kong",
  "kubernetes-ingress",
  "nginx-ingress",
  "skipper-ingress",
  "traefik",
]);
