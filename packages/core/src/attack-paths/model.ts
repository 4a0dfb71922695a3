import type { Proof } from "../access/escalation/held-right.ts";
import type { AccessBinding } from "../access/model.ts";
import type { Edge, Hypergraph } from "../hypergraph/index.ts";
import type { Edit } from "../kubernetes/edit.ts";
import type { KubernetesObject, ObjectReference } from "../kubernetes/object.ts";
import type { AttackStepId } from "./steps.ts";

/** What somebody may have taken over, as answers name it. */
export interface AttackVertex {
  /** `Internet`, `cluster-admin`, a kind of Kubernetes, `Container`, `Image`, `CloudIdentity`, or `Any` where it is a step on the way. */
  readonly kind: string;
  /** "" where it has none. */
  readonly namespace: string;
  readonly name: string;
  /** Of a `Container`, whose `name` is that of its pod or workload. */
  readonly container?: string;
}

/** A change of an object that takes a step away. */
export interface ObjectChange {
  /** What it does: a whole sentence. */
  readonly message: string;
  /** The object that is changed; of one that is added, the one that it protects. */
  readonly object: ObjectReference;
  readonly edits: readonly Edit[];
  readonly added?: KubernetesObject;
}

/** What takes a step away: a binding that goes, or a change of an object. */
export type AttackChange = AccessBinding | ObjectChange;

export function isObjectChange(change: AttackChange): change is ObjectChange {
  return "edits" in change;
}

/** From what somebody has to what it gives. */
export type AttackEdge = Edge<AttackStepId, Proof, AttackChange>;

/** The graph of everything by which an attacker gets on, complete. */
export interface AttackGraph extends Hypergraph<AttackEdge> {
  readonly vertexAt: (vertex: number) => AttackVertex;
  /** Whether it is somebody or something, and not only on the way, such as every pod of a namespace. */
  readonly isReal: (vertex: number) => boolean;
  /** Vertices that an entity of a question is about: the containers of a workload, a node, an account. */
  readonly find: (vertex: AttackVertex) => readonly number[];
  /** What somebody comes to, surely or not; remembered for each. */
  readonly reaches: (start: number) => (vertex: number) => boolean;
  readonly entries: readonly number[];
  /** Leads to each entry. */
  readonly everyEntry: number;
  readonly goals: readonly AttackGoal[];
  readonly everyGoal: number;
}

/** Something that is not to fall. */
export interface AttackGoal {
  readonly vertex: number;
  readonly why: string;
}
