import { Kysely, PostgresDialect } from "kysely";
import pg from "pg";
import type { Tables } from "../tables.ts";
import { type Database, StoreFailure } from "./database.ts";

const types = new pg.TypeOverrides();
// Counts and times come as numbers: none is beyond 2^53.
for (const type of [pg.types.builtins.INT8, pg.types.builtins.NUMERIC]) {
  types.setTypeParser(type, Number);
}

/** Opens a database of PostgreSQL; throws a sentence where it does not answer. */
export async function openPostgres(url: string): Promise<Database> {
  const place = withoutPassword(url);
  const pool = new pg.Pool({
    connectionString: url,
    max: 10,
    connectionTimeoutMillis: 10_000,
    types,
  });
  // A connection that is cut while nobody uses it is opened anew by the next who asks.
  pool.on("error", () => undefined);
  try {
    const client = await pool.connect();
    client.release();
  } catch (error) {
    await pool.end();
    throw new StoreFailure(`The database ${place} cannot be used: ${wordsOf(error)}.`, {
      cause: error,
    });
  }
  const query = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  return { kind: "postgres", query, reading: query, place, close: () => query.destroy() };
}

function withoutPassword(url: string): string {
  try {
    const parsed = new URL(url);
    parsed.password = "";
    for (const name of [...parsed.searchParams.keys()]) {
      if (/pass/i.test(name)) parsed.searchParams.delete(name);
    }
    return parsed.href;
  } catch {
    return "of --database";
  }
}

function wordsOf(error: unknown): string {
  if (error instanceof AggregateError) return wordsOf(error.errors[0]);
  return error instanceof Error ? error.message : String(error);
}
