import type { ObjectReference } from "../kubernetes/object.ts";
import type { NodeFacts } from "../nodes/facts/node-facts.ts";
import type { SnapshotObject } from "../snapshot/snapshot.ts";
import type { Evidence, VerdictValue } from "../snapshot/verdict.ts";

/** A way by which somebody gets onto nodes, or commands what runs there. */
export interface WayIn {
  /** `ssh-password`, `kubelet-port`, `nodes-proxy`. */
  readonly way: string;
  readonly open: VerdictValue;
  /** Whom it lets in, worst first; what it is not open to is not named. */
  readonly to: readonly string[];
  readonly proof: readonly Evidence[];
  /** What closes it; of one that is not known, how to know; "" where it is closed. */
  readonly fix: string;
  /** Whether people log in by it, run commands or debug. */
  readonly isLogin: boolean;
}

/** A node of a pool: its object, its facts, or both. */
export interface PoolNode {
  readonly name: string;
  readonly object: SnapshotObject | undefined;
  readonly facts: NodeFacts | undefined;
}

/** Nodes that are made alike. */
export interface NodePool {
  readonly name: string;
  readonly nodes: readonly PoolNode[];
}

/** The Node that evidence of facts speaks of. */
export function nodeReference(name: string): ObjectReference {
  return { apiVersion: "v1", kind: "Node", name };
}
