import type { PodSecurityCheck, PodSecurityPod, Refusal } from "../check.ts";
import { refuseSeccompTypes } from "../seccomp-profile-type.ts";
import { placedContainersOf } from "../security-contexts.ts";
import { compareBytes, pluralize, quote } from "../text.ts";

const POD_ANNOTATION = "seccomp.security.alpha.kubernetes.io/pod";
const CONTAINER_ANNOTATION_PREFIX = "container.seccomp.security.alpha.kubernetes.io/";

/** Seccomp may not be switched off: by annotation (baseline, v1.0), by field (v1.19). */
export const seccompProfileBaseline: PodSecurityCheck = {
  id: "seccomp-profile-baseline",
  name: "seccompProfile_baseline",
  level: "baseline",
  versions: [
    { since: "v1.0", evaluate: evaluateAnnotations },
    { since: "v1.19", evaluate: ({ spec }) => refuseSeccompTypes(spec) },
  ],
};

function evaluateAnnotations({ metadata, spec }: PodSecurityPod): Refusal | undefined {
  const names = Array.from(placedContainersOf(spec), ({ name }) => name);
  const keys = new Set([
    POD_ANNOTATION,
    ...names.map((name) => CONTAINER_ANNOTATION_PREFIX + name),
  ]);
  const forbidden = [...keys]
    .flatMap((key) => {
      const value = metadata.annotations?.[key];
      if (value === undefined || isAllowedAnnotation(value)) return [];
      return [{ key, text: `${key}=${quote(value)}` }];
    })
    .sort((a, b) => compareBytes(a.text, b.text));
  if (forbidden.length === 0) return undefined;
  const texts = forbidden.map(({ text }) => text).join(", ");
  return {
    reason: "seccompProfile",
    detail: `forbidden ${pluralize("annotation", "annotations", forbidden.length)} ${texts}`,
    paths: forbidden.map(({ key }) => ["metadata", "annotations", key]),
  };
}

function isAllowedAnnotation(value: string): boolean {
  return (
    value === "runtime/default" || value === "docker/default" || value.startsWith("localhost/")
  );
}
