import type { JsonObject } from "@watertight/core/kubernetes";

/** What became of one rule, constraint or policy. */
export interface MigratedRule {
  /** The object that it stands in. */
  readonly source: JsonObject;
  /** The rule of the object; "" for the whole. */
  readonly rule: string;
  /** Policies and bindings, or what else takes its place; none where it is refused. */
  readonly objects: readonly JsonObject[];
  /** Why it cannot be said in CEL; none: it is translated. */
  readonly refused: readonly string[];
  /** In what the translation differs, or what it does not look after. */
  readonly remarks: readonly string[];
}
