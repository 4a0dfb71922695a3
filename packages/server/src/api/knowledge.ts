import type { Snapshot } from "@watertight/core/snapshot";
import type { Store } from "@watertight/store";

/** Asks a verb of the command about a snapshot, as on a command line whose input it is. */
export type AskVerb = (
  snapshot: Snapshot,
  argv: readonly string[],
  stdin: string,
) => Promise<{ readonly status: number; readonly stdout: string; readonly stderr: string }>;

/** What answers rest on. */
export interface Knowledge {
  readonly store: Store;
  /** The cluster as it is known now; undefined where there is none. */
  readonly snapshotOf: (cluster: string) => Promise<Snapshot | undefined>;
  /** Why a cluster is not followed at the moment; "" where it is, or nobody follows it here. */
  readonly troubleOf: (cluster: string) => string;
  readonly ask: AskVerb;
}
