import type { BuiltInCheck } from "../built-in-check.ts";
import { gatekeeperRepositoryPrefix } from "./gatekeeper-repository-prefix.ts";
import { imageDigestMissing } from "./image-digest-missing.ts";
import { imagePullPolicyNotAlways } from "./image-pull-policy-not-always.ts";
import { imagePullPolicyStale } from "./image-pull-policy-stale.ts";
import { imagePullPolicyUnset } from "./image-pull-policy-unset.ts";
import { imagePullSecretUnknown } from "./image-pull-secret-unknown.ts";
import { imageRegistryForbidden } from "./image-registry-forbidden.ts";
import { imageRegistryFrozen } from "./image-registry-frozen.ts";
import { imageRegistryNotAllowed } from "./image-registry-not-allowed.ts";
import { imageTagMutable } from "./image-tag-mutable.ts";
import { ingressNginxRetired } from "./ingress-nginx-retired.ts";

/** The checks of the topic images, by id. */
export const imagesChecks: readonly BuiltInCheck[] = [
  gatekeeperRepositoryPrefix,
  imageDigestMissing,
  imagePullPolicyNotAlways,
  imagePullPolicyStale,
  imagePullPolicyUnset,
  imagePullSecretUnknown,
  imageRegistryForbidden,
  imageRegistryFrozen,
  imageRegistryNotAllowed,
  imageTagMutable,
  ingressNginxRetired,
];
