import type { ContainerPort } from "../../kubernetes/api/types.ts";
import type { Decoded } from "../decoded.ts";
import { portNameProblem, portNumberProblem } from "../names.ts";
import { PROTOCOLS } from "../network-policy.ts";
import type { Place } from "../place.ts";
import type { PodScope } from "./pod-scope.ts";

// Follows validateContainerPorts, AccumulateUniqueHostPorts and validatePodHostNetworkDeps in pkg/apis/core/validation.

interface HoldsPorts {
  readonly ports?: readonly Decoded<ContainerPort>[];
}

/** The port of the node; in a Pod of the host's network the container's is the default (defaultHostNetworkPorts). */
function hostPortOf(
  { hostPort = 0, containerPort = 0 }: Decoded<ContainerPort>,
  { isPod, spec }: PodScope,
): number {
  return hostPort === 0 && isPod && spec.hostNetwork === true ? containerPort : hostPort;
}

export function validatePorts(
  ports: readonly Decoded<ContainerPort>[],
  scope: PodScope,
  isEphemeral: boolean,
  at: Place,
): void {
  const names = new Set<string>();
  for (const [index, port] of ports.entries()) {
    const portAt = at.index(index);
    const { name = "", containerPort = 0 } = port;
    if (name !== "") validateName(name, names, portAt.child("name"));
    if (containerPort === 0) portAt.child("containerPort").required();
    else validateNumber(containerPort, portAt.child("containerPort"));
    validateNumber(
      isEphemeral ? (port.hostPort ?? 0) : hostPortOf(port, scope),
      portAt.child("hostPort"),
    );
    portAt.child("protocol").among(port.protocol || "TCP", PROTOCOLS);
  }
}

// 0 is what is not set.
function validateNumber(port: number, at: Place): void {
  if (port !== 0) at.judge(port, portNumberProblem(port));
}

function validateName(name: string, names: Set<string>, at: Place): void {
  const problem = portNameProblem(name);
  if (problem !== undefined) at.judge(name, problem);
  else if (names.has(name)) at.duplicate(name);
  else names.add(name);
}

/** Ports of the node that two containers of a list ask for. */
export function validateHostPorts(
  containers: readonly HoldsPorts[],
  scope: PodScope,
  at: Place,
): void {
  const taken = new Set<string>();
  for (const [index, { ports = [] }] of containers.entries()) {
    for (const [portIndex, port] of ports.entries()) {
      const hostPort = hostPortOf(port, scope);
      if (hostPort === 0) continue;
      const text = `${port.protocol || "TCP"}/${port.hostIP ?? ""}/${hostPort}`;
      const portAt = at.index(index).child("ports").index(portIndex).child("hostPort");
      if (taken.has(text)) portAt.duplicate(text);
      else taken.add(text);
    }
  }
}

/** In the host's network a port of the node is the container's own. */
export function validateHostNetworkPorts(scope: PodScope, at: Place): void {
  if (scope.spec.hostNetwork !== true) return;
  for (const [index, { ports = [] }] of (scope.spec.containers ?? []).entries()) {
    for (const [portIndex, port] of ports.entries()) {
      const hostPort = hostPortOf(port, scope);
      if (hostPort === 0 || hostPort === (port.containerPort ?? 0)) continue;
      const portAt = at.child("containers").index(index).child("ports").index(portIndex);
      portAt.child("hostPort").invalid(`${hostPort} must be containerPort in the host's network`);
    }
  }
}
