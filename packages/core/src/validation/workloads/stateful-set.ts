import type {
  PodTemplateSpec,
  StatefulSet,
  StatefulSetPersistentVolumeClaimRetentionPolicy,
  StatefulSetSpec,
  StatefulSetUpdateStrategy,
} from "../../kubernetes/api/types.ts";
import type { Decoded } from "../decoded.ts";
import { isUsableSelector } from "../labels.ts";
import { dnsLabelName, dnsLabelProblem } from "../names.ts";
import { validateObjectMeta } from "../object-meta.ts";
import { type Place, quoted } from "../place.ts";
import { validateClaimSpec } from "../pod/claim-templates.ts";
import { validatePodTemplate } from "../pod/pod.ts";
import { validateRunsForever, validateSelector } from "./selected-template.ts";

// Follows pkg/apis/apps/validation/validation.go and pkg/apis/apps/v1/defaults.go.

/** `ValidateStatefulSet`. */
export function validateStatefulSet(
  { metadata, spec = {} }: Decoded<StatefulSet>,
  at: Place,
): void {
  validateObjectMeta(metadata, { namespaced: true, name: dnsLabelName }, at.child("metadata"));
  const specAt = at.child("spec");
  validateFields(spec, specAt);
  validateStrategy(spec.updateStrategy ?? {}, specAt.child("updateStrategy"));
  const { selector, template = {}, serviceName = "" } = spec;
  if (serviceName !== "") {
    specAt.child("serviceName").judge(serviceName, dnsLabelProblem(serviceName));
  }
  for (const [index, claim] of (spec.volumeClaimTemplates ?? []).entries()) {
    const claimAt = specAt.child("volumeClaimTemplates").index(index).child("spec");
    validateClaimSpec(claim.spec ?? {}, claimAt);
  }
  validateSelector(selector, template, specAt);
  if (isUsableSelector(selector)) validateTemplate(spec, template, at, specAt);
  validateRunsForever(template, specAt.child("template"));
}

const MANAGEMENT = ["OrderedReady", "Parallel"];

function validateFields(spec: Decoded<StatefulSetSpec>, at: Place): void {
  const management = spec.podManagementPolicy || "OrderedReady";
  if (!MANAGEMENT.includes(management)) {
    at.child("podManagementPolicy").invalid(
      `${quoted(management)} is none of ${MANAGEMENT.join(", ")}`,
    );
  }
  at.child("replicas").notNegative(spec.replicas);
  at.child("minReadySeconds").notNegative(spec.minReadySeconds);
  at.child("ordinals").child("start").notNegative(spec.ordinals?.start);
  validateRetention(
    spec.persistentVolumeClaimRetentionPolicy ?? {},
    at.child("persistentVolumeClaimRetentionPolicy"),
  );
}

const RETENTIONS = ["Retain", "Delete"];

function validateRetention(
  { whenDeleted = "", whenScaled = "" }: Decoded<StatefulSetPersistentVolumeClaimRetentionPolicy>,
  at: Place,
): void {
  at.child("whenDeleted").among(whenDeleted || "Retain", RETENTIONS);
  at.child("whenScaled").among(whenScaled || "Retain", RETENTIONS);
}

// maxUnavailable is left out as its feature is, which is off by default.
function validateStrategy(
  { type = "", rollingUpdate }: Decoded<StatefulSetUpdateStrategy>,
  at: Place,
): void {
  if (type === "OnDelete") {
    if (rollingUpdate) at.child("rollingUpdate").invalid("may only be set for type RollingUpdate");
  } else if (type === "" || type === "RollingUpdate") {
    at.child("rollingUpdate").child("partition").notNegative(rollingUpdate?.partition);
  } else at.invalid(`${quoted(type)} is none of RollingUpdate, OnDelete`, "type");
}

/** The template as its pods will be: with a volume a claim, first in the list, and without names of their own. */
function validateTemplate(
  { volumeClaimTemplates: claims = [] }: Decoded<StatefulSetSpec>,
  template: Decoded<PodTemplateSpec>,
  root: Place,
  at: Place,
): void {
  const { hostname, subdomain, ...spec } = template.spec ?? {};
  // Of two with one name the later counts.
  const names = new Map(claims.map(({ metadata }, index) => [metadata?.name ?? "", index]));
  const added = [...names].map(([name, index]) => ({
    volume: { name, persistentVolumeClaim: { claimName: name } },
    steps: ["volumeClaimTemplates", index, "metadata"],
  }));
  const kept = (spec.volumes ?? []).flatMap((volume, index) =>
    names.has(volume.name ?? "") ? [] : [{ volume, steps: ["template", "spec", "volumes", index] }],
  );
  const all = [...added, ...kept];
  const volumes = all.map(({ volume }) => volume);
  const places = all.map(({ steps }, index) =>
    at.slip(`.template.spec.volumes[${index}]`, ...steps),
  );
  const whole = { ...template, spec: { ...spec, volumes } };
  validatePodTemplate(whole, root, at.child("template"), places);
}
