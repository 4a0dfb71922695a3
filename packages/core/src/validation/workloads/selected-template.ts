import type { LabelSelector, PodTemplateSpec } from "../../kubernetes/api/types.ts";
import { selectsLabels } from "../../kubernetes/selectors.ts";
import type { Decoded } from "../decoded.ts";
import { isUsableSelector, validateLabelSelector } from "../labels.ts";
import type { Place } from "../place.ts";

type Selector = Decoded<LabelSelector> | undefined;

export function isEmptySelector({
  matchLabels = {},
  matchExpressions = [],
}: Decoded<LabelSelector>): boolean {
  return Object.keys(matchLabels).length + matchExpressions.length === 0;
}

/** Whether a selector selects a template's pods; one that is absent selects nothing, one that is none is not asked. */
export function selectsTemplate(
  selector: Selector,
  template: Decoded<PodTemplateSpec> | undefined,
): boolean {
  return !isUsableSelector(selector) || selectsLabels(selector, template?.metadata?.labels ?? {});
}

/** What Deployments, ReplicaSets and StatefulSets ask of their selector, and of their template's labels by it. */
export function validateSelector(
  selector: Selector,
  template: Decoded<PodTemplateSpec> | undefined,
  at: Place,
): void {
  const selectorAt = at.child("selector");
  if (!selector) selectorAt.required();
  else {
    validateLabelSelector(selector, selectorAt);
    if (isEmptySelector(selector)) selectorAt.invalid("must not be empty");
    if (!isUsableSelector(selector)) selectorAt.invalid("is no label selector");
  }
  if (selectsTemplate(selector, template)) return;
  const labelsAt = at.child("template").child("metadata").child("labels");
  labelsAt.invalid("are not selected by the selector");
}

/** What a controller asks of its pods that it starts again: they run for ever. */
export function validateRunsForever(template: Decoded<PodTemplateSpec>, at: Place): void {
  const { restartPolicy = "", activeDeadlineSeconds } = template.spec ?? {};
  const specAt = at.child("spec");
  specAt.child("restartPolicy").among(restartPolicy || "Always", ["Always"]);
  if (activeDeadlineSeconds !== undefined) {
    specAt.child("activeDeadlineSeconds").forbidden("may only be set in a Pod or a Job");
  }
}
