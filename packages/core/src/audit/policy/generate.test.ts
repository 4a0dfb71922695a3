import { expect, test } from "vitest";
import { cisGaps } from "./cis.ts";
import { auditDecision } from "./evaluate.ts";
import { AUDIT_PURPOSES, type AuditedCluster, writeAuditPolicy } from "./generate.ts";
import { lintAuditPolicy } from "./lint/index.ts";
import type { AuditPolicy } from "./model.ts";
import { readAuditPolicy } from "./read-policy.ts";
import { userCalled } from "./space/who.ts";

const NONE: AuditedCluster = { secretResources: [], busyUsers: [], customGroups: [] };
const SOME: AuditedCluster = {
  secretResources: [{ group: "bitnami.com", resource: "sealedsecrets" }],
  busyUsers: ["system:serviceaccount:kube-system:cilium"],
  customGroups: ["cilium.io", "bitnami.com"],
};

function policyFor(purpose: (typeof AUDIT_PURPOSES)[number], cluster: AuditedCluster): AuditPolicy {
  const { head, rules } = writeAuditPolicy(purpose, cluster);
  const { policy, problems } = readAuditPolicy({ ...head, rules: rules.map(({ rule }) => rule) });
  if (!policy) throw new Error(JSON.stringify(problems));
  expect(problems).toEqual([]);
  return policy;
}

test.each(
  AUDIT_PURPOSES.flatMap((purpose) => [NONE, SOME].map((cluster) => [purpose, cluster] as const)),
)("a policy for %s has all of CIS 3.2.2 and no warning", (purpose, cluster) => {
  const policy = policyFor(purpose, cluster);
  expect(cisGaps(policy)).toEqual([]);
  const warnings = lintAuditPolicy(policy).filter(({ level }) => level === "warning");
  expect(warnings.map(({ lint, path, message }) => [lint, path.join("."), message])).toEqual([]);
});

test("what a cluster has decides about its secrets and its busy accounts", () => {
  const target = {
    group: "bitnami.com",
    resource: "sealedsecrets",
    subresource: "",
    namespace: "a",
    name: "b",
  };
  const seal = { ...userCalled("ann"), verb: "update", target };
  expect(auditDecision(policyFor("security", SOME), seal).level).toBe("Metadata");
  const without = { ...SOME, secretResources: [] };
  expect(auditDecision(policyFor("security", without), seal).level).toBe("RequestResponse");
  const pods = { group: "", resource: "pods", subresource: "", namespace: "a", name: "" };
  const watching = {
    ...userCalled("system:serviceaccount:kube-system:cilium"),
    verb: "watch",
    target: pods,
  };
  expect(auditDecision(policyFor("least-volume", SOME), watching).level).toBe("None");
  expect(auditDecision(policyFor("least-volume", NONE), watching).level).toBe("Metadata");
});
