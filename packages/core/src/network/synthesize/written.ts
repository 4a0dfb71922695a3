import type { JsonObject } from "../../kubernetes/json.ts";

/** Where the API server is not known, its rules name an address that RFC 5737 keeps for documentation. */
export const PLACEHOLDER = "192.0.2.1/32";

/** What a kind writes: the specification of one policy, and what it cannot say or needs to be told. */
export interface WrittenSpec {
  readonly spec: JsonObject;
  /** Clauses. */
  readonly needsValue: readonly string[];
}
