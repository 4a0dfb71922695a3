import type { Schema } from "../../json-schema/schema.ts";

/** What operators configure for checks. */
export interface Parameter<Value> {
  /** A sentence for the schema of the configuration; names the default where it is not empty. */
  readonly description: string;
  /** What a configuration may say. */
  readonly schema: Schema;
  /** What holds where the configuration says nothing. */
  readonly default: Value;
  /** Under which the examples of the checks hold. */
  readonly example: Value;
}
