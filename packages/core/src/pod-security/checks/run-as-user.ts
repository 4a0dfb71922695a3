import type { PodSecurityCheck, PodSecurityPod, Refusal } from "../check.ts";
import { securityContextsOf, settersText, unlessUserNamespaced } from "../security-contexts.ts";

/** User 0 is forbidden (restricted, v1.23; v1.35 spares pods in a user namespace). */
export const runAsUser: PodSecurityCheck = {
  id: "run-as-user",
  name: "runAsUser",
  level: "restricted",
  versions: [
    { since: "v1.23", evaluate },
    { since: "v1.35", evaluate: unlessUserNamespaced(evaluate) },
  ],
};

function evaluate({ spec }: PodSecurityPod): Refusal | undefined {
  const offending = [...securityContextsOf(spec)].filter(({ context }) => context?.runAsUser === 0);
  if (offending.length === 0) return undefined;
  return {
    reason: "runAsUser=0",
    detail: `${settersText(offending)} must not set runAsUser=0`,
    paths: offending.map(({ path }) => [...path, "runAsUser"]),
  };
}
