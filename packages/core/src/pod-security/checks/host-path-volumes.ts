import type { PodSecurityCheck, PodSecurityPod, Refusal } from "../check.ts";
import { isSet } from "../security-contexts.ts";
import { joinQuote, nameOf, pluralize } from "../text.ts";

/** Volumes of files of the node are forbidden (baseline, v1.0). */
export const hostPathVolumes: PodSecurityCheck = {
  id: "host-path-volumes",
  name: "hostPathVolumes",
  level: "baseline",
  versions: [{ since: "v1.0", evaluate }],
};

function evaluate({ spec }: PodSecurityPod): Refusal | undefined {
  const offending = [...(spec.volumes ?? []).entries()].filter(([, volume]) =>
    isSet(volume.hostPath),
  );
  if (offending.length === 0) return undefined;
  const names = joinQuote(offending.map(([, volume]) => nameOf(volume)));
  return {
    reason: "hostPath volumes",
    detail: `${pluralize("volume", "volumes", offending.length)} ${names}`,
    paths: offending.map(([index]) => ["spec", "volumes", index, "hostPath"]),
  };
}
