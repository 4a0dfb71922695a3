import { objectAt, textAt } from "../../kubernetes/json-fields.ts";
import type { KubernetesObject, ObjectReference } from "../../kubernetes/object.ts";
import type { Snapshot } from "../../snapshot/snapshot.ts";
import type { PolicyProblem } from "../policy.ts";
import { compileCalicoPolicy } from "./calico-policy.ts";
import { compileNetworkPolicy } from "./network-policy.ts";

/** Kinds of policies that Calico only reports on, and those that they are to become. */
const STAGED: ReadonlyMap<string, string> = new Map([
  ["StagedNetworkPolicy", "NetworkPolicy"],
  ["StagedGlobalNetworkPolicy", "GlobalNetworkPolicy"],
  ["StagedKubernetesNetworkPolicy", ""],
]);

/** Whether an object of an API group is a policy of Calico's that has no effect yet. */
export function isStaged(group: string, { kind }: KubernetesObject): boolean {
  return /^(?:crd\.)?projectcalico\.org$/.test(group) && STAGED.has(kind);
}

const ACTIONS = ["", "Set", "Delete", "Learn", "Ignore"];

/**
 * What Calico refuses in a staged policy, which it validates as the policy that it is to become:
 * libcalico-go/lib/validator/v3/validator.go of projectcalico/calico.
 */
export function stagedProblemsOf(
  object: KubernetesObject,
  reference: ObjectReference,
  id: string,
  snapshot: Snapshot,
): readonly PolicyProblem[] {
  const { stagedAction = "", ...spec } = objectAt(object, "spec");
  const action = textAt(stagedAction);
  const path = ["spec", "stagedAction"];
  if (!ACTIONS.includes(action))
    return [
      {
        object: reference,
        path,
        message: `a stagedAction is one of ${ACTIONS.slice(1).join(", ")}`,
      },
    ];
  if (action === "Delete") {
    const said = Object.keys(spec).filter((field) => field !== "tier");
    const message = `a policy to delete has no ${said.join(", ")}`;
    return said.length === 0 ? [] : [{ object: reference, path, message }];
  }
  const kind = STAGED.get(object.kind) ?? "";
  const enforced = { ...object, kind, spec };
  const { problems } =
    kind === ""
      ? compileNetworkPolicy(enforced, reference, id)
      : compileCalicoPolicy(enforced, { ...reference, kind }, id, snapshot);
  return problems.map((problem) => ({ ...problem, object: reference }));
}
