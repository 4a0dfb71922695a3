import type { Evidence, VerdictValue } from "../../snapshot/verdict.ts";
import type { Party } from "../model.ts";
import type { PortRange } from "../ports.ts";
import type { Backend } from "../services.ts";

/** `network`: whoever reaches the nodes or the cloud's private network; `namespaces`: pods of other namespaces that are named. */
export type ExposureScope = "internet" | "network" | "cluster" | "namespaces";

/** Ports of a workload that are open to others, or would be if no policy closed them. */
export interface NetworkExposure {
  readonly scope: ExposureScope;
  /** `shop/web[Deployment]`. */
  readonly workload: string;
  readonly ports: readonly PortRange[];
  readonly verdict: VerdictValue;
  readonly reason: string;
  /** The way in, then what of the policies decides. */
  readonly proof: readonly Evidence[];
  readonly assumptions: readonly string[];
  /** The namespaces whose pods get in, for that scope. */
  readonly namespaces?: readonly string[];
}

/** One way from outside to a port of a pod. */
export interface Way {
  readonly scope: "internet" | "network";
  readonly backend: Backend;
  readonly steps: readonly Evidence[];
  /** Where connections come from as policies see it; the verdict is that of the one which comes furthest. */
  readonly sources: readonly Party[];
  /** Whether nodes may stand in for the callers. */
  readonly byNodes: boolean;
  readonly assumptions: readonly string[];
  /** Why nobody may come along it, though policies let everybody through. */
  readonly doubt?: string;
}
