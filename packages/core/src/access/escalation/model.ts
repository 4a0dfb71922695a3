import type { Snapshot } from "../../snapshot/snapshot.ts";
import type { Evidence } from "../../snapshot/verdict.ts";
import type { Authorizer } from "../authorizer.ts";
import type { AccessBinding, AccessSubject, Grant } from "../model.ts";
import type { ResourceRequest } from "../request.ts";
import type { PodSecurityFacts } from "./admitted-pods.ts";
import type { ClusterFacts } from "./cluster.ts";
import type { GoalId } from "./goals.ts";
import type { FactGraphBuilder } from "./graph.ts";
import type { Holders } from "./holders.ts";
import type { Principals } from "./principals.ts";
import type { RightId } from "./right-ids.ts";
import type { RightDefinition } from "./rights.ts";
import type { TechniqueId } from "./techniques.ts";

/** A subject from which ways are searched. */
export interface EscalationSubject {
  readonly subject: AccessSubject;
  /** Belongs to Kubernetes itself: its name is kept for it, or Kubernetes' own bindings name it. */
  readonly isSystem: boolean;
  /** The input, or what Kubernetes makes itself, names it. */
  readonly isKnown: boolean;
  /** What it has by right already; the goals that follow from being cluster-admin are not repeated. */
  readonly holds: readonly GoalId[];
  /** What it may come to, by its own rights and those of its groups. */
  readonly reaches: readonly GoalId[];
}

/** The ways of a subject. */
export interface EscalationPaths {
  /** By goal in the order of `GOAL_IDS`, the sure ones first, then the shortest; one for each chain of techniques. */
  readonly paths: readonly EscalationPath[];
  /** Goals to which there may be more ways than these. */
  readonly bounded: readonly GoalId[];
}

export interface PathOptions {
  readonly goals?: readonly GoalId[];
  /** How many ways to each goal at most. */
  readonly limit: number;
  /** Look at more of what is there before giving up: for one subject rather than for all of a cluster. */
  readonly thorough?: boolean;
  /** Leave out the ways that it has only because it is in a group that everybody or every account is in: the group has them too. */
  readonly ownOnly?: boolean;
}

/** Who can become what, over any number of steps. */
export interface Escalation {
  readonly subjects: readonly EscalationSubject[];
  readonly pathsOf: (subject: AccessSubject, options: PathOptions) => EscalationPaths;
  /** What to remove so that a subject does not reach a goal in any way. */
  readonly cutOf: (subject: AccessSubject, goal: GoalId) => Cut;
  /** What the answers rest on beyond the objects, whole sentences. */
  readonly assumptions: readonly string[];
  /** Why something may be missing, lower-case clauses; with any, an empty answer is not sure. */
  readonly unknowns: readonly string[];
}

export interface EscalationInput {
  readonly snapshot: Snapshot;
  /** With the bootstrap policy's roles and bindings, if Kubernetes' own accounts are to count as ways. */
  readonly authorizer: Authorizer;
  /** What is known about pods; without, nothing about nodes is sure. */
  readonly podSecurity?: PodSecurityFacts;
  /** Rights that edges of another contributor ask for. */
  readonly moreRights?: readonly (readonly [RightId, RightDefinition])[];
}

/** A right that a step uses, and every grant that gives it. */
export interface EscalationNeed {
  /** What the API server would be asked; absent where the grant itself is what is needed. */
  readonly request?: ResourceRequest;
  /** None where the right comes with a role that is bound on the way. */
  readonly grants: readonly Grant[];
  /** Who has it: the one who acts, or a group that it is in; absent for a role that is bound on the way. */
  readonly holder?: AccessSubject;
}

/** One step: who acts uses rights and gains something. */
export interface EscalationStep {
  readonly technique: TechniqueId;
  /** Who acts in words, as `ServiceAccount shop/web`; `subject` is the value. */
  readonly actor: string;
  /** Absent where nobody of RBAC acts: whoever controls a node needs no right. */
  readonly subject?: AccessSubject;
  /** What is gained: a clause without its subject. */
  readonly gains: string;
  readonly needs: readonly EscalationNeed[];
  /** What else the input shows for it. */
  readonly evidence: readonly Evidence[];
  /** Why it is not sure; absent where it is. */
  readonly unknown?: string;
}

/** One way from a subject to a goal. */
export interface EscalationPath {
  readonly goal: GoalId;
  readonly verdict: "yes" | "unknown";
  /** Why it is not sure, one lower-case clause a step; none where it is. */
  readonly reasons: readonly string[];
  readonly steps: readonly EscalationStep[];
  /** Bindings without any one of which the path does not hold. */
  readonly breakers: readonly AccessBinding[];
}

/** Bindings without which a subject does not reach a goal. */
export interface Cut {
  readonly bindings: readonly AccessBinding[];
  /** Whether no smaller set would do; false where the search for one was given up. */
  readonly smallest: boolean;
  /** Whether the goal is out of reach without them, searched again on the model without them. */
  readonly verified: boolean;
}

/** What the makers of edges work with. */
export interface EscalationModel {
  readonly snapshot: Snapshot;
  readonly authorizer: Authorizer;
  readonly principals: Principals;
  readonly holders: Holders;
  readonly cluster: ClusterFacts;
  readonly podSecurity: PodSecurityFacts;
  readonly graph: FactGraphBuilder;
  /** Contributes what commands in pods give, in place of the edges of this search. */
  readonly contributePods?: (model: EscalationModel) => void;
}
