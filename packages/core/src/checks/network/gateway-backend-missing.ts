import type { Cluster } from "../../cluster/cluster.ts";
import type { Violation } from "../../findings/finding.ts";
import { isGranted, routeParentsOf } from "../../network/gateway-attachment.ts";
import {
  GATEWAY_GROUP,
  GATEWAY_ROUTES,
  type RoutedService,
  routedServicesOf,
} from "../../network/routed-services.ts";
import { showsAllIn } from "../../snapshot/completeness.ts";
import type { SnapshotObject } from "../../snapshot/snapshot.ts";
import type { ObjectCheck } from "../check.ts";
import { mayBeIn } from "../facts/may-be-in.ts";
import { servicesByName } from "../facts/network-facts.ts";
import { referencesTo } from "../writing/references.ts";

/** In a whole cluster, the Gateway of a route and the Services that it sends to are there. */
export const gatewayBackendMissing: ObjectCheck = {
  on: "object",
  kinds: [...GATEWAY_ROUTES.keys()].map((kind) => `${GATEWAY_GROUP}/${kind}`),
  id: "gateway-backend-missing",
  title: "Route to a missing Gateway or Service",
  topic: "network",
  severity: "low",
  description:
    "Whoever may create a Service with that name in the namespace receives the requests; a Service of another namespace needs a ReferenceGrant there. Reported only where the input is the whole cluster.",
  remediation: "Correct the reference, create what it names, or remove the route.",
  references: referencesTo({ "mitre-attack": ["T1190"] }),
  aliases: ["kubescape:C-0302"],

  *evaluate(entry, cluster) {
    yield* gatewayViolations(entry, cluster);
    yield* backendViolations(entry, cluster);
  },

  examples: {
    violating: [
      {
        title: "no gateway, no Service, and one of another namespace without a grant",
        assumptions: { wholeCluster: true },
        objects: [
          {
            apiVersion: "gateway.networking.k8s.io/v1",
            kind: "HTTPRoute",
            metadata: { name: "web", namespace: "shop" },
            spec: {
              parentRefs: [{ name: "edge" }],
              rules: [
                {
                  backendRefs: [
                    { name: "web", port: 80 },
                    { name: "ledger", namespace: "bank", port: 80 },
                  ],
                },
              ],
            },
          },
          {
            apiVersion: "v1",
            kind: "Service",
            metadata: { name: "ledger", namespace: "bank" },
            spec: { ports: [{ port: 80 }] },
          },
        ],
        violations: [
          "HTTPRoute/web spec.parentRefs[0]: gateway edge does not exist",
          "HTTPRoute/web spec.rules[0].backendRefs[0]: service web does not exist",
          "HTTPRoute/web spec.rules[0].backendRefs[1]: no ReferenceGrant of namespace bank lets the route send to service ledger",
        ],
      },
    ],
    compliant: [
      {
        title: "all that it names",
        assumptions: { wholeCluster: true },
        objects: [
          {
            apiVersion: "gateway.networking.k8s.io/v1",
            kind: "Gateway",
            metadata: { name: "edge", namespace: "shop" },
            spec: {},
          },
          {
            apiVersion: "gateway.networking.k8s.io/v1",
            kind: "HTTPRoute",
            metadata: { name: "web", namespace: "shop" },
            spec: {
              parentRefs: [{ name: "edge" }],
              rules: [{ backendRefs: [{ name: "web", port: 80 }] }],
            },
          },
          {
            apiVersion: "v1",
            kind: "Service",
            metadata: { name: "web", namespace: "shop" },
            spec: { ports: [{ port: 80 }] },
          },
        ],
      },
      {
        title: "what the input may not show",
        objects: [
          {
            apiVersion: "gateway.networking.k8s.io/v1",
            kind: "HTTPRoute",
            metadata: { name: "web", namespace: "shop" },
            spec: { parentRefs: [{ name: "edge" }], rules: [] },
          },
        ],
      },
    ],
  },
};

function* gatewayViolations(entry: SnapshotObject, cluster: Cluster): Generator<Violation> {
  for (const parent of routeParentsOf(entry)) {
    const { path, name, group } = parent;
    const namespace = parent.namespace || entry.reference.namespace;
    if (parent.kind !== "Gateway" || group !== GATEWAY_GROUP) continue;
    const isThere = cluster.snapshot
      .ofKind(GATEWAY_GROUP, "Gateway")
      .some((each) => each.reference.name === name && mayBeIn(each.reference.namespace, namespace));
    if (!isThere && showsAllIn(cluster.snapshot, namespace))
      yield { path, message: `gateway ${name} does not exist` };
  }
}

function* backendViolations(entry: SnapshotObject, cluster: Cluster): Generator<Violation> {
  for (const routed of routedServicesOf(entry.object)) {
    const problem = problemOf(routed, entry, cluster);
    if (problem !== undefined) yield { path: routed.path, message: problem };
  }
}

function problemOf(
  { kind, group, name, namespace: elsewhere }: RoutedService,
  entry: SnapshotObject,
  cluster: Cluster,
): string | undefined {
  if (kind !== "Service" || group !== "") return undefined;
  const own = entry.reference.namespace;
  const isThere = (servicesByName(cluster).get(name) ?? []).some((each) =>
    mayBeIn(each.reference.namespace, elsewhere ?? own),
  );
  if (!showsAllIn(cluster.snapshot, elsewhere ?? own)) return undefined;
  if (!isThere) return `service ${name} does not exist`;
  if (elsewhere === undefined || elsewhere === own) return undefined;
  return isGranted(entry, { namespace: elsewhere, name }, cluster.snapshot)
    ? undefined
    : `no ReferenceGrant of namespace ${elsewhere} lets the route send to service ${name}`;
}
