import type { AttackSettings } from "@watertight/core/attack-paths";
import type { ClusterSettings } from "@watertight/core/cluster";
import type { Snapshot } from "@watertight/core/snapshot";

/** What a cluster is made of beside its objects. */
export interface WhatIfDocument {
  readonly assumptions: Snapshot["assumptions"];
  readonly settings: Pick<ClusterSettings, "access" | "namespace" | "network">;
  readonly attacks: {
    readonly assumeBreach: boolean;
    readonly entries: NonNullable<AttackSettings["entries"]>;
    readonly goals: NonNullable<AttackSettings["goals"]>;
    readonly label: string | null;
    readonly named: readonly (readonly [name: string, namespaces: readonly string[]])[];
  };
}
