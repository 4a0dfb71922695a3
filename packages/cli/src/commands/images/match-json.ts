import type { Match } from "@watertight/core/images";
import type { JsonObject } from "@watertight/core/kubernetes";

/** A match as every document and batch answer writes it. */
export function matchJson(match: Match): JsonObject {
  const { package: item, exploitation } = match;
  return {
    vulnerability: match.vulnerability,
    aliases: match.aliases,
    package: item.purl,
    installed: match.installed,
    fixed: match.fixed ?? null,
    severity: match.severity,
    source: match.source,
    ...(match.score !== undefined && { score: match.score }),
    reason: match.reason,
    ...(match.status !== "" && { status: match.status }),
    ...(exploitation !== undefined && { exploitation: { ...exploitation } }),
  };
}
