import type { ContainerPort, PodSpec } from "../kubernetes/api/types.ts";
import type { FieldPath } from "../kubernetes/field-path.ts";

/** A port of a node that a pod binds for as long as it runs. */
export interface HostPort {
  /** Below the pod template. */
  readonly path: FieldPath;
  readonly address: string;
  readonly protocol: string;
  readonly port: number;
}

const ANY_ADDRESS = "0.0.0.0";

/** Those of its containers and of init containers that keep running: `GetHostPorts` of k8s.io/kubernetes/pkg/scheduler/util. */
export function hostPortsOf({
  initContainers = [],
  containers = [],
}: PodSpec): readonly HostPort[] {
  const sidecars = initContainers.flatMap(({ restartPolicy, ports = [] }, index) =>
    restartPolicy === "Always" ? portsAt(ports, ["spec", "initContainers", index]) : [],
  );
  return [
    ...sidecars,
    ...containers.flatMap(({ ports = [] }, index) => portsAt(ports, ["spec", "containers", index])),
  ];
}

function portsAt(ports: readonly ContainerPort[], path: FieldPath): readonly HostPort[] {
  return ports.flatMap(({ hostPort = 0, hostIP = "", protocol = "" }, index) =>
    hostPort > 0
      ? [
          {
            path: [...path, "ports", index, "hostPort"],
            address: hostIP || ANY_ADDRESS,
            protocol: protocol || "TCP",
            port: hostPort,
          },
        ]
      : [],
  );
}

/** Whether two bind the same: `CheckConflict` of k8s.io/kube-scheduler/framework. */
export function collide(a: HostPort, b: HostPort): boolean {
  if (a.port !== b.port || a.protocol !== b.protocol) return false;
  return a.address === b.address || a.address === ANY_ADDRESS || b.address === ANY_ADDRESS;
}
