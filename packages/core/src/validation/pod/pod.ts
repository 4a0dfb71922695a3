import type { Pod, PodSpec, PodTemplateSpec } from "../../kubernetes/api/types.ts";
import type { Decoded } from "../decoded.ts";
import { validateLabels } from "../labels.ts";
import { dnsSubdomainName } from "../names.ts";
import { givenName, validateAnnotations, validateObjectMeta } from "../object-meta.ts";
import type { Place } from "../place.ts";
import { validateAnnotatedProfiles, validatePodAnnotations } from "./annotations.ts";
import { validateImageSpace } from "./containers.ts";
import { MIRROR, type PodScope } from "./pod-scope.ts";
import { validatePodSpec } from "./pod-spec.ts";
import { validateVolumes } from "./volumes.ts";

const GRACE_PERIOD = 30;

/** `ValidatePodCreate` of pkg/apis/core/validation, after what pkg/registry/core/pod makes of a Pod first. */
export function validatePod({ spec = {}, metadata = {} }: Decoded<Pod>, at: Place): void {
  validateObjectMeta(metadata, { namespaced: true, name: dnsSubdomainName }, at.child("metadata"));
  const specAt = at.child("spec");
  const scope = scopeOf({ spec, meta: metadata, isPod: true }, specAt);
  const annotationsAt = at.child("metadata").child("annotations");
  if (metadata.annotations) validatePodAnnotations(metadata.annotations, scope, annotationsAt);
  validatePodSpec(scope, at, specAt);
  validateOnlyForPods(spec, specAt);
  if (Object.hasOwn(metadata.annotations ?? {}, MIRROR)) validateStaticPod(spec, specAt);
  validateAnnotatedProfiles(scope, specAt);
}

function validateOnlyForPods(spec: Decoded<PodSpec>, at: Place): void {
  for (const field of ["containers", "initContainers"] as const) {
    for (const [index, { image }] of (spec[field] ?? []).entries()) {
      validateImageSpace(image, at.child(field).index(index));
    }
  }
  if ((spec.ephemeralContainers ?? []).length > 0) {
    at.child("ephemeralContainers").forbidden("may not be set at the creation of a Pod");
  }
  if ((spec.nodeName ?? "") !== "" && (spec.schedulingGates ?? []).length > 0) {
    at.child("nodeName").forbidden("may not be set beside schedulingGates");
  }
}

// Every other Pod has an account: the ServiceAccount admission plugin gives it the default one.
function validateStaticPod(spec: Decoded<PodSpec>, at: Place): void {
  if ((spec.serviceAccountName || (spec.serviceAccount ?? "")) !== "") return;
  for (const [index, { projected }] of (spec.volumes ?? []).entries()) {
    const sourcesAt = at.child("volumes").index(index).child("projected").child("sources");
    for (const [sourceIndex, { serviceAccountToken }] of (projected?.sources ?? []).entries()) {
      if (!serviceAccountToken) continue;
      const tokenAt = sourcesAt.index(sourceIndex).child("serviceAccountToken");
      tokenAt.forbidden("may not be set without serviceAccountName");
    }
  }
}

/** `ValidatePodTemplateSpec`; a template's labels and annotations are printed without its metadata. */
export function validatePodTemplate(
  { spec = {}, metadata = {} }: Decoded<PodTemplateSpec>,
  root: Place,
  at: Place,
  places?: readonly Place[],
): void {
  const annotationsAt = at.slip(".annotations", "metadata", "annotations");
  validateLabels(metadata.labels, at.slip(".labels", "metadata", "labels"));
  const specAt = at.child("spec");
  const scope = scopeOf({ spec, meta: metadata, isPod: false }, specAt, places);
  if (metadata.annotations) {
    validateAnnotations(metadata.annotations, annotationsAt);
    validatePodAnnotations(metadata.annotations, scope, annotationsAt);
  }
  validatePodSpec(scope, root, specAt);
  validateAnnotatedProfiles(scope, specAt);
  if ((spec.ephemeralContainers ?? []).length > 0) {
    specAt.child("ephemeralContainers").forbidden("may not be in a template");
  }
}

function scopeOf(
  { spec, meta, isPod }: Pick<PodScope, "spec" | "meta" | "isPod">,
  at: Place,
  places?: readonly Place[],
): PodScope {
  const name = isPod ? givenName(meta) : "";
  const period = spec.terminationGracePeriodSeconds ?? GRACE_PERIOD;
  const claimNames = (spec.resourceClaims ?? []).map((claim) => claim.name ?? "");
  const owner = { isPod, name, ...(places && { places }) };
  return {
    spec,
    meta,
    isPod,
    name,
    // A Pod with a negative one has one second (Convert_v1_Pod_To_core_Pod).
    gracePeriod: isPod && period < 0 ? 1 : period,
    hasHostUsers: spec.hostUsers !== false,
    volumes: validateVolumes(spec.volumes ?? [], owner, at.child("volumes")),
    claimNames: new Set(claimNames.filter((claim) => claim !== "")),
  };
}
