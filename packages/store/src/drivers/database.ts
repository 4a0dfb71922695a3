import type { Kysely } from "kysely";
import type { Tables } from "../tables.ts";

/** A database that is open. */
export interface Database {
  readonly kind: "embedded" | "postgres";
  /** What writes; one transaction at a time. */
  readonly query: Kysely<Tables>;
  /** What only reads, while something may be written. */
  readonly reading: Kysely<Tables>;
  /** How it is called in messages: a file, or an address without its password. */
  readonly place: string;
  readonly close: () => Promise<void>;
}

/** Why a database cannot be used, in a sentence for whoever started the server. */
export class StoreFailure extends Error {}
