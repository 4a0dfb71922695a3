import type { NodeSelector, NodeSelectorRequirement } from "../kubernetes/api/types.ts";
import type { JsonValue } from "../kubernetes/json.ts";
import { listAt, textAt, textsAt } from "../kubernetes/json-fields.ts";

/** A node selector of an object that is not decoded, as a volume has it. */
export function decodeNodeSelector(value: JsonValue): NodeSelector {
  return {
    nodeSelectorTerms: listAt(value, "nodeSelectorTerms").map((term) => ({
      matchExpressions: listAt(term, "matchExpressions").map(requirementOf),
      matchFields: listAt(term, "matchFields").map(requirementOf),
    })),
  };
}

function requirementOf(value: JsonValue): NodeSelectorRequirement {
  return {
    key: textAt(value, "key"),
    operator: textAt(value, "operator"),
    values: textsAt(value, "values"),
  };
}
