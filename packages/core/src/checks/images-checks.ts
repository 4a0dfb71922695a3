import type { Check } from "../check.ts";
import { gatekeeperRepositoryPrefix } from "./images/gatekeeper-repository-prefix.ts";
import { imageDigestMissing } from "./images/image-digest-missing.ts";
import { imagePullPolicyNotAlways } from "./images/image-pull-policy-not-always.ts";
import { imagePullPolicyStale } from "./images/image-pull-policy-stale.ts";
import { imagePullPolicyUnset } from "./images/image-pull-policy-unset.ts";
import { imagePullSecretUnknown } from "./images/image-pull-secret-unknown.ts";
import { imageRegistryForbidden } from "./images/image-registry-forbidden.ts";
import { imageRegistryFrozen } from "./images/image-registry-frozen.ts";
import { imageRegistryNotAllowed } from "./images/image-registry-not-allowed.ts";
import { imageTagMutable } from "./images/image-tag-mutable.ts";
import { ingressNginxRetired } from "./images/ingress-nginx-retired.ts";
import type { CheckParameters } from "./parameters.ts";

/** The checks of the topic images, by id. */
export function imagesChecks(all: CheckParameters): readonly Check[] {
  return [
    gatekeeperRepositoryPrefix,
    imageDigestMissing,
    imagePullPolicyNotAlways,
    imagePullPolicyStale,
    imagePullPolicyUnset,
    imagePullSecretUnknown,
    imageRegistryForbidden(all),
    imageRegistryFrozen,
    imageRegistryNotAllowed(all),
    imageTagMutable,
    ingressNginxRetired,
  ];
}
