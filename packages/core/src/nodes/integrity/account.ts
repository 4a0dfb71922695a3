import type { Baseline, FileChange, FileExplanation } from "./model.ts";
import type { Surroundings } from "./surroundings.ts";

/** What one kind of account says of a change: that it is one, or what speaks against it. */
export interface Account {
  readonly explanation?: FileExplanation;
  readonly remark?: string;
}

/** A change with the two looks that it is between. */
export interface ChangeInContext {
  readonly change: FileChange;
  readonly before: Baseline;
  readonly after: Baseline;
  /** When the earlier look was, in milliseconds since 1970. */
  readonly since: number;
  readonly around: Surroundings;
}
