import fc from "fast-check";
import { expect, test } from "vitest";
import { objectsOf, type TestCluster } from "../../testing/network/cluster.ts";
import { FAMILIES, randomClusterOf } from "../../testing/network/random-plugin.ts";
import { runs } from "../../testing/runs.ts";
import { seeded } from "../../testing/seeded.ts";
import { wholeSnapshotOf } from "../../testing/snapshot.ts";
import { type Cluster, createCluster } from "../cluster/cluster.ts";
import type { KubernetesObject } from "../kubernetes/object.ts";
import type { NetworkEndpoint } from "../network/endpoint.ts";
import type { NetworkAnalysis, Party } from "../network/model.ts";
import { peersOfParty } from "../network/party.ts";
import type { Direction } from "../network/policy.ts";
import { traceSide } from "../network/trace.ts";
import { scan } from "../scan/scan.ts";
import type { ObjectCheck } from "./check.ts";
import { namespaceDefaultDenyMissing } from "./namespaces/namespace-default-deny-missing.ts";
import { noNetworkPolicySelectsPod } from "./network/no-network-policy-selects-pod.ts";
import { podOpenToEgress } from "./network/pod-open-to-egress.ts";
import { podOpenToIngress } from "./network/pod-open-to-ingress.ts";

const DIRECTIONS: readonly Direction[] = ["ingress", "egress"];

function clusterOf(cluster: TestCluster, more: readonly KubernetesObject[] = []): Cluster {
  const { plugin } = cluster;
  return createCluster(wholeSnapshotOf([...objectsOf(cluster), ...more]), {
    network: { hostNetworkPods: "node", ...(plugin && { cni: plugin.name }) },
  });
}

function namesOf(check: ObjectCheck, cluster: Cluster): readonly string[] {
  return [...scan(cluster, [check])].map(({ object }) => object.name);
}

/** Everybody: the pods and nodes, a pod of which nothing is known, and every range of addresses that policies tell apart. */
function partiesOf({ endpoints, possibilities, hasIpv6 }: NetworkAnalysis): readonly Party[] {
  const ranges = possibilities[0]?.reachability.universe.addresses.atoms ?? [];
  return [
    ...endpoints.map((endpoint): Party => ({ kind: "endpoint", endpoint })),
    ...ranges
      .filter(({ family }) => hasIpv6 || family === 4)
      .map((range): Party => ({ kind: "addresses", range })),
  ];
}

/**
 * Whether the policies about an endpoint let everybody connect that has a network in common with it, asked one by one, over
 * each family of addresses. That a pod is open to itself and to its own node whatever its policies say does not count.
 */
function isOpen(
  endpoint: NetworkEndpoint,
  direction: Direction,
  analysis: NetworkAnalysis,
): boolean {
  const pod: Party = { kind: "endpoint", endpoint };
  return analysis.possibilities.every((possibility) => {
    const { reachability } = possibility;
    return peersOfParty(possibility, pod).every((subject) =>
      partiesOf(analysis)
        .flatMap((other) => peersOfParty(possibility, other))
        .filter((peer) => !reachability.apart(subject, peer))
        .every((peer) =>
          reachability.universe.portSets.atoms.atoms.every(
            (_, port) =>
              traceSide(reachability, direction, { subject, peer, port }).verdict === "yes",
          ),
        ),
    );
  });
}

test.each(FAMILIES)(
  "checks call the pods open that the engine calls open, and no others: %s",
  (family) => {
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const cluster = clusterOf(randomClusterOf(family, seeded(seed)));
        const unselected = namesOf(noNetworkPolicySelectsPod, cluster);
        const open: Record<Direction, readonly string[]> = {
          ingress: namesOf(podOpenToIngress, cluster),
          egress: namesOf(podOpenToEgress, cluster),
        };
        const { network } = cluster;
        for (const endpoint of network.endpoints) {
          const { podName = "", hostNetwork } = endpoint;
          if (podName === "" || hostNetwork) continue;
          const said = DIRECTIONS.map((direction) =>
            [...unselected, ...open[direction]].filter((name) => name === podName),
          );
          const expected = DIRECTIONS.map((direction) =>
            isOpen(endpoint, direction, network) ? [podName] : [],
          );
          expect(said).toEqual(expected);
        }
      }),
      runs(10),
    );
  },
);

// Every label that the generators' selectors read, with a value that none of them names.
const FRESH = {
  app: "fresh",
  tier: "fresh",
  kind: "fresh",
  "kubernetes.io/metadata.name": "fresh",
};

test.each(FAMILIES)(
  "a namespace lacks a default deny where the engine calls a pod open that is added to it: %s",
  (family) => {
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const made = randomClusterOf(family, seeded(seed));
        const said = [...scan(clusterOf(made), [namespaceDefaultDenyMissing])].map(
          ({ object, message }) => `${object.name}: ${message.replace(/^no .* denies/, "open to")}`,
        );
        const names = Object.keys(made.namespaces);
        const added = names.flatMap((namespace) =>
          [{}, FRESH].map((labels, index) => ({
            apiVersion: "v1",
            kind: "Pod",
            metadata: { namespace, name: `added-${index}`, labels },
            spec: { containers: [{ name: "main" }] },
          })),
        );
        const { network } = clusterOf(made, added);
        const expected = names.flatMap((namespace) => {
          const pods = network.endpoints.filter(
            ({ podName, workload }) =>
              podName?.startsWith("added-") === true && workload.namespace === namespace,
          );
          const open = DIRECTIONS.filter((direction) =>
            pods.some((pod) => isOpen(pod, direction, network)),
          );
          return open.length === 0
            ? []
            : [`${namespace}: open to ${open.join(" and ")} by default`];
        });
        expect(said).toEqual(expected);
      }),
      runs(6),
    );
  },
);
