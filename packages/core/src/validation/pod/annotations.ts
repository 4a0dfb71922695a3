import type { AppArmorProfile, PodSpec, SeccompProfile } from "../../kubernetes/api/types.ts";
import { isLongerThan } from "../byte-length.ts";
import type { Decoded } from "../decoded.ts";
import { hasOuterSpace } from "../go-space.ts";
import { type Place, quoted } from "../place.ts";
import { validateDescendingPath } from "./paths.ts";
import { MIRROR, type PodScope } from "./pod-scope.ts";
import { hasContainer, visitContainers } from "./visit-containers.ts";

// Follows ValidatePodSpecificAnnotations, validateSeccompAnnotationsAndFields and
// validateAppArmorAnnotationsAndFieldsMatchOnCreate in pkg/apis/core/validation/validation.go.

const SECCOMP_POD = "seccomp.security.alpha.kubernetes.io/pod";
const SECCOMP_CONTAINER = "container.seccomp.security.alpha.kubernetes.io/";
const APP_ARMOR = "container.apparmor.security.beta.kubernetes.io/";
const DELETION_COST = "controller.kubernetes.io/pod-deletion-cost";

type Annotations = Readonly<Record<string, string>>;

/** What annotations of pods say beside their form; `at` is the annotations' place. */
export function validatePodAnnotations(annotations: Annotations, scope: PodScope, at: Place): void {
  for (const key in annotations) validateAnnotation(key, annotations[key] ?? "", scope, at);
}

function validateAnnotation(key: string, value: string, { spec }: PodScope, at: Place): void {
  if (key === MIRROR && (spec.nodeName ?? "") === "") {
    at.key(key).invalid("may only be set beside spec.nodeName");
  } else if (key === DELETION_COST && !isCost(value)) {
    at.key(key).invalid(`${quoted(value)} is no integer of 32 bits`);
  } else if (key === SECCOMP_POD || key.startsWith(SECCOMP_CONTAINER)) {
    validateSeccomp(value, at.child(key));
  } else if (key.startsWith(APP_ARMOR)) {
    validateAppArmorAnnotation(key.slice(APP_ARMOR.length), value, spec, at.key(key));
  }
}

function validateAppArmorAnnotation(
  container: string,
  profile: string,
  spec: Decoded<PodSpec>,
  at: Place,
): void {
  if (!hasContainer(spec, container)) at.invalid(`${quoted(container)} is no container`);
  if (!/^(?:|runtime[/]default|unconfined|localhost[/][^]*)$/.test(profile)) {
    at.invalid(`${quoted(profile)} is no AppArmor profile`);
  }
}

/** `GetDeletionCostFromPodAnnotations`. */
function isCost(text: string): boolean {
  if (!/^(?:0|-\d+|[1-9]\d*)$/.test(text)) return false;
  const cost = Number(text);
  return cost >= -(2 ** 31) && cost < 2 ** 31;
}

function validateSeccomp(profile: string, at: Place): void {
  if (profile.startsWith("localhost/")) {
    validateDescendingPath(profile.slice("localhost/".length), at);
  } else if (!["runtime/default", "docker/default", "unconfined"].includes(profile)) {
    at.invalid(`${quoted(profile)} is no seccomp profile`);
  }
}

/** Where an annotation and the field that replaced it say different things; `at` is the spec's place. */
export function validateAnnotatedProfiles(scope: PodScope, at: Place): void {
  const { annotations = {} } = scope.meta;
  // Most pods have none of these, and need not be walked.
  const keys = Object.keys(annotations).filter(
    (key) => key.includes("container.") || key === SECCOMP_POD,
  );
  if (keys.length === 0) return;
  const profile = scope.spec.securityContext?.seccompProfile;
  const annotation = annotations[SECCOMP_POD];
  if (profile && annotation !== undefined) {
    validateSameSeccomp(annotation, profile, at.child("securityContext").child("seccompProfile"));
  }
  visitContainers(scope.spec, at, ({ name = "", securityContext }, containerAt) => {
    const contextAt = containerAt.child("securityContext");
    const own = securityContext?.seccompProfile;
    const seccomp = annotations[SECCOMP_CONTAINER + name];
    if (own && seccomp !== undefined) {
      validateSameSeccomp(seccomp, own, contextAt.child("seccompProfile"));
    }
    const appArmor = annotations[APP_ARMOR + name];
    if (appArmor === undefined) return;
    validateAppArmor(
      appArmor,
      securityContext?.appArmorProfile,
      scope,
      contextAt.child("appArmorProfile"),
    );
  });
}

interface Profile {
  readonly type?: string;
  readonly localhostProfile?: string;
}

function validateSameSeccomp(
  annotation: string,
  profile: Decoded<SeccompProfile>,
  at: Place,
): void {
  // What Docker called its default is the runtime's.
  const known = annotation === "docker/default" ? "runtime/default" : annotation;
  validateSame(known, profile, at);
}

function validateSame(
  annotation: string,
  { type = "", localhostProfile }: Profile,
  at: Place,
): void {
  const message = "differs from the pod's annotation";
  if (type === "Localhost") {
    if (!annotation.startsWith("localhost/")) at.child("type").forbidden(message);
    else if (annotation.slice("localhost/".length) !== localhostProfile) {
      at.child("localhostProfile").forbidden(message);
    }
    return;
  }
  const expected = { Unconfined: "unconfined", RuntimeDefault: "runtime/default" };
  const word = type === "Unconfined" || type === "RuntimeDefault" ? expected[type] : annotation;
  if (word !== annotation) at.child("type").forbidden(message);
}

function validateAppArmor(
  annotation: string,
  own: Decoded<AppArmorProfile> | undefined,
  { spec, isPod }: PodScope,
  at: Place,
): void {
  if (spec.os?.name === "windows") return;
  // A Pod's annotation becomes the field of a container that has none (applyAppArmorVersionSkew).
  if (!own && isPod && isAppArmorField(annotation)) return;
  const profile = own ?? spec.securityContext?.appArmorProfile;
  if (profile) validateSame(annotation, profile, at);
}

function isAppArmorField(annotation: string): boolean {
  if (annotation === "unconfined" || annotation === "runtime/default") return true;
  const profile = annotation.startsWith("localhost/") ? annotation.slice("localhost/".length) : "";
  return profile !== "" && !hasOuterSpace(profile) && !isLongerThan(profile, 4095);
}
