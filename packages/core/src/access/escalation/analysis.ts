import { namespaceOf } from "../../kubernetes/object.ts";
import type { Snapshot } from "../../snapshot/snapshot.ts";
import type { Authorizer } from "../authorizer.ts";
import type { AccessSubject } from "../model.ts";
import { createAnswers } from "./answers.ts";
import { readCluster } from "./cluster.ts";
import type { Cut } from "./cut.ts";
import { addAdmission } from "./edges/admission.ts";
import { addBinding, addEverything } from "./edges/binding.ts";
import { addEscalation } from "./edges/escalate.ts";
import { addCertificates, addImpersonation, addMemberships } from "./edges/identities.ts";
import { addNodes } from "./edges/nodes.ts";
import { addOperators, operatorRights } from "./edges/operators.ts";
import { addConsequences, addWorkloads } from "./edges/workloads.ts";
import type { GoalId } from "./goals.ts";
import { createGraph } from "./graph.ts";
import { createHolders } from "./holders.ts";
import type { EscalationModel } from "./model.ts";
import type { EscalationPath } from "./path.ts";
import { NO_POD_SECURITY_FACTS, type PodSecurityFacts } from "./pod-security-facts.ts";
import { createPrincipals } from "./principals.ts";
import type { RightId } from "./right-ids.ts";
import { RIGHTS, type RightDefinition } from "./rights.ts";
import { createRoleRights } from "./role-rights.ts";

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
}

/** Builds the graph of everything that leads to more rights, from indices: its size grows with bindings, not with pairs. */
export function createEscalation({
  snapshot,
  authorizer,
  podSecurity = NO_POD_SECURITY_FACTS,
}: EscalationInput): Escalation {
  const principals = createPrincipals();
  const definitions: (readonly [RightId, RightDefinition])[] = [
    ...Object.entries(RIGHTS).map(([id, right]) => [id as RightId, right] as const),
    ...operatorRights(),
  ];
  const rightsOf = createRoleRights(definitions);
  for (const object of snapshot.ofKind("", "ServiceAccount")) {
    principals.account(namespaceOf(object.reference), object.reference.name);
  }
  const holders = createHolders(authorizer.bindings, principals, rightsOf);
  principals.group("system:masters");
  const cluster = readCluster(snapshot, principals, podSecurity);
  const graph = createGraph();
  const model: EscalationModel = {
    snapshot,
    authorizer,
    principals,
    holders,
    cluster,
    podSecurity,
    graph,
  };
  addEdges(model);
  return createAnswers(model);
}

// Who binds roles on the way comes first, for those roles have rights of their own; what a pod gives comes last, for it
// looks at which pods rights have named.
function addEdges(model: EscalationModel): void {
  addBinding(model);
  addEverything(model);
  addEscalation(model);
  addImpersonation(model);
  addCertificates(model);
  addWorkloads(model);
  addAdmission(model);
  addOperators(model);
  addNodes(model);
  addConsequences(model);
  addMemberships(model);
}
