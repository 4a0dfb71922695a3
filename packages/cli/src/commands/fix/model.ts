import type { Fix } from "@watertight/core/findings";
import type { Edit } from "@watertight/core/kubernetes";
import type { PlacedFinding } from "@watertight/core/scan";
import type { Snapshot } from "@watertight/core/snapshot";
import type { GivenValues } from "./values.ts";

/** What a scan found. */
export interface Scanned {
  readonly snapshot: Snapshot;
  readonly found: readonly PlacedFinding[];
}

/** A fix that is to be tried: all of it or nothing. */
export interface Candidate extends PlacedFinding {
  readonly fix: Fix;
  /** By the number of the object in the snapshot. */
  readonly sets: readonly { readonly object: number; readonly edits: readonly Edit[] }[];
}

/** What became of a finding. */
export type Outcome =
  | { readonly kind: "fixed" | "unsafe" | "no-fix" | "accepted" }
  /** `hint`: the option that gives the value. */
  | { readonly kind: "needs-value"; readonly hint: string }
  /** There is a fix, but not in a file that can be changed; `reason` is a whole sentence. */
  | { readonly kind: "elsewhere"; readonly reason: string }
  /** The fix cannot be made as it should be; `reason` is a whole sentence. */
  | { readonly kind: "refused"; readonly reason: string };

/** What may be done at all. */
export interface Choice {
  /** Changes that may break a workload too. */
  readonly unsafe: boolean;
  readonly values: GivenValues;
  /** Whether what a program rendered gets patches. */
  readonly patches: boolean;
  /** Why a file may not be changed, if so. */
  readonly obstacle: (file: string) => Extract<Outcome, { readonly reason: string }> | undefined;
}

/** What of the candidates cannot be done, by fingerprint, each with a whole sentence. */
export interface Undone {
  readonly refused: Map<string, string>;
  /** What has to wait, because another candidate changes the same place. */
  readonly later: Map<string, string>;
}
