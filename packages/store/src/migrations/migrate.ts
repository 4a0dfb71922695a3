import { sql, type Transaction } from "kysely";
import { type Database, StoreFailure } from "../drivers/database.ts";
import type { Tables } from "../tables.ts";
import { first } from "./0001-first.ts";
import type { Migration } from "./migration.ts";

/** All steps, in order. */
export const MIGRATIONS: readonly Migration[] = [first];

/** Two servers that start at the same time migrate one after the other. */
const LOCK = 7_305_117;

/** Brings a database to the newest version, each step in a transaction of its own; throws where a newer program has been there. */
export async function migrate(
  { query, kind }: Database,
  now: () => number,
  migrations: readonly Migration[] = MIGRATIONS,
): Promise<{ readonly applied: readonly string[] }> {
  const applied: string[] = [];
  for (;;) {
    const name = await query.transaction().execute((step) => next(step, { kind, now, migrations }));
    if (name === undefined) return { applied };
    applied.push(name);
  }
}

async function next(
  step: Transaction<Tables>,
  {
    kind,
    now,
    migrations,
  }: {
    readonly kind: Database["kind"];
    readonly now: () => number;
    readonly migrations: readonly Migration[];
  },
): Promise<string | undefined> {
  if (kind === "postgres") await sql`select pg_advisory_xact_lock(${LOCK})`.execute(step);
  await step.schema
    .createTable("migrations")
    .ifNotExists()
    .addColumn("version", "integer", (column) => column.primaryKey())
    .addColumn("name", "text", (column) => column.notNull())
    .addColumn("applied_at", "bigint", (column) => column.notNull())
    .execute();
  const { version } = await step
    .selectFrom("migrations")
    .select((all) => all.fn.coalesce(all.fn.max("version"), sql<number>`0`).as("version"))
    .executeTakeFirstOrThrow();
  const newest = migrations.at(-1)?.version ?? 0;
  if (version > newest) {
    throw new StoreFailure(
      `The database is of version ${version}, and this program knows versions up to ${newest}: a newer one has been there. Use that one, or restore a backup.`,
    );
  }
  const migration = migrations.find((each) => each.version > version);
  if (!migration) return undefined;
  await migration.up(step, kind);
  await step
    .insertInto("migrations")
    .values({ version: migration.version, name: migration.name, applied_at: now() })
    .execute();
  return migration.name;
}
