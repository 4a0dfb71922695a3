import type {
  DaemonSet,
  DaemonSetUpdateStrategy,
  RollingUpdateDaemonSet,
} from "../../kubernetes/api/types.ts";
import type { Decoded } from "../decoded.ts";
import { validateLabelSelector } from "../labels.ts";
import { dnsSubdomainName } from "../names.ts";
import { validateObjectMeta } from "../object-meta.ts";
import type { Place } from "../place.ts";
import { validatePodTemplate } from "../pod/pod.ts";
import { isZero, validateAtMostAll, validateIntOrPercent } from "./int-or-percent.ts";
import { isEmptySelector, selectsTemplate, validateRunsForever } from "./selected-template.ts";

// Follows pkg/apis/apps/validation/validation.go and pkg/apis/apps/v1/defaults.go.

/** `ValidateDaemonSet`. */
export function validateDaemonSet({ metadata, spec = {} }: Decoded<DaemonSet>, at: Place): void {
  validateObjectMeta(metadata, { namespaced: true, name: dnsSubdomainName }, at.child("metadata"));
  const { selector, template = {}, updateStrategy = {}, minReadySeconds } = spec;
  const specAt = at.child("spec");
  const templateAt = specAt.child("template");
  validateLabelSelector(selector, specAt.child("selector"));
  if (!selectsTemplate(selector, template)) {
    templateAt.child("metadata").child("labels").invalid("are not selected by the selector");
  }
  if (selector && isEmptySelector(selector)) specAt.child("selector").invalid("must not be empty");
  validatePodTemplate(template, at, templateAt);
  validateRunsForever(template, templateAt);
  specAt.child("minReadySeconds").notNegative(minReadySeconds);
  validateStrategy(updateStrategy, specAt.child("updateStrategy"));
  specAt.child("revisionHistoryLimit").notNegative(spec.revisionHistoryLimit);
}

const STRATEGIES = ["RollingUpdate", "OnDelete"];

function validateStrategy(
  { type = "", rollingUpdate = {} }: Decoded<DaemonSetUpdateStrategy>,
  at: Place,
): void {
  at.among(type || "RollingUpdate", STRATEGIES);
  if (type === "" || type === "RollingUpdate") {
    validateRollingUpdate(rollingUpdate, at.child("rollingUpdate"));
  }
}

function validateRollingUpdate(
  { maxUnavailable = 1, maxSurge = 0 }: Decoded<RollingUpdateDaemonSet>,
  at: Place,
): void {
  const surgeAt = at.child("maxSurge");
  const unavailableAt = at.child("maxUnavailable");
  validateIntOrPercent(maxUnavailable, unavailableAt);
  validateIntOrPercent(maxSurge, surgeAt);
  validateAtMostAll(maxUnavailable, unavailableAt);
  validateAtMostAll(maxSurge, surgeAt);
  if (isZero(maxUnavailable) && isZero(maxSurge)) {
    unavailableAt.required("may not be 0 with maxSurge 0");
  } else if (!isZero(maxUnavailable) && !isZero(maxSurge)) {
    surgeAt.invalid("may not be set beside maxUnavailable");
  }
}
