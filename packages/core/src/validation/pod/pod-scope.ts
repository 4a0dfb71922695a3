import type { ObjectMeta, PodSpec, Volume } from "../../kubernetes/api/types.ts";
import type { Decoded } from "../decoded.ts";

/** What the parts of a pod have to know of the whole. */
export interface PodScope {
  readonly spec: Decoded<PodSpec>;
  /** The Pod's own metadata, or the template's. */
  readonly meta: Decoded<ObjectMeta>;
  /** Whether it is a Pod: some defaults and rules leave templates out. */
  readonly isPod: boolean;
  /** A Pod's name, given or generated; "" for a template. */
  readonly name: string;
  /** In seconds. */
  readonly gracePeriod: number;
  /** Whether it is in the node's user namespace. */
  readonly hasHostUsers: boolean;
  /** The volumes that nothing is wrong with, by name. */
  readonly volumes: ReadonlyMap<string, Decoded<Volume>>;
  readonly claimNames: ReadonlySet<string>;
}

/** The annotation of a Pod that stands for one of a node's own files. */
export const MIRROR = "kubernetes.io/config.mirror";
