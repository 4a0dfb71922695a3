import { readPolicyRules, uncoveredRules } from "@watertight/core/access";
import { isJsonObject, type JsonObject, type JsonValue } from "@watertight/core/kubernetes";
import { type Answer, answerLines, type BatchStreams, idOf } from "../../../batch.ts";
import type { Ending } from "../../../ending.ts";
import { ruleJson } from "../rbac-json.ts";

/** `access covers --batch`. */
export function coversBatch(streams: BatchStreams): Promise<Ending> {
  return answerLines(streams, answerCovers);
}

function answerCovers(question: JsonObject): Answer {
  const { owner, wanted } = question;
  for (const [name, rules] of Object.entries({ owner, wanted })) {
    if (!isListOfRules(rules)) {
      return {
        problem: `The member ${name} must be a list of rules, whose fields are lists of strings.`,
      };
    }
  }
  const uncovered = uncoveredRules(readPolicyRules(owner), readPolicyRules(wanted));
  const json = { covered: uncovered.length === 0, uncovered: uncovered.map(ruleJson) };
  return { json: { ...idOf(question), ...json } };
}

const RULE_FIELDS = ["verbs", "apiGroups", "resources", "resourceNames", "nonResourceURLs"];

// Go writes an empty list as null.
function isListOfRules(value: JsonValue | undefined): boolean {
  if (value === null) return true;
  return Array.isArray(value) && value.every(isRule);
}

function isRule(value: JsonValue): boolean {
  return isJsonObject(value) && RULE_FIELDS.every((field) => isListOfStrings(value[field] ?? []));
}

function isListOfStrings(value: JsonValue): boolean {
  return Array.isArray(value) && value.every((item) => typeof item === "string");
}
