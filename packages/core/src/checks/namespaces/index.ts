import type { BuiltInCheck } from "../built-in-check.ts";
import { argoCdProjectMisplaced } from "./argo-cd-project-misplaced.ts";
import { defaultNamespaceUsed } from "./default-namespace-used.ts";
import { limitRangeIncomplete } from "./limit-range-incomplete.ts";
import { namespaceDefaultDenyMissing } from "./namespace-default-deny-missing.ts";
import { namespaceLimitRangeMissing } from "./namespace-limit-range-missing.ts";
import { namespacePodSecurityBelowRestricted } from "./namespace-pod-security-below-restricted.ts";
import { namespacePodSecurityLabelInvalid } from "./namespace-pod-security-label-invalid.ts";
import { namespacePodSecurityLabelsMissing } from "./namespace-pod-security-labels-missing.ts";
import { namespacePodSecurityVersionOld } from "./namespace-pod-security-version-old.ts";
import { namespacePodSecurityWarnAuditMissing } from "./namespace-pod-security-warn-audit-missing.ts";
import { namespaceQuotaMissing } from "./namespace-quota-missing.ts";
import { quotaIncomplete } from "./quota-incomplete.ts";
import { systemNamespaceUsed } from "./system-namespace-used.ts";
import { tenantsShareNamespace } from "./tenants-share-namespace.ts";
import { workloadNamespaceMissing } from "./workload-namespace-missing.ts";

/** The checks of the topic namespaces, by id. */
export const namespacesChecks: readonly BuiltInCheck[] = [
  argoCdProjectMisplaced,
  defaultNamespaceUsed,
  limitRangeIncomplete,
  namespaceDefaultDenyMissing,
  namespaceLimitRangeMissing,
  namespacePodSecurityBelowRestricted,
  namespacePodSecurityLabelInvalid,
  namespacePodSecurityLabelsMissing,
  namespacePodSecurityVersionOld,
  namespacePodSecurityWarnAuditMissing,
  namespaceQuotaMissing,
  quotaIncomplete,
  systemNamespaceUsed,
  tenantsShareNamespace,
  workloadNamespaceMissing,
];
