import type { RightDefinition } from "../access/escalation/rights.ts";

/** Rights that lead on through the network, the log of a pod or what is before it; the search for ways to more rights asks for none. */
export type NetworkRightId =
  | "more:forward-ports"
  | "more:proxy-pods"
  | "more:proxy-services"
  | "more:read-logs"
  | "more:read-node-logs"
  | "more:route-traffic";

const CORE = "";
const GATEWAY = "gateway.networking.k8s.io";

const RIGHTS: readonly (readonly [NetworkRightId, RightDefinition])[] = [
  [
    "more:forward-ports",
    { scope: "namespaced", verbs: ["create", "get"], resources: [[CORE, "pods", "portforward"]] },
  ],
  // Asked with the verb of the request that is passed on.
  [
    "more:proxy-pods",
    { scope: "namespaced", verbs: ["create", "get"], resources: [[CORE, "pods", "proxy"]] },
  ],
  [
    "more:proxy-services",
    { scope: "namespaced", verbs: ["create", "get"], resources: [[CORE, "services", "proxy"]] },
  ],
  ["more:read-logs", { scope: "namespaced", verbs: ["get"], resources: [[CORE, "pods", "log"]] }],
  // The kubelet serves the node's folder of logs, in which those of all its pods are (pkg/kubelet/server/auth.go).
  [
    "more:read-node-logs",
    { scope: "cluster", verbs: ["get"], resources: [[CORE, "nodes", "log"]] },
  ],
  [
    "more:route-traffic",
    {
      scope: "namespaced",
      verbs: ["create", "update", "patch"],
      resources: [
        [CORE, "services"],
        [CORE, "endpoints"],
        ["discovery.k8s.io", "endpointslices"],
        ["networking.k8s.io", "ingresses"],
        [GATEWAY, "gateways"],
        [GATEWAY, "httproutes"],
        [GATEWAY, "grpcroutes"],
        [GATEWAY, "referencegrants"],
      ],
      creates: true,
    },
  ],
];

/**
 * The rights of a minor version. From 1.35 a connection for forwarding ports that WebSocket clients open by GET is asked for `create`
 * as well (AuthorizePodWebsocketUpgradeCreatePermission, pkg/registry/core/pod/rest/subresources.go); `pods/proxy` is not among those.
 */
export function networkRightsIn(
  minor: number,
): readonly (readonly [NetworkRightId, RightDefinition])[] {
  return RIGHTS.map(([id, right]) => [
    id,
    id === "more:forward-ports" && minor >= 35 ? { ...right, verbs: ["create"] } : right,
  ]);
}
