import type { PodSecurityCheck, PodSecurityPod, Refusal } from "../check.ts";
import { placedContainersOf } from "../security-contexts.ts";
import { containersNamed, joinQuote, sortedSet } from "../text.ts";

/** What a container may add: what container runtimes grant by default, but for NET_RAW. */
export const BASELINE_CAPABILITIES: ReadonlySet<string> = new Set([
  "AUDIT_WRITE",
  "CHOWN",
  "DAC_OVERRIDE",
  "FOWNER",
  "FSETID",
  "KILL",
  "MKNOD",
  "NET_BIND_SERVICE",
  "SETFCAP",
  "SETGID",
  "SETPCAP",
  "SETUID",
  "SYS_CHROOT",
]);

/** Only capabilities that a container runtime grants by default may be added (baseline, v1.0). */
export const capabilitiesBaseline: PodSecurityCheck = {
  id: "capabilities-baseline",
  name: "capabilities_baseline",
  level: "baseline",
  versions: [{ since: "v1.0", evaluate }],
};

function evaluate({ spec }: PodSecurityPod): Refusal | undefined {
  const offending = [...placedContainersOf(spec)].flatMap(({ container, name, path }) => {
    const added = [...(container.securityContext?.capabilities?.add ?? []).entries()]
      .filter(([, capability]) => !BASELINE_CAPABILITIES.has(capability))
      .map(([index, capability]) => ({
        capability,
        path: [...path, "securityContext", "capabilities", "add", index],
      }));
    return added.length === 0 ? [] : [{ name, added }];
  });
  if (offending.length === 0) return undefined;
  const added = offending.flatMap((container) => container.added);
  const containers = containersNamed(offending.map(({ name }) => name));
  const capabilities = joinQuote(sortedSet(added.map(({ capability }) => capability)));
  return {
    reason: "non-default capabilities",
    detail: `${containers} must not include ${capabilities} in securityContext.capabilities.add`,
    paths: added.map(({ path }) => path),
  };
}
