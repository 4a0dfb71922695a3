import type { ChangedRights } from "@watertight/core/access";
import type { JsonObject } from "@watertight/core/kubernetes";
import { ruleJson } from "./rbac-json.ts";

/** A changed right as JSON: namespace null for the whole cluster. */
export function changedRightsJson({ namespace, rule, exceptIn }: ChangedRights): JsonObject {
  return { namespace: namespace === "" ? null : namespace, rule: ruleJson(rule), exceptIn };
}
