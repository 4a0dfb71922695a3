import type { Container, EphemeralContainer, Probe } from "../../kubernetes/api/types.ts";
import type { FieldPath } from "../../kubernetes/field-path.ts";
import type { PodTemplate } from "../../kubernetes/pod-template.ts";
import { type PodContainer, podContainersOf } from "./pod-containers.ts";

/** The containers that run as long as the pod: its own and native sidecars. */
export function servingContainersOf(template: PodTemplate): readonly PodContainer[] {
  return [...podContainersOf(template)].filter(
    ({ container, path }) =>
      path[1] === "containers" ||
      (path[1] === "initContainers" && container.restartPolicy === "Always"),
  );
}

export const PROBES = ["livenessProbe", "readinessProbe", "startupProbe"] as const;

/** The port that a probe asks, with its field below the probe; undefined where it runs a command. */
export function portOfProbe(
  probe: Probe,
): { readonly path: FieldPath; readonly port: string | number } | undefined {
  for (const field of ["httpGet", "tcpSocket", "grpc"] as const) {
    const port = probe[field]?.port;
    if (typeof port === "string" || typeof port === "number")
      return { path: [field, "port"], port };
  }
  return undefined;
}

/** Whether a container says that it listens on a port, by number or name. */
export function declaresPort(
  container: Container | EphemeralContainer,
  port: string | number,
): boolean {
  return (container.ports ?? []).some(
    ({ containerPort, name }) => containerPort === port || name === port,
  );
}
