import { type ApiResource, apiResources } from "../../../kubernetes/resources.ts";
import type { AuditPolicy } from "../model.ts";
import { AUDIT_VERSION } from "../read-policy.ts";
import { ANYBODY, userCalled } from "../space/who.ts";
import type { AuditRemark } from "./model.ts";
import { ruleRemarks } from "./rules.ts";
import { visibilityRemarks } from "./visibility.ts";

/** What is known of the servers that a policy is for. */
export interface AuditLintSettings {
  /** All resources, those of CustomResourceDefinitions too. */
  readonly resources?: readonly ApiResource[];
  /** The minor of Kubernetes 1; absent: the newest and the ones before are meant. */
  readonly minor?: number;
}

/** Everything that people should know about a policy: warnings first, then by rule. Each rests on a request that the engine decides. */
export function lintAuditPolicy(
  policy: AuditPolicy,
  { resources = apiResources(), minor }: AuditLintSettings = {},
): readonly AuditRemark[] {
  const remarks = [
    ...versionRemarks(policy, minor),
    ...ruleRemarks(policy, resources),
    ...visibilityRemarks(policy),
  ];
  return remarks.sort((a, b) => rank(a) - rank(b) || ruleIndex(a) - ruleIndex(b));
}

function rank({ level }: AuditRemark): number {
  return level === "warning" ? 0 : 1;
}

function ruleIndex({ path: [, index] }: AuditRemark): number {
  return typeof index === "number" ? index : Number.MAX_SAFE_INTEGER;
}

const SINCE_GROUP_WILDCARD = 36;
const LAST_OLD_VERSION = 23;

function versionRemarks(policy: AuditPolicy, minor: number | undefined): readonly AuditRemark[] {
  const target = { group: "", resource: "pods", subresource: "", namespace: "default", name: "" };
  const witnesses = [{ ...userCalled(ANYBODY), verb: "get", target }];
  const remarks: AuditRemark[] = [];
  if (policy.apiVersion !== AUDIT_VERSION && (minor === undefined || minor > LAST_OLD_VERSION)) {
    const message = `is ${policy.apiVersion}, with which no API server since 1.24 starts`;
    remarks.push({
      lint: "version-refused",
      level: "warning",
      path: ["apiVersion"],
      message,
      witnesses,
    });
  }
  if (minor !== undefined && minor >= SINCE_GROUP_WILDCARD) return remarks;
  for (const [index, { resources }] of policy.rules.entries()) {
    for (const [at, { group }] of resources.entries()) {
      if (group !== "*") continue;
      const path = ["rules", index, "resources", at, "group"];
      const message = "is *, with which API servers before 1.36 do not start";
      remarks.push({ lint: "group-wildcard", level: "warning", path, message, witnesses });
    }
  }
  return remarks;
}
