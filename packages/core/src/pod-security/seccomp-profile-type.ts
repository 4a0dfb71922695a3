import type { PodSpec } from "../kubernetes/api/types.ts";
import type { Refusal } from "./check.ts";
import {
  type SecurityContextHolder,
  securityContextsOf,
  settersText,
} from "./security-contexts.ts";
import { joinQuote, sortedSet } from "./text.ts";

/** The type of the seccomp profile that a place sets; undefined where it sets none, "" where it names no type. */
export function seccompTypeOf({ context }: SecurityContextHolder): string | undefined {
  const profile = context?.seccompProfile ?? undefined;
  return profile === undefined ? undefined : (profile.type ?? "");
}

/** Refuses seccomp profiles that are set to something else than `RuntimeDefault` or `Localhost`. */
export function refuseSeccompTypes(spec: PodSpec): Refusal | undefined {
  const offending = [...securityContextsOf(spec)].filter(
    (holder) => !["RuntimeDefault", "Localhost", undefined].includes(seccompTypeOf(holder)),
  );
  if (offending.length === 0) return undefined;
  const types = joinQuote(sortedSet(offending.map((holder) => seccompTypeOf(holder) ?? "")));
  return {
    reason: "seccompProfile",
    detail: `${settersText(offending)} must not set securityContext.seccompProfile.type to ${types}`,
    paths: offending.map(({ path }) => [...path, "seccompProfile", "type"]),
  };
}
