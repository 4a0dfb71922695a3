import type { Cluster } from "../../cluster/cluster.ts";
import { namespaceOf } from "../../kubernetes/object.ts";
import type { NetworkEndpoint } from "../../network/endpoint.ts";
import { podsSelectedBy } from "../../network/services.ts";
import { groupedBy } from "../../snapshot/grouped-by.ts";
import type { SnapshotObject } from "../../snapshot/snapshot.ts";
import type { AttackBuild } from "../build.ts";
import type { StandingPod } from "../standing.ts";
import { fromRight, type Gain, type PortsOf, standingIn } from "./ports.ts";

/**
 * Ports of pods through the API server and the kubelet: they open the connection, so that no NetworkPolicy of the pod sees who asked
 * (pkg/registry/core/pod/rest/subresources.go). What listens on localhost alone is reached by forwarding, too.
 */
export function addProxies(build: AttackBuild, ports: PortsOf): void {
  const step = "api-proxy";
  for (const right of ["more:forward-ports", "more:proxy-pods"] as const)
    fromRight(build, right, step, ({ namespace, name }) => {
      if (name === "") return [{ to: ports.inNamespace(namespace) }];
      return namespacesOf(build, namespace).flatMap((each) => {
        const pods = standingIn(build)
          .inNamespace(each)
          .filter(({ vertex }) => vertex.name === name);
        return pods.length === 0 ? [] : [{ to: ports.of(`ports of ${each}/${name}`, () => pods) }];
      });
    });
  fromRight(build, "more:proxy-services", step, ({ namespace, name }) =>
    namespacesOf(build, namespace).flatMap((each) => behindServices(build, ports, each, name)),
  );
}

/** Of every Service of a namespace, or of that of a name. */
function behindServices(
  build: AttackBuild,
  ports: PortsOf,
  namespace: string,
  name: string,
): readonly Gain[] {
  const { cluster } = build;
  const services = servicesIn(cluster)
    .get(namespace)
    ?.filter(({ reference }) => name === "" || reference.name === name);
  if (!services || services.length === 0) return [];
  const selected = (): readonly StandingPod[] => {
    const objects = services.flatMap((each): readonly NetworkEndpoint[] =>
      podsSelectedBy(each, cluster.network.directory),
    );
    const { of } = standingIn(build);
    return [...new Set(objects.map(({ object }) => object))].flatMap(of);
  };
  return [{ to: ports.of(`ports behind Services ${namespace}/${name || "*"}`, selected) }];
}

/** By namespace. */
function servicesIn(cluster: Cluster): ReadonlyMap<string, readonly SnapshotObject[]> {
  return cluster.once(servicesByNamespace);
}

function servicesByNamespace({ applied }: Cluster): ReadonlyMap<string, readonly SnapshotObject[]> {
  return groupedBy(applied.ofKind("", "Service"), ({ reference }) => namespaceOf(reference));
}

function namespacesOf({ escalation }: AttackBuild, namespace: string): readonly string[] {
  return namespace === "" ? escalation.cluster.namespaces : [namespace];
}
