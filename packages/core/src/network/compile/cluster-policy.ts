import type { FieldPath } from "../../kubernetes/field-path.ts";
import type { JsonValue } from "../../kubernetes/json.ts";
import { valueAt } from "../../kubernetes/json-fields.ts";
import type { KubernetesObject, ObjectReference } from "../../kubernetes/object.ts";
import type { Compilation, CompiledPolicy, PolicyFamily, PolicyTier } from "../policy.ts";
import {
  type ClusterDialect,
  type ClusterPlace,
  clusterRulesOf,
  reportProblem,
  subjectOf,
} from "./cluster-rules.ts";
import { undecidablePolicy } from "./undecidable.ts";

/** What a kind of cluster-wide policy adds to the rules, which all of them spell alike. */
export interface ClusterKind {
  readonly family: PolicyFamily;
  readonly dialect: ClusterDialect;
  /** The tier that the policy is in; undefined if it names none that there is. */
  readonly tierOf: (spec: JsonValue | undefined) => PolicyTier | undefined;
  /** Whether policies of the kind have a `spec.priority`. */
  readonly prioritized: boolean;
}

/** A kind of policies, and where they are read. */
export interface ClusterReading extends Pick<ClusterPlace, "profile" | "snapshot"> {
  readonly kind: ClusterKind;
}

/** A cluster-wide policy. One that the API server would refuse is undecidable for its whole subject. */
export function compileClusterPolicy(
  object: KubernetesObject,
  reference: ObjectReference,
  id: string,
  { kind: { family, dialect, tierOf, prioritized }, ...around }: ClusterReading,
): Compilation {
  const spec = valueAt(object, "spec");
  const at: ClusterPlace = { object: reference, dialect, ...around, problems: [] };
  const tier = tierOf(spec);
  if (!tier) reportProblem(at, ["spec", "tier"], "the tier is Admin or Baseline");
  const priority = prioritized ? valueAt(spec, "priority") : 0;
  if (!isPriority(priority))
    reportProblem(at, ["spec", "priority"], "the priority is a whole number from 0 to 1000");
  const subject = subjectOf(spec, at);
  const ingress = clusterRulesOf("ingress", spec, at);
  const egress = clusterRulesOf("egress", spec, at);
  const policy = { id, object: reference, family };
  const [problem] = at.problems;
  if (problem ?? !tier) return refused(policy, subject, at);
  return {
    policies: [
      {
        ...policy,
        tier,
        order: Number(priority),
        subject,
        ...(ingress && { ingress }),
        ...(egress && { egress }),
      },
    ],
    problems: [],
  };
}

function refused(
  policy: Pick<CompiledPolicy, "id" | "object" | "family">,
  { query }: CompiledPolicy["subject"],
  { problems }: ClusterPlace,
): Compilation {
  const [problem] = problems;
  const path: FieldPath = problem?.path ?? ["spec"];
  const reason = `the API server rejects the policy: ${problem?.message ?? "it has no rules"}`;
  return { policies: [undecidablePolicy(policy, { path, reason }, query)], problems };
}

function isPriority(value: JsonValue | undefined): value is number {
  return typeof value === "number" && Number.isInteger(value) && value >= 0 && value <= 1000;
}
