import type { PodSecurityPod, Refusal } from "./check.ts";
import { placedContainersOf } from "./security-contexts.ts";
import { containersNamed, joinQuote, sortedSet } from "./text.ts";

/** Refuses every procMount but `Default`; both levels ask this, in different versions. */
export function refuseUnmaskedProcMount({ spec }: PodSecurityPod): Refusal | undefined {
  const offending = [...placedContainersOf(spec)].flatMap(({ container, name, path }) => {
    const type = container.securityContext?.procMount ?? "Default";
    return type === "Default"
      ? []
      : [{ name, type, path: [...path, "securityContext", "procMount"] }];
  });
  if (offending.length === 0) return undefined;
  const containers = containersNamed(offending.map(({ name }) => name));
  const types = joinQuote(sortedSet(offending.map(({ type }) => type)));
  return {
    reason: "procMount",
    detail: `${containers} must not set securityContext.procMount to ${types}`,
    paths: offending.map(({ path }) => path),
  };
}
