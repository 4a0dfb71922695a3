import { locateInObject, type PodTemplate } from "../../kubernetes/pod-template.ts";
import type { SnapshotObject } from "../../snapshot/snapshot.ts";
import type { Evidence } from "../../snapshot/verdict.ts";
import { callersOf } from "../callers.ts";
import type { NetworkEndpoint } from "../endpoint.ts";
import { endpointView } from "../endpoints.ts";
import type { NetworkAnalysis } from "../model.ts";
import { isPortNumber, isProtocol } from "../ports.ts";
import type { Backend } from "../services.ts";
import type { Way } from "./model.ts";
import { nodeScopeOf } from "./node-scope.ts";

/** Ways over ports of the node: hostPorts, and every port of a pod that has the node's network. */
export function hostWays(analysis: NetworkAnalysis): readonly Way[] {
  const { snapshot, endpoints } = analysis;
  const byObject = new Map(endpoints.map((endpoint) => [endpoint.object, endpoint]));
  return snapshot.viewed(endpointView).flatMap((member) => {
    const endpoint = byObject.get(member.reference);
    if (!endpoint) return [];
    return member.podTemplates.flatMap((template) =>
      waysOfTemplate(member, template, endpoint, analysis),
    );
  });
}

function waysOfTemplate(
  { reference }: SnapshotObject,
  template: PodTemplate,
  endpoint: NetworkEndpoint,
  analysis: NetworkAnalysis,
): readonly Way[] {
  const isHost = template.spec.hostNetwork === true;
  return (template.spec.containers ?? []).flatMap(({ ports = [] }, container) =>
    ports.flatMap(({ containerPort, hostPort = 0, protocol: written }, index): readonly Way[] => {
      const protocol = written || "TCP";
      // 0 means "none", like an absent field.
      const isOpen = isHost || hostPort !== 0;
      if (!isOpen || !isPortNumber(containerPort) || !isProtocol(protocol)) return [];
      const field = isHost
        ? ["spec", "hostNetwork"]
        : ["spec", "containers", container, "ports", index, "hostPort"];
      const message = isHost
        ? `the pod is on the host network and serves ${protocol} ${containerPort}`
        : `port ${hostPort} of the node leads to ${protocol} ${containerPort} of the pod`;
      const entrance = { object: reference, path: locateInObject(template, field), message };
      return [hostWay(endpoint, { protocol, port: containerPort }, entrance, analysis)];
    }),
  );
}

/** The way over the node to a port of a pod. */
export function hostWay(
  endpoint: NetworkEndpoint,
  { protocol, port }: Pick<Backend, "protocol" | "port">,
  entrance: Evidence,
  analysis: NetworkAnalysis,
): Way {
  const { scope, evidence, assumptions } = nodeScopeOf(analysis.snapshot, endpoint.nodeName);
  return {
    scope,
    backend: { party: { kind: "endpoint", endpoint }, protocol, port },
    steps: [entrance, ...evidence],
    entrance,
    sources: callersOf(scope, analysis),
    byNodes: false,
    assumptions,
  };
}
