import type { LabelSelector } from "../../kubernetes/api/types.ts";
import type { Decoded } from "../decoded.ts";
import { validateLabelName } from "../labels.ts";
import { type Place, quoted } from "../place.ts";
import type { PodScope } from "./pod-scope.ts";

// Follows ValidateMatchLabelKeysAndMismatchLabelKeys in pkg/apis/core/validation/validation.go.

interface LabelKeys {
  readonly matchLabelKeys: readonly string[];
  readonly mismatchLabelKeys: readonly string[];
}

/** The selector of a Pod's term together with what its label keys stand for (applyLabelKeysToLabelSelector in pkg/registry/core/pod). */
export function selectorWithKeys(
  selector: Decoded<LabelSelector> | undefined,
  { matchLabelKeys, mismatchLabelKeys }: LabelKeys,
  { isPod, meta }: PodScope,
): Decoded<LabelSelector> | undefined {
  if (!isPod || !selector || matchLabelKeys.length + mismatchLabelKeys.length === 0)
    return selector;
  const labels = meta.labels ?? {};
  const expressionsOf = (keys: readonly string[], operator: string) =>
    keys.flatMap((key) => {
      const value = Object.hasOwn(labels, key) ? labels[key] : undefined;
      return value === undefined ? [] : [{ key, operator, values: [value] }];
    });
  return {
    ...selector,
    matchExpressions: [
      ...(selector.matchExpressions ?? []),
      ...expressionsOf(matchLabelKeys, "In"),
      ...expressionsOf(mismatchLabelKeys, "NotIn"),
    ],
  };
}

export function validateLabelKeys(
  { matchLabelKeys, mismatchLabelKeys }: LabelKeys,
  selector: Decoded<LabelSelector> | undefined,
  at: Place,
): void {
  validateKeys(matchLabelKeys, selector, at.child("matchLabelKeys"));
  validateKeys(mismatchLabelKeys, selector, at.child("mismatchLabelKeys"));
  if (matchLabelKeys.length === 0) return;
  if (selector) validateSelected(matchLabelKeys, selector, at);
  for (const [index, key] of matchLabelKeys.entries()) {
    if (!mismatchLabelKeys.includes(key)) continue;
    at.child("matchLabelKeys")
      .index(index)
      .invalid(`${quoted(key)} is in mismatchLabelKeys too`);
  }
}

function validateKeys(
  keys: readonly string[],
  selector: Decoded<LabelSelector> | undefined,
  at: Place,
): void {
  if (keys.length === 0) return;
  if (!selector) {
    at.forbidden("may not be set without labelSelector");
    return;
  }
  for (const [index, key] of keys.entries()) validateLabelName(key, at.index(index));
}

// A key that the selector has twice, as it does where it names one of those that the label keys added.
function validateSelected(
  matchLabelKeys: readonly string[],
  selector: Decoded<LabelSelector>,
  at: Place,
): void {
  const seen = new Set(Object.keys(selector.matchLabels ?? {}));
  for (const { key = "" } of selector.matchExpressions ?? []) {
    const index = matchLabelKeys.lastIndexOf(key);
    if (index >= 0 && seen.has(key)) {
      // Printed without the list's name.
      const keyAt = at.slip(`[${index}]`, "matchLabelKeys", index);
      keyAt.invalid(`${quoted(key)} is in labelSelector too`);
    }
    seen.add(key);
  }
}
