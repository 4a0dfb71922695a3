import {
  applyEdits,
  type Edit,
  isJsonObject,
  type JsonObject,
  type ObjectReference,
  objectAt,
} from "@watertight/core/kubernetes";
import { sanitize, yamlOf } from "@watertight/reports/text";
import type { AskedPlan } from "./model.ts";

/** The objects that let blocked drains pass, as they will be: to be applied. */
export function fixesYaml({ plan, read }: AskedPlan): string {
  const { snapshot } = read.cluster;
  const edits = new Map<ObjectReference, Edit[]>();
  const words = new Map<ObjectReference, string[]>();
  for (const { fix } of plan.blockers) {
    if (!fix?.proven) continue;
    for (const { object, edit } of fix.edits) {
      edits.set(object, [...(edits.get(object) ?? []), edit]);
      words.set(object, [...(words.get(object) ?? []), fix.message]);
    }
  }
  return [...edits]
    .flatMap(([object, own]) => {
      const entry = snapshot.find(object);
      const result = entry && applyEdits(plainOf(entry.object), own);
      if (!result || "problem" in result || !isJsonObject(result.value)) return [];
      const remarks = [...new Set(words.get(object) ?? [])].map((each) => `# ${sanitize(each)}\n`);
      return [`---\n${remarks.join("")}${yamlOf(result.value)}`];
    })
    .join("");
}

const OF_SERVER = ["uid", "resourceVersion", "generation", "creationTimestamp", "managedFields"];

/** Without what only the server writes. */
function plainOf({ status: _, ...object }: JsonObject): JsonObject {
  const metadata = Object.entries(objectAt(object, "metadata")).filter(
    ([key]) => !OF_SERVER.includes(key),
  );
  return { ...object, metadata: Object.fromEntries(metadata) };
}
