import type { FieldPath } from "../../kubernetes/field-path.ts";
import type { PodSecurityCheck, PodSecurityPod, Refusal } from "../check.ts";
import { type PlacedContainer, placedContainersOf, unlessWindows } from "../security-contexts.ts";
import { containersNamed, joinQuote, sortedSet } from "../text.ts";

/** Every container must drop ALL capabilities and may add NET_BIND_SERVICE only (restricted, v1.22). */
export const capabilitiesRestricted: PodSecurityCheck = {
  id: "capabilities-restricted",
  name: "capabilities_restricted",
  level: "restricted",
  versions: [
    { since: "v1.22", overrides: ["capabilities_baseline"], evaluate },
    {
      since: "v1.25",
      overrides: ["capabilities_baseline"],
      evaluate: unlessWindows(evaluate),
    },
  ],
};

interface Capabilities {
  readonly name: string;
  readonly dropsAll: boolean;
  readonly forbidden: readonly { readonly capability: string; readonly path: FieldPath }[];
  readonly path: FieldPath;
}

function evaluate({ spec }: PodSecurityPod): Refusal | undefined {
  const all = Array.from(placedContainersOf(spec), capabilitiesOf);
  const missing = all.filter(({ dropsAll }) => !dropsAll);
  const adding = all.filter(({ forbidden }) => forbidden.length > 0);
  const details = [...missingDetails(missing), ...addingDetails(adding)];
  if (details.length === 0) return undefined;
  return {
    reason: "unrestricted capabilities",
    detail: details.join("; "),
    paths: all.flatMap(({ dropsAll, forbidden, path }) => [
      ...(dropsAll ? [] : [[...path, "drop"]]),
      ...forbidden.map((added) => added.path),
    ]),
  };
}

function capabilitiesOf({ container, name, path }: PlacedContainer): Capabilities {
  const { add, drop } = container.securityContext?.capabilities ?? {};
  const base = [...path, "securityContext", "capabilities"];
  const forbidden = [...(add ?? []).entries()]
    .filter(([, capability]) => capability !== "NET_BIND_SERVICE")
    .map(([index, capability]) => ({ capability, path: [...base, "add", index] }));
  return { name, dropsAll: (drop ?? []).includes("ALL"), forbidden, path: base };
}

function missingDetails(missing: readonly Capabilities[]): readonly string[] {
  if (missing.length === 0) return [];
  const containers = containersNamed(missing.map(({ name }) => name));
  return [`${containers} must set securityContext.capabilities.drop=["ALL"]`];
}

function addingDetails(adding: readonly Capabilities[]): readonly string[] {
  if (adding.length === 0) return [];
  const containers = containersNamed(adding.map(({ name }) => name));
  const added = adding.flatMap(({ forbidden }) => forbidden.map(({ capability }) => capability));
  const capabilities = joinQuote(sortedSet(added));
  return [`${containers} must not include ${capabilities} in securityContext.capabilities.add`];
}
