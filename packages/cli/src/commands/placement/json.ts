import { entityText, type JsonObject } from "@watertight/core/kubernetes";
import type { PlacementPod, PlacementReason, PlacementVerdict } from "@watertight/core/placement";
import type { Snapshot } from "@watertight/core/snapshot";
import { evidenceJson } from "@watertight/reports/json";

/** A verdict as documents and lines of a batch have it. */
export function verdictJson(
  { verdict, reasons }: PlacementVerdict,
  snapshot: Snapshot,
): JsonObject {
  return { verdict, reasons: reasons.map((reason) => reasonJson(reason, snapshot)) };
}

function reasonJson(reason: PlacementReason, snapshot: Snapshot): JsonObject {
  return { rule: reason.rule, says: reason.says, ...evidenceJson(reason, snapshot) };
}

/** What names the pods of an object: `deployment/shop/web`. */
export function nameOfPod({ reference, namespace, name }: PlacementPod): string {
  return entityText({ is: "workload", kind: reference.kind, namespace, name });
}

/** Every sentence that verdicts rest on, once. */
export function sentencesOf(verdicts: readonly PlacementVerdict[]): readonly string[] {
  return [...new Set(verdicts.flatMap(({ assumptions }) => assumptions))];
}
