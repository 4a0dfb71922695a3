import type { EscalationModel } from "../model.ts";
import { addAdmission } from "./admission.ts";
import { addBinding, addEverything } from "./binding.ts";
import { addEscalation } from "./escalate.ts";
import { addCertificates, addImpersonation, addMemberships } from "./identities.ts";
import { addNodes } from "./nodes.ts";
import { addOperators } from "./operators.ts";
import { addConsequences, addWorkloads } from "./workloads.ts";

/** Contributes everything by which rights lead to more: its size grows with bindings, not with pairs. */
// Who binds roles on the way comes first, for those roles have rights of their own; what a pod gives comes last, for it
// looks at which pods rights have named.
export function addEdges(model: EscalationModel): void {
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
