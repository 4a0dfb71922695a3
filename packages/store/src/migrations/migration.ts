import type { Kysely } from "kysely";
import type { Database } from "../drivers/database.ts";
import type { Tables } from "../tables.ts";

/** A step forward. What a released version has made is never changed: the next step mends it. */
export interface Migration {
  readonly version: number;
  readonly name: string;
  readonly up: (database: Kysely<Tables>, kind: Database["kind"]) => Promise<void>;
}
