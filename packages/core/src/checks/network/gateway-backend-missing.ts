import type { Cluster } from "../../cluster/cluster.ts";
import type { Violation } from "../../findings/finding.ts";
import type { JsonValue } from "../../kubernetes/json.ts";
import { listAt, textAt, valueAt } from "../../kubernetes/json-fields.ts";
import type { SnapshotObject } from "../../snapshot/snapshot.ts";
import type { ObjectCheck } from "../check.ts";
import { mayBeIn } from "../facts/may-be-in.ts";
import { servicesByName } from "../facts/network-facts.ts";
import { referencesTo } from "../writing/references.ts";

const GROUP = "gateway.networking.k8s.io";
const ROUTES = ["GRPCRoute", "HTTPRoute", "TCPRoute", "TLSRoute", "UDPRoute"];

/** In a whole cluster, the Gateway of a route and the Services that it sends to are there. */
export const gatewayBackendMissing: ObjectCheck = {
  on: "object",
  kinds: ROUTES.map((kind) => `${GROUP}/${kind}`),
  id: "gateway-backend-missing",
  title: "Gateway route to nothing",
  topic: "network",
  severity: "low",
  description:
    "Whoever may create a Service in the namespace takes the name that is free, and gets the requests; a Service of another namespace needs a ReferenceGrant there. Only an input that is the whole cluster can say so.",
  remediation: "Correct the reference, create what it names, or remove the route.",
  references: referencesTo({ "mitre-attack": ["T1190"] }),
  aliases: ["kubescape:C-0302"],

  *evaluate(entry, cluster) {
    if (!cluster.assumptions.wholeCluster.value) return;
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

function* gatewayViolations(
  { object, reference }: SnapshotObject,
  cluster: Cluster,
): Generator<Violation> {
  for (const [index, parent] of listAt(object, "spec", "parentRefs").entries()) {
    const kind = textAt(parent, "kind") || "Gateway";
    const group = valueAt(parent, "group") ?? GROUP;
    const name = textAt(parent, "name");
    const namespace = textAt(parent, "namespace") || reference.namespace;
    const isThere = cluster.snapshot
      .ofKind(GROUP, "Gateway")
      .some((each) => each.reference.name === name && mayBeIn(each.reference.namespace, namespace));
    if (kind === "Gateway" && group === GROUP && !isThere)
      yield { path: ["spec", "parentRefs", index], message: `gateway ${name} does not exist` };
  }
}

function* backendViolations(entry: SnapshotObject, cluster: Cluster): Generator<Violation> {
  for (const [rule, each] of listAt(entry.object, "spec", "rules").entries())
    for (const [index, backend] of listAt(each, "backendRefs").entries()) {
      const problem = problemOf(backend, entry, cluster);
      if (problem !== undefined)
        yield { path: ["spec", "rules", rule, "backendRefs", index], message: problem };
    }
}

function problemOf(
  backend: JsonValue,
  { object, reference }: SnapshotObject,
  cluster: Cluster,
): string | undefined {
  const name = textAt(backend, "name");
  if ((textAt(backend, "kind") || "Service") !== "Service" || textAt(backend, "group") !== "")
    return undefined;
  const elsewhere = textAt(backend, "namespace");
  const namespace = elsewhere || reference.namespace;
  const isThere = (servicesByName(cluster).get(name) ?? []).some((each) =>
    mayBeIn(each.reference.namespace, namespace),
  );
  if (!isThere) return `service ${name} does not exist`;
  if (elsewhere === "" || elsewhere === reference.namespace) return undefined;
  const isGranted = cluster.snapshot
    .ofKind(GROUP, "ReferenceGrant")
    .some(
      (grant) =>
        grant.reference.namespace === elsewhere &&
        listAt(grant.object, "spec", "from").some(
          (from) =>
            textAt(from, "group") === GROUP &&
            textAt(from, "kind") === object.kind &&
            textAt(from, "namespace") === reference.namespace,
        ) &&
        listAt(grant.object, "spec", "to").some(
          (to) =>
            textAt(to, "group") === "" &&
            textAt(to, "kind") === "Service" &&
            ["", name].includes(textAt(to, "name")),
        ),
    );
  return isGranted
    ? undefined
    : `no ReferenceGrant of namespace ${elsewhere} lets the route send to service ${name}`;
}
