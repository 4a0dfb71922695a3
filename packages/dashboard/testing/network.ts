import type { NetworkMapDocument } from "../src/documents/network.ts";
import type { Edge } from "../src/network/edges.ts";

/** Addresses outside of the cluster. */
export const OUTSIDE = "10.0.0.0-10.255.255.255[External]";

/** A map of pods, each as `namespace/name`, and of addresses outside. */
export function mapOf(...pods: readonly string[]): Pick<NetworkMapDocument, "nodes"> {
  return {
    nodes: [
      ...pods.map((pod) => {
        const [namespace = "", name = ""] = pod.split("/");
        const restricted = { ingress: true, egress: true };
        return { id: idOf(pod), namespace, title: `${name} (Pod)`, restricted };
      }),
      { id: OUTSIDE, namespace: null, title: "10.0.0.0-10.255.255.255", restricted: null },
    ],
  };
}

/** A connection that policies let through, unless it is said otherwise. */
export function connect(src: string, dst: string, ports: string, given: Partial<Edge> = {}): Edge {
  return { src: idOf(src), dst: idOf(dst), ports, isSure: true, isOpen: false, ...given };
}

function idOf(pod: string): string {
  return pod.includes("[") ? pod : `${pod}[Pod]`;
}
