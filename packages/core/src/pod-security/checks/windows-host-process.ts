import type { PodSecurityCheck, PodSecurityPod, Refusal } from "../check.ts";
import { securityContextsOf, settersText } from "../security-contexts.ts";

/** Windows HostProcess containers are forbidden (baseline, v1.0). */
export const windowsHostProcess: PodSecurityCheck = {
  id: "windows-host-process",
  name: "windowsHostProcess",
  level: "baseline",
  versions: [{ since: "v1.0", evaluate }],
};

function evaluate({ spec }: PodSecurityPod): Refusal | undefined {
  const offending = [...securityContextsOf(spec)].filter(
    ({ context }) => context?.windowsOptions?.hostProcess,
  );
  if (offending.length === 0) return undefined;
  return {
    reason: "hostProcess",
    detail: `${settersText(offending)} must not set securityContext.windowsOptions.hostProcess=true`,
    paths: offending.map(({ path }) => [...path, "windowsOptions", "hostProcess"]),
  };
}
