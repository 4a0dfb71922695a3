import { accessChecks } from "./access/index.ts";
import { admissionChecks } from "./admission/index.ts";
import type { BuiltInCheck } from "./built-in-check.ts";
import type { Check } from "./check.ts";
import { cloudChecks } from "./cloud/index.ts";
import { controlPlaneChecks } from "./control-plane/index.ts";
import { exceptionsChecks } from "./exceptions/index.ts";
import { imagesChecks } from "./images/index.ts";
import { metadataChecks } from "./metadata/index.ts";
import { namespacesChecks } from "./namespaces/index.ts";
import { networkChecks } from "./network/index.ts";
import { type CheckParameters, DEFAULT_PARAMETERS } from "./parameters.ts";
import { pipelinesChecks } from "./pipelines/index.ts";
import { podSecurityChecks } from "./pod-security/index.ts";
import { reliabilityChecks } from "./reliability/index.ts";
import { resourcesChecks } from "./resources/index.ts";
import { secretsChecks } from "./secrets/index.ts";
import { serviceAccountsChecks } from "./service-accounts/index.ts";
import { versionsChecks } from "./versions/index.ts";
import { workloadsChecks } from "./workloads/index.ts";

/** All checks, by topic and id; what `parameters` leaves out has its default. */
export function builtInChecks(parameters: Partial<CheckParameters> = {}): readonly Check[] {
  const all: CheckParameters = { ...DEFAULT_PARAMETERS, ...parameters };
  return CHECKS.map((check) => (typeof check === "function" ? check(all) : check));
}

const CHECKS: readonly BuiltInCheck[] = [
  ...podSecurityChecks,
  ...resourcesChecks,
  ...imagesChecks,
  ...secretsChecks,
  ...serviceAccountsChecks,
  ...metadataChecks,
  ...networkChecks,
  ...namespacesChecks,
  ...workloadsChecks,
  ...controlPlaneChecks,
  ...cloudChecks,
  ...pipelinesChecks,
  ...admissionChecks,
  ...accessChecks,
  ...reliabilityChecks,
  ...versionsChecks,
  ...exceptionsChecks,
];

export type {
  Check,
  ExampleDocument,
  ExceptionExample,
  ObjectCheck,
  ObjectsExample,
  PodCheck,
  PodExample,
  Reference,
} from "./check.ts";
export { EXAMPLE_DAY } from "./check.ts";
export { formerIdsOf } from "./former-ids.ts";
export type { CheckParameters } from "./parameters.ts";
export { EXAMPLE_PARAMETERS } from "./parameters.ts";
