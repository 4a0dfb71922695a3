import { namespaceOf } from "../../kubernetes/object.ts";
import type { NetworkEndpoint } from "../../network/endpoint.ts";
import { podsSelectedBy } from "../../network/services.ts";
import type { AttackBuild } from "../build.ts";
import type { StandingPod } from "../standing.ts";
import { fromRight, type Gain, type PortsOf } from "./ports.ts";

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
        const pods = build.standing.filter(
          ({ vertex }) => vertex.namespace === each && vertex.name === name,
        );
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
  const { cluster, standing } = build;
  const services = cluster.applied
    .ofKind("", "Service")
    .filter(
      ({ reference }) =>
        namespaceOf(reference) === namespace && (name === "" || reference.name === name),
    );
  if (services.length === 0) return [];
  const selected = (): readonly StandingPod[] => {
    const objects = new Set(
      services
        .flatMap((each): readonly NetworkEndpoint[] =>
          podsSelectedBy(each, cluster.network.directory),
        )
        .map(({ object }) => object),
    );
    return standing.filter(({ pod }) => objects.has(pod.object.reference));
  };
  return [{ to: ports.of(`ports behind Services ${namespace}/${name || "*"}`, selected) }];
}

function namespacesOf({ escalation }: AttackBuild, namespace: string): readonly string[] {
  return namespace === "" ? escalation.cluster.namespaces : [namespace];
}
