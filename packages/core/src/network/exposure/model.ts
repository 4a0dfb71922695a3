import type { Evidence, VerdictValue } from "../../snapshot/verdict.ts";
import type { OutsideScope } from "../callers.ts";
import type { ConnectionEnd, Party } from "../model.ts";
import type { PortRange } from "../ports.ts";
import type { Backend } from "../services.ts";

/**
 * `network`: whoever reaches the nodes, whose addresses the input does not show; `private`: the cloud's or company's private
 * network; `namespaces`: pods of other namespaces that are named. Each is open to those that follow as well.
 */
export type ExposureScope = OutsideScope | "cluster" | "namespaces";

/** Ports of a workload that are open to others, or would be if no policy closed them. */
export interface NetworkExposure {
  readonly scope: ExposureScope;
  /** The workload, or the addresses that a Service leads to outside. */
  readonly target: ConnectionEnd;
  readonly ports: readonly PortRange[];
  readonly verdict: VerdictValue;
  readonly reason: string;
  /** The way in, then what of the policies decides. */
  readonly proof: readonly Evidence[];
  readonly assumptions: readonly string[];
  /** The namespaces whose pods get in, for that scope. */
  readonly namespaces?: readonly string[];
}

/** One port of one pod or template that a way from outside leads to. */
export interface OutsideExposure extends NetworkExposure {
  readonly scope: OutsideScope;
  readonly way: Way;
  /** The reason without the name of the side where it is the pod's. */
  readonly arrival: string;
  /** Policies that would decide otherwise, but that the network plugin does not enforce. */
  readonly unenforced: readonly Evidence[];
}

/** One way from outside to a port of a pod. */
export interface Way {
  readonly scope: OutsideScope;
  readonly backend: Backend;
  readonly steps: readonly Evidence[];
  /** The step that leads to the pod: a Service, an Ingress or route, or the pod's own port of the node. */
  readonly entrance: Evidence;
  /** Where connections come from as policies see it; the verdict is that of the one which comes furthest. */
  readonly sources: readonly Party[];
  /** Whether connections come from one of the sources, nobody knows which: then a verdict has to hold for each. */
  readonly anySource?: boolean;
  /** Whether nodes may stand in for the callers. */
  readonly byNodes: boolean;
  readonly assumptions: readonly string[];
  /** Why nobody may come along it, though policies let everybody through. */
  readonly doubt?: string;
  /** Why surely nobody comes along it. */
  readonly closed?: string;
}
