import { accessRuleUses, admissionRuleUses, storedVersionUses } from "./rules.ts";
import { type ApiUse, byUrgency, type UsesAsked } from "./uses.ts";
import { referenceUses, writtenUses } from "./written.ts";

export { auditEventsIn, type CallCollector, collectCalls, metricUses } from "./calls.ts";
export { lifecycleOfKind, minorText } from "./lifecycles.ts";
export {
  type ApiUse,
  byUrgency,
  type UseConfidence,
  type UsesAsked,
  usesOf,
} from "./uses.ts";

/** Every use of an API in a snapshot that a target minor does not serve, or speaks against, the most urgent first. */
export function apiUsesIn(asked: UsesAsked): readonly ApiUse[] {
  return [
    ...writtenUses(asked),
    ...referenceUses(asked),
    ...admissionRuleUses(asked),
    ...accessRuleUses(asked),
    ...storedVersionUses(asked),
  ].sort(byUrgency);
}
