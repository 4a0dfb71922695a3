import { createHash } from "node:crypto";
import { type Kysely, sql } from "kysely";
import { type Database, StoreFailure } from "../drivers/database.ts";
import { MIGRATIONS, migrate } from "../migrations/migrate.ts";
import { TABLES, type Tables } from "../tables.ts";
import { parts } from "../writing/findings.ts";

const FORMAT = "watertight-store";
const ROWS = 500;

/** What a backup holds: rows by table. */
export type BackedUp = Readonly<Record<string, number>>;

/**
 * The lines of a backup, JSON each: what it is, all rows as they were at one moment, and at the end how many and their digest, so that
 * one that is cut is found out. The same of either database: a backup of one is restored into the other.
 */
export async function* backupLines(
  { query, reading, kind }: Database,
  time: string,
): AsyncGenerator<string, BackedUp> {
  const counts: Record<string, number> = {};
  const hash = createHash("sha256");
  const line = (value: unknown): string => {
    // Some readers of lines take these for the end of one.
    const escaped = JSON.stringify(value).replaceAll(/[\u2028\u2029]/g, (sign) =>
      sign === "\u2028" ? "\\u2028" : "\\u2029",
    );
    const text = `${escaped}\n`;
    hash.update(text);
    return text;
  };
  const isolation = kind === "postgres" ? ("repeatable read" as const) : undefined;
  const begun = (kind === "postgres" ? query : reading).startTransaction();
  const step = await (isolation ? begun.setIsolationLevel(isolation) : begun).execute();
  try {
    const { version } = await step
      .selectFrom("migrations")
      .select((all) => all.fn.max("version").as("version"))
      .executeTakeFirstOrThrow();
    yield line({ format: FORMAT, formatVersion: 1, migration: version, time });
    for (const table of TABLES) {
      counts[table] = 0;
      for await (const row of rowsOf(step, table)) {
        counts[table] += 1;
        yield line({ table, row });
      }
    }
    yield `${JSON.stringify({ end: counts, sha256: hash.digest("hex") })}\n`;
    return counts;
  } finally {
    await step.rollback().execute();
  }
}

async function* rowsOf(
  step: Kysely<Tables>,
  table: (typeof TABLES)[number],
): AsyncGenerator<{ readonly id: number }> {
  for (let last = 0; ; ) {
    const rows = await step
      .selectFrom(table)
      .selectAll()
      .where("id", ">", last)
      .orderBy("id")
      .limit(ROWS)
      .execute();
    yield* rows;
    const end = rows.at(-1);
    if (!end) return;
    last = end.id;
  }
}

/** Fills an empty database from a backup, in one commit; throws a sentence where it is none, is cut, or something is there already. */
export async function restore(
  database: Database,
  lines: AsyncIterable<string>,
  now: () => number,
): Promise<BackedUp> {
  const source = lines[Symbol.asyncIterator]();
  const first = await source.next();
  const head = objectIn(first.done === true ? "" : first.value);
  const migration = head["migration"];
  if (head["format"] !== FORMAT || head["formatVersion"] !== 1 || typeof migration !== "number") {
    throw new StoreFailure("This is no backup of a store.");
  }
  const known = MIGRATIONS.filter(({ version }) => version <= migration);
  if (known.at(-1)?.version !== migration) {
    throw new StoreFailure(
      `The backup is of version ${migration}, which this program does not know: use a newer one.`,
    );
  }
  await migrate(database, now, known);
  const hash = createHash("sha256").update(`${String(first.value)}\n`);
  const counts = await database.query.transaction().execute(async (step) => {
    await refuseFilled(step);
    const read = await insertAll(step, source, hash);
    if (database.kind === "postgres") await setNumbers(step);
    return read;
  });
  await migrate(database, now);
  return counts;
}

async function refuseFilled(step: Kysely<Tables>): Promise<void> {
  for (const table of TABLES) {
    const row = await step.selectFrom(table).select("id").limit(1).executeTakeFirst();
    if (row) {
      throw new StoreFailure(
        "The database is not empty: restore into a new file or an empty database.",
      );
    }
  }
}

interface Row {
  readonly table: string;
  readonly row: Readonly<Record<string, number | string | null>>;
}

async function insertAll(
  step: Kysely<Tables>,
  source: AsyncIterator<string>,
  hash: ReturnType<typeof createHash>,
): Promise<BackedUp> {
  const counts: Record<string, number> = Object.fromEntries(TABLES.map((table) => [table, 0]));
  let waiting: Row[] = [];
  const flush = async (): Promise<void> => {
    for (const part of parts(waiting, 200)) await insert(step, part);
    waiting = [];
  };
  for (;;) {
    const next = await source.next();
    if (next.done === true) throw new StoreFailure("The backup is cut: its end is missing.");
    const value = objectIn(next.value);
    if (Object.hasOwn(value, "end")) {
      await flush();
      if (
        value["sha256"] !== hash.digest("hex") ||
        JSON.stringify(value["end"]) !== JSON.stringify(counts)
      ) {
        throw new StoreFailure("The backup was changed or cut: its digest is another one.");
      }
      return counts;
    }
    hash.update(`${next.value}\n`);
    const row = rowIn(value);
    if (waiting[0] && waiting[0].table !== row.table) await flush();
    waiting.push(row);
    counts[row.table] = (counts[row.table] ?? 0) + 1;
    if (waiting.length >= ROWS) await flush();
  }
}

function rowIn(value: Readonly<Record<string, unknown>>): Row {
  const table = TABLES.find((each) => each === value["table"]);
  const row = value["row"];
  if (table === undefined || typeof row !== "object" || row === null || Array.isArray(row)) {
    throw new StoreFailure("The backup has a line that is no row of a table.");
  }
  for (const [column, cell] of Object.entries(row)) {
    const isCell = cell === null || typeof cell === "number" || typeof cell === "string";
    if (!/^[a-z_]+$/.test(column) || !isCell) {
      throw new StoreFailure(`The backup has a row of ${table} that is none.`);
    }
  }
  // A door: checked above.
  return { table, row: row as Row["row"] };
}

async function insert(step: Kysely<Tables>, part: readonly Row[]): Promise<void> {
  const [first] = part;
  if (!first) return;
  const columns = Object.keys(first.row);
  const values = part.map(
    ({ row }) => sql`(${sql.join(columns.map((column) => row[column] ?? null))})`,
  );
  const names = sql.join(columns.map((column) => sql.ref(column)));
  await sql`insert into ${sql.table(first.table)} (${names}) values ${sql.join(values)}`.execute(
    step,
  );
}

/** New rows are numbered after those that were restored. */
async function setNumbers(step: Kysely<Tables>): Promise<void> {
  for (const table of TABLES) {
    await sql`select setval(pg_get_serial_sequence(${table}, 'id'), greatest((select max(id) from ${sql.table(table)}), 1))`.execute(
      step,
    );
  }
}

function objectIn(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    // A door: each member is looked at before it is used.
    if (typeof value === "object" && value !== null) return value as Record<string, unknown>;
  } catch {
    // Told below.
  }
  throw new StoreFailure("This is no backup of a store: it has a line that is no JSON object.");
}
