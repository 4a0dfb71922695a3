import { type CreateTableBuilder, type Kysely, sql } from "kysely";
import type { Database } from "../drivers/database.ts";
import type { Tables } from "../tables.ts";
import type { Migration } from "./migration.ts";

/** A column of a table as a step writes it: numbers are of eight bytes. */
type Column = readonly [name: string, type: "text" | "number" | "number?" | "reference"];

/** The tables of the first version. */
const FIRST: Readonly<Record<string, readonly Column[]>> = {
  clusters: [
    ["name", "text"],
    ["source", "text"],
    ["kubernetes_version", "text"],
    ["revision", "number"],
    ["facts", "text"],
    ["gaps", "text"],
    ["seen_gaps", "text"],
    ["created_at", "number"],
    ["seen_at", "number"],
  ],
  revisions: [
    ["cluster_id", "reference"],
    ["revision", "number"],
    ["at", "number"],
    ["changed_objects", "number"],
  ],
  object_versions: [
    ["cluster_id", "reference"],
    ["api_version", "text"],
    ["kind", "text"],
    ["namespace", "text"],
    ["name", "text"],
    ["from_revision", "number"],
    ["until_revision", "number?"],
    ["digest", "text"],
    ["body", "text"],
    ["origin", "text"],
  ],
  findings: [
    ["cluster_id", "reference"],
    ["key", "text"],
    ["check_id", "text"],
    ["fingerprint", "text"],
    ["severity", "text"],
    ["severity_rank", "number"],
    ["api_version", "text"],
    ["kind", "text"],
    ["namespace", "text"],
    ["name", "text"],
    ["message", "text"],
    ["state", "text"],
    ["opened_at", "number"],
    ["changed_at", "number"],
    ["resolved_at", "number?"],
    ["unseen_since", "number?"],
    ["reopened", "number"],
    ["document", "text"],
  ],
  finding_events: [
    ["cluster_id", "reference"],
    ["finding_id", "number"],
    ["at", "number"],
    ["revision", "number"],
    ["type", "text"],
    ["actor", "text"],
    ["severity", "text"],
    ["state", "text"],
    ["namespace", "text"],
    ["detail", "text"],
  ],
  exceptions: [
    ["cluster_id", "reference"],
    ["key", "text"],
    ["source", "text"],
    ["reason", "text"],
    ["owner", "text"],
    ["until", "text"],
    ["document", "text"],
    ["created_at", "number"],
    ["ended_at", "number?"],
  ],
  reports: [
    ["cluster_id", "reference"],
    ["kind", "text"],
    ["at", "number"],
    ["revision", "number"],
    ["document", "text"],
  ],
  incidents: [
    ["cluster_id", "reference"],
    ["key", "text"],
    ["severity", "text"],
    ["score", "number"],
    ["state", "text"],
    ["first_at", "number"],
    ["last_at", "number"],
    ["document", "text"],
  ],
  evidence: [
    ["cluster_id", "reference"],
    ["incident", "text"],
    ["digest", "text"],
    ["kind", "text"],
    ["place", "text"],
    ["captured_at", "number"],
  ],
  messages: [
    ["channel", "text"],
    ["dedup_key", "text"],
    ["thing", "text"],
    ["payload", "text"],
    ["state", "text"],
    ["attempts", "number"],
    ["created_at", "number"],
    ["next_at", "number"],
    ["error", "text"],
    ["died_at", "number"],
  ],
  drops: [
    ["channel", "text"],
    ["reason", "text"],
    ["letters", "number"],
  ],
  schedules: [
    ["name", "text"],
    ["last_at", "number"],
    ["outcome", "text"],
  ],
};

/** Name, table, columns; the first are unique. */
const UNIQUE: readonly (readonly [table: string, columns: readonly string[]])[] = [
  ["clusters", ["name"]],
  ["revisions", ["cluster_id", "revision"]],
  ["findings", ["cluster_id", "key"]],
  ["exceptions", ["cluster_id", "key"]],
  ["incidents", ["cluster_id", "key"]],
  ["evidence", ["cluster_id", "incident", "digest"]],
  ["messages", ["channel", "dedup_key"]],
  ["drops", ["channel", "reason"]],
  ["schedules", ["name"]],
];

const INDICES: readonly (readonly [table: string, columns: readonly string[]])[] = [
  ["object_versions", ["cluster_id", "until_revision", "kind", "namespace", "name"]],
  ["object_versions", ["cluster_id", "kind", "name", "from_revision"]],
  ["findings", ["cluster_id", "state", "severity_rank", "id"]],
  ["findings", ["state", "severity_rank", "id"]],
  ["findings", ["state", "changed_at", "id"]],
  ["findings", ["cluster_id", "kind", "name"]],
  ["findings", ["cluster_id", "fingerprint"]],
  ["finding_events", ["finding_id", "id"]],
  ["finding_events", ["cluster_id", "at"]],
  ["reports", ["cluster_id", "at"]],
  ["messages", ["channel", "state", "next_at", "id"]],
  ["messages", ["channel", "state", "thing", "id"]],
];

/** Texts in the order of their bytes, as in the embedded database, so that pages are the same. */
const BYTEWISE = sql<string>`text collate "C"`;

async function up(database: Kysely<Tables>, kind: Database["kind"]): Promise<void> {
  for (const [name, columns] of Object.entries(FIRST)) {
    let table: CreateTableBuilder<string, string> = withId(database.schema.createTable(name), kind);
    for (const column of columns) table = withColumn(table, column, kind);
    await table.execute();
  }
  for (const [table, columns] of UNIQUE) {
    await database.schema
      .createIndex(`${table}_unique`)
      .unique()
      .on(table)
      .columns([...columns])
      .execute();
  }
  for (const [at, [table, columns]] of INDICES.entries()) {
    await database.schema
      .createIndex(`${table}_by_${at}`)
      .on(table)
      .columns([...columns])
      .execute();
  }
}

/** Numbers that are never given twice, whatever is deleted: events are asked for by what came after one. */
function withId(
  table: CreateTableBuilder<string>,
  kind: Database["kind"],
): CreateTableBuilder<string, "id"> {
  return kind === "embedded"
    ? table.addColumn("id", "integer", (column) => column.primaryKey().autoIncrement())
    : table.addColumn("id", "bigint", (column) =>
        column.primaryKey().generatedByDefaultAsIdentity(),
      );
}

function withColumn(
  table: CreateTableBuilder<string, string>,
  [name, type]: Column,
  kind: Database["kind"],
): CreateTableBuilder<string, string> {
  switch (type) {
    case "text":
      return table.addColumn(name, kind === "embedded" ? "text" : BYTEWISE, (column) =>
        column.notNull(),
      );
    case "number":
      return table.addColumn(name, "bigint", (column) => column.notNull());
    case "number?":
      return table.addColumn(name, "bigint");
    case "reference":
      return table.addColumn(name, "bigint", (column) =>
        column.notNull().references("clusters.id").onDelete("cascade"),
      );
  }
}

/** What the first released version has. */
export const first: Migration = { version: 1, name: "first", up };
