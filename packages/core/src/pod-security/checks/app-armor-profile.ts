import type { PodSecurityCheck, PodSecurityPod, Refusal } from "../check.ts";
import {
  isSet,
  type SecurityContextHolder,
  securityContextsOf,
  setterTextsOf,
} from "../security-contexts.ts";
import { compareBytes, joinQuote, pluralize, quote, sortedSet } from "../text.ts";

const ANNOTATION_PREFIX = "container.apparmor.security.beta.kubernetes.io/";

/** AppArmor may not be switched off, by field or by annotation (baseline, v1.0). */
export const appArmorProfile: PodSecurityCheck = {
  id: "app-armor-profile",
  name: "appArmorProfile",
  level: "baseline",
  versions: [{ since: "v1.0", evaluate }],
};

function evaluate({ metadata, spec }: PodSecurityPod): Refusal | undefined {
  const holders = [...securityContextsOf(spec)].filter(setsForbiddenType);
  const annotations = Object.entries(metadata.annotations ?? {})
    .filter(([key, value]) => key.startsWith(ANNOTATION_PREFIX) && !isAllowedAnnotation(value))
    .map(([key, value]) => ({ key, text: `${key}=${quote(value)}` }))
    .sort((a, b) => compareBytes(a.text, b.text));
  const values = [...sortedSet(holders.map(typeOf)), ...annotations.map(({ text }) => text)];
  if (values.length === 0) return undefined;
  const annotated =
    annotations.length === 0 ? [] : [pluralize("annotation", "annotations", annotations.length)];
  const setters = [...setterTextsOf(holders), ...annotated].join(" and ");
  return {
    reason: pluralize("forbidden AppArmor profile", "forbidden AppArmor profiles", values.length),
    detail: `${setters} must not set AppArmor profile type to ${joinQuote(values)}`,
    paths: [
      ...holders.map(({ path }) => [...path, "appArmorProfile", "type"]),
      ...annotations.map(({ key }) => ["metadata", "annotations", key]),
    ],
  };
}

function setsForbiddenType(holder: SecurityContextHolder): boolean {
  const isProfileSet = isSet(holder.context?.appArmorProfile);
  return isProfileSet && !["RuntimeDefault", "Localhost"].includes(typeOf(holder));
}

function typeOf({ context }: SecurityContextHolder): string {
  return context?.appArmorProfile?.type ?? "";
}

function isAllowedAnnotation(value: string): boolean {
  return value === "" || value === "runtime/default" || value.startsWith("localhost/");
}
