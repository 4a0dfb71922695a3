import type { Check } from "../check.ts";
import { argoCdProjectMisplaced } from "./namespaces/argo-cd-project-misplaced.ts";
import { defaultNamespaceUsed } from "./namespaces/default-namespace-used.ts";
import { namespaceDefaultDenyMissing } from "./namespaces/namespace-default-deny-missing.ts";
import { namespaceLimitRangeMissing } from "./namespaces/namespace-limit-range-missing.ts";
import { namespacePodSecurityBelowRestricted } from "./namespaces/namespace-pod-security-below-restricted.ts";
import { namespacePodSecurityLabelInvalid } from "./namespaces/namespace-pod-security-label-invalid.ts";
import { namespacePodSecurityLabelsMissing } from "./namespaces/namespace-pod-security-labels-missing.ts";
import { namespacePodSecurityNotHeard } from "./namespaces/namespace-pod-security-not-heard.ts";
import { namespacePodSecurityVersionOld } from "./namespaces/namespace-pod-security-version-old.ts";
import { namespaceQuotaMissing } from "./namespaces/namespace-quota-missing.ts";
import { systemNamespaceUsed } from "./namespaces/system-namespace-used.ts";
import { tenantsShareNamespace } from "./namespaces/tenants-share-namespace.ts";
import { workloadNamespaceMissing } from "./namespaces/workload-namespace-missing.ts";
import type { CheckParameters } from "./parameters.ts";

/** The checks of the topic namespaces, by id. */
export function namespacesChecks(all: CheckParameters): readonly Check[] {
  return [
    argoCdProjectMisplaced(all),
    defaultNamespaceUsed,
    namespaceDefaultDenyMissing,
    namespaceLimitRangeMissing,
    namespacePodSecurityBelowRestricted,
    namespacePodSecurityLabelInvalid,
    namespacePodSecurityLabelsMissing,
    namespacePodSecurityNotHeard,
    namespacePodSecurityVersionOld,
    namespaceQuotaMissing,
    systemNamespaceUsed,
    tenantsShareNamespace(all),
    workloadNamespaceMissing(all),
  ];
}
