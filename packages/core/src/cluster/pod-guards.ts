import { decodeStructure } from "../kubernetes/decode.ts";
import type { JsonValue } from "../kubernetes/json.ts";
import { listAt, objectAt, textsAt, valueAt } from "../kubernetes/json-fields.ts";
import { type Labels, selectsLabels } from "../kubernetes/selectors.ts";
import type { Snapshot, SnapshotObject } from "../snapshot/snapshot.ts";

/** Something besides Pod Security that may refuse a pod. */
interface PodGuard {
  readonly name: string;
  readonly concerns: (namespaceLabels: Labels) => boolean;
  /** A ValidatingAdmissionPolicy, which whoever has CEL evaluates. */
  readonly isEvaluable: boolean;
}

const ADMISSION = "admissionregistration.k8s.io";

/** What besides Pod Security may refuse a pod when it is created, by the namespaces that it looks at; it is not evaluated. */
export function podGuardsOf(snapshot: Snapshot): readonly PodGuard[] {
  const webhooks = snapshot.ofKind(ADMISSION, "ValidatingWebhookConfiguration").flatMap((object) =>
    listAt(object.object, "webhooks")
      .filter((webhook) => rulesMatchPods(listAt(webhook, "rules")))
      .map((webhook) => guard(object, valueAt(webhook, "namespaceSelector"))),
  );
  const policies = snapshot.ofKind(ADMISSION, "ValidatingAdmissionPolicy").flatMap((object) => {
    const constraints = objectAt(object.object, "spec", "matchConstraints");
    const matches = rulesMatchPods(listAt(constraints, "resourceRules"));
    return matches ? [guard(object, valueAt(constraints, "namespaceSelector"))] : [];
  });
  const others = [
    ...snapshot.ofKind("kyverno.io", "ClusterPolicy"),
    ...snapshot.ofKind("policies.kyverno.io", "ValidatingPolicy"),
    ...snapshot.ofKind("templates.gatekeeper.sh", "ConstraintTemplate"),
  ].map((object) => guard(object, undefined));
  return [...webhooks, ...policies, ...others];
}

// An absent namespaceSelector of admission means every namespace.
function guard(
  { reference: { kind, name } }: SnapshotObject,
  selector: JsonValue | undefined,
): PodGuard {
  const decoded = decodeStructure("LabelSelector", objectAt(selector)).value;
  return {
    name: `${kind} ${name}`,
    isEvaluable: kind === "ValidatingAdmissionPolicy",
    concerns: (labels) => selectsLabels(decoded, labels),
  };
}

function rulesMatchPods(rules: readonly JsonValue[]): boolean {
  return rules.some((rule) => {
    const has = (field: string, ...wanted: string[]): boolean =>
      textsAt(rule, field).some((item) => wanted.includes(item));
    return (
      has("resources", "pods", "*", "*/*", "pods/*") &&
      has("operations", "CREATE", "*") &&
      has("apiGroups", "", "*")
    );
  });
}
