import type { Check } from "../check.ts";
import { accessChecks } from "./access-checks.ts";
import { admissionChecks } from "./admission-checks.ts";
import { controlPlaneChecks } from "./control-plane-checks.ts";
import { exceptionsChecks } from "./exceptions-checks.ts";
import { imagesChecks } from "./images-checks.ts";
import { metadataChecks } from "./metadata-checks.ts";
import { namespacesChecks } from "./namespaces-checks.ts";
import { networkChecks } from "./network-checks.ts";
import { type CheckParameters, DEFAULT_PARAMETERS } from "./parameters.ts";
import { podSecurityChecks } from "./pod-security-checks.ts";
import { reliabilityChecks } from "./reliability-checks.ts";
import { resourcesChecks } from "./resources-checks.ts";
import { secretsChecks } from "./secrets-checks.ts";
import { serviceAccountsChecks } from "./service-accounts-checks.ts";
import { versionsChecks } from "./versions-checks.ts";
import { workloadsChecks } from "./workloads-checks.ts";

/** All checks, by topic and id; what `parameters` leaves out has its default. */
export function builtInChecks(parameters: Partial<CheckParameters> = {}): readonly Check[] {
  const all: CheckParameters = { ...DEFAULT_PARAMETERS, ...parameters };
  return [
    ...podSecurityChecks(all),
    ...resourcesChecks(all),
    ...imagesChecks(all),
    ...secretsChecks(all),
    ...serviceAccountsChecks,
    ...metadataChecks(all),
    ...networkChecks,
    ...namespacesChecks(all),
    ...workloadsChecks,
    ...controlPlaneChecks,
    ...admissionChecks,
    ...accessChecks,
    ...reliabilityChecks(all),
    ...versionsChecks,
    ...exceptionsChecks,
  ];
}
