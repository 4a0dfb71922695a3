import type { ClusterSettings } from "@watertight/core/cluster";
import { componentsIn } from "@watertight/core/known-cves";
import type { Snapshot } from "@watertight/core/snapshot";

/** What judges the versions of components that the input shows; nothing is loaded for an input without any. */
export async function knownCvesFor(
  snapshot: Snapshot,
): Promise<Pick<ClusterSettings, "knownCves">> {
  if (snapshot.once(componentsIn).found.length === 0) return {};
  const { createCveJudge } = await import("@watertight/core/versions");
  return { knownCves: createCveJudge() };
}
