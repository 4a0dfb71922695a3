import type { PodSecurityCheck, PodSecurityPod, Refusal } from "../check.ts";
import { placedContainersOf } from "../security-contexts.ts";
import { containersNamed } from "../text.ts";

/** Privileged containers are forbidden (baseline, v1.0). */
export const privileged: PodSecurityCheck = {
  id: "privileged",
  name: "privileged",
  level: "baseline",
  versions: [{ since: "v1.0", evaluate }],
};

function evaluate({ spec }: PodSecurityPod): Refusal | undefined {
  const offending = [...placedContainersOf(spec)].filter(
    ({ container }) => container.securityContext?.privileged,
  );
  if (offending.length === 0) return undefined;
  const containers = containersNamed(offending.map(({ name }) => name));
  return {
    reason: "privileged",
    detail: `${containers} must not set securityContext.privileged=true`,
    paths: offending.map(({ path }) => [...path, "securityContext", "privileged"]),
  };
}
