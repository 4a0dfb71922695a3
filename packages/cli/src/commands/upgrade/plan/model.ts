import type { UpgradePlan } from "@watertight/core/upgrade";
import type { CollectedUses } from "../../../api-uses/collect.ts";
import type { ReadCluster } from "../../../reading.ts";

/** A plan with what it was made of. */
export interface AskedPlan {
  readonly plan: UpgradePlan;
  readonly read: ReadCluster;
  readonly collected: CollectedUses;
}
