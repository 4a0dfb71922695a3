import type { PodSecurityCheck, PodSecurityPod, Refusal } from "../check.ts";
import {
  isSet,
  securityContextsOf,
  settersText,
  unlessUserNamespaced,
} from "../security-contexts.ts";
import { containersNamed } from "../text.ts";

/** Containers must promise not to run as root (restricted, v1.0; v1.35 spares pods in a user namespace). */
export const runAsNonRoot: PodSecurityCheck = {
  id: "run-as-non-root",
  name: "runAsNonRoot",
  level: "restricted",
  versions: [
    { since: "v1.0", evaluate },
    { since: "v1.35", evaluate: unlessUserNamespaced(evaluate) },
  ],
};

const REASON = "runAsNonRoot != true";

function evaluate({ spec }: PodSecurityPod): Refusal | undefined {
  const holders = [...securityContextsOf(spec)];
  const refusing = holders.filter(({ context }) => context?.runAsNonRoot === false);
  if (refusing.length > 0) {
    return {
      reason: REASON,
      detail: `${settersText(refusing)} must not set securityContext.runAsNonRoot=false`,
      paths: refusing.map(({ path }) => [...path, "runAsNonRoot"]),
    };
  }
  if (spec.securityContext?.runAsNonRoot === true) return undefined;
  const silent = holders.flatMap(({ container, context, path }) =>
    container === undefined || isSet(context?.runAsNonRoot)
      ? []
      : [{ container, path: [...path, "runAsNonRoot"] }],
  );
  if (silent.length === 0) return undefined;
  const containers = containersNamed(silent.map(({ container }) => container));
  return {
    reason: REASON,
    detail: `pod or ${containers} must set securityContext.runAsNonRoot=true`,
    paths: silent.map(({ path }) => path),
  };
}
