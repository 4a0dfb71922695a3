import type { PodSecurityCheck, PodSecurityPod, Refusal } from "../check.ts";
import { placedContainersOf, unlessWindows } from "../security-contexts.ts";
import { containersNamed } from "../text.ts";

/** Every container must set `allowPrivilegeEscalation: false` (restricted, v1.8). */
export const allowPrivilegeEscalation: PodSecurityCheck = {
  id: "allow-privilege-escalation",
  name: "allowPrivilegeEscalation",
  level: "restricted",
  versions: [
    { since: "v1.8", evaluate },
    { since: "v1.25", evaluate: unlessWindows(evaluate) },
  ],
};

function evaluate({ spec }: PodSecurityPod): Refusal | undefined {
  const offending = [...placedContainersOf(spec)].filter(
    ({ container }) => container.securityContext?.allowPrivilegeEscalation !== false,
  );
  if (offending.length === 0) return undefined;
  const containers = containersNamed(offending.map(({ name }) => name));
  return {
    reason: "allowPrivilegeEscalation != false",
    detail: `${containers} must set securityContext.allowPrivilegeEscalation=false`,
    paths: offending.map(({ path }) => [...path, "securityContext", "allowPrivilegeEscalation"]),
  };
}
