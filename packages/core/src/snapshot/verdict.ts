import type { FieldPath } from "../kubernetes/field-path.ts";
import type { ObjectReference } from "../kubernetes/object.ts";

/** Three values: partial knowledge gives `unknown`, never a silent `no`. */
export type VerdictValue = "yes" | "no" | "unknown";

/** One field of one object that decides a verdict. */
export interface Evidence {
  readonly object: ObjectReference;
  readonly path: FieldPath;
  /** Lower-case clause: what the field says. */
  readonly message: string;
}

/** What an engine answers, with what decided it. */
export interface Verdict {
  readonly verdict: VerdictValue;
  /** One lower-case clause; for `unknown`, what is not known. */
  readonly reason: string;
  /** In the order in which they decide. */
  readonly proof: readonly Evidence[];
  /** What the verdict rests on beyond the objects, a whole sentence each. */
  readonly assumptions: readonly string[];
}
