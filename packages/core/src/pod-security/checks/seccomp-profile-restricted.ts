import type { PodSecurityCheck, PodSecurityPod, Refusal } from "../check.ts";
import { refuseSeccompTypes, seccompTypeOf } from "../seccomp-profile-type.ts";
import { securityContextsOf, unlessWindows } from "../security-contexts.ts";
import { containersNamed } from "../text.ts";

/** Every container must run under a seccomp profile, its own or the pod's (restricted, v1.19). */
export const seccompProfileRestricted: PodSecurityCheck = {
  id: "seccomp-profile-restricted",
  name: "seccompProfile_restricted",
  level: "restricted",
  versions: [
    { since: "v1.19", overrides: ["seccompProfile_baseline"], evaluate },
    {
      since: "v1.25",
      overrides: ["seccompProfile_baseline"],
      evaluate: unlessWindows(evaluate),
    },
  ],
};

function evaluate({ spec }: PodSecurityPod): Refusal | undefined {
  const refusal = refuseSeccompTypes(spec);
  if (refusal !== undefined) return refusal;
  const [pod, ...containers] = securityContextsOf(spec);
  if (pod !== undefined && seccompTypeOf(pod) !== undefined) return undefined;
  const silent = containers.filter((holder) => seccompTypeOf(holder) === undefined);
  if (silent.length === 0) return undefined;
  const names = containersNamed(silent.map(({ container }) => container ?? ""));
  return {
    reason: "seccompProfile",
    detail: `pod or ${names} must set securityContext.seccompProfile.type to "RuntimeDefault" or "Localhost"`,
    paths: silent.map(({ path }) => [...path, "seccompProfile", "type"]),
  };
}
