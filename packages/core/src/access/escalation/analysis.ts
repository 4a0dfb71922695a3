import { createHypergraph, type HypergraphBuilder } from "../../hypergraph/index.ts";
import { namespaceOf } from "../../kubernetes/object.ts";
import { NO_POD_SECURITY_FACTS } from "./admitted-pods.ts";
import { createAnswers } from "./answers.ts";
import { minorOf, readCluster } from "./cluster.ts";
import { addEdges } from "./edges/index.ts";
import { operatorRights } from "./edges/operators.ts";
import { createFactGraph, type EscalationEdge } from "./graph.ts";
import { createHolders } from "./holders.ts";
import type { Escalation, EscalationInput, EscalationModel } from "./model.ts";
import { createPrincipals } from "./principals.ts";
import type { RightId } from "./right-ids.ts";
import { type RightDefinition, rightsIn } from "./rights.ts";
import { createRoleRights } from "./role-rights.ts";

/** Finds who can become what: the hypergraph of everything by which rights lead to more, and its answers. */
export function createEscalation(input: EscalationInput): Escalation {
  const hypergraph = createHypergraph<EscalationEdge>();
  const model = contributeEscalation(input, hypergraph);
  return createAnswers(model, { ...hypergraph, facts: model.graph.facts });
}

/**
 * Contributes to a hypergraph what RBAC and the input show, from indices: it grows with bindings, not with pairs. Another graph may
 * contribute itself what lies behind commands in pods.
 */
export function contributeEscalation(
  { snapshot, authorizer, podSecurity = NO_POD_SECURITY_FACTS, moreRights = [] }: EscalationInput,
  hypergraph: HypergraphBuilder<EscalationEdge>,
  contributePods?: EscalationModel["contributePods"],
): EscalationModel {
  const principals = createPrincipals();
  const definitions: (readonly [RightId, RightDefinition])[] = [
    ...Object.entries(rightsIn(minorOf(snapshot))).map(
      ([id, right]) => [id as RightId, right] as const,
    ),
    ...operatorRights(),
    ...moreRights,
  ];
  const rightsOf = createRoleRights(definitions);
  for (const object of snapshot.ofKind("", "ServiceAccount")) {
    principals.account(namespaceOf(object.reference), object.reference.name);
  }
  const holders = createHolders(authorizer.bindings, principals, rightsOf);
  principals.group("system:masters");
  const cluster = readCluster(snapshot, principals, podSecurity);
  const graph = createFactGraph(hypergraph);
  const model = {
    ...{ snapshot, authorizer, principals, holders, cluster, podSecurity, graph },
    ...(contributePods && { contributePods }),
  };
  addEdges(model);
  return model;
}
