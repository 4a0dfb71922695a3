import { locateInObject } from "../../kubernetes/pod-template.ts";
import { allAddresses } from "../addresses.ts";
import type { NetworkAnalysis } from "../model.ts";
import { isPortNumber, isProtocol } from "../ports.ts";
import type { Way } from "./model.ts";

/** Ways over ports of the node: hostPorts, and every port of a pod that has the node's network. */
export function hostWays({ snapshot, endpoints }: NetworkAnalysis): readonly Way[] {
  const byObject = new Map(endpoints.map((endpoint) => [endpoint.object, endpoint]));
  return snapshot.objects.flatMap(({ reference, podTemplates }) => {
    const endpoint = byObject.get(reference);
    if (!endpoint) return [];
    return podTemplates.flatMap((template) => {
      const isHost = template.spec.hostNetwork === true;
      return (template.spec.containers ?? []).flatMap(({ ports = [] }, container) =>
        ports.flatMap(({ containerPort, hostPort = 0, protocol: written }, index): Way[] => {
          const protocol = written || "TCP";
          // 0 means "none", like an absent field.
          const isOpen = isHost || hostPort !== 0;
          if (!isOpen || !isPortNumber(containerPort) || !isProtocol(protocol)) return [];
          const field = isHost
            ? ["spec", "hostNetwork"]
            : ["spec", "containers", container, "ports", index, "hostPort"];
          const message = isHost
            ? `the pod has the node's network and serves ${protocol} ${containerPort}`
            : `port ${hostPort} of the node leads to ${protocol} ${containerPort} of the pod`;
          return [
            {
              scope: "network",
              backend: { party: { kind: "endpoint", endpoint }, protocol, port: containerPort },
              steps: [{ object: reference, path: locateInObject(template, field), message }],
              sources: [{ kind: "addresses", range: allAddresses(4) }],
              byNodes: false,
              assumptions: [],
            },
          ];
        }),
      );
    });
  });
}
