import type { Kysely } from "kysely";
import type { Tables } from "../tables.ts";
import { parts } from "../writing/findings.ts";

/** How many rows went. */
export type Pruned = Readonly<
  Record<
    "findings" | "events" | "objects" | "revisions" | "messages" | "reports" | "incidents",
    number
  >
>;

/**
 * Forgets what was over before a moment: resolved findings with their events, versions of objects that others have taken the place of,
 * revisions, messages that have left, reports, closed incidents. What is there now stays, however old.
 */
export async function prune(query: Kysely<Tables>, before: number): Promise<Pruned> {
  return query.transaction().execute(async (step) => {
    const resolved = await step
      .selectFrom("findings")
      .select("id")
      .where("state", "=", "resolved")
      .where("resolved_at", "<", before)
      .execute();
    let events = 0;
    for (const part of parts(resolved.map(({ id }) => id))) {
      const gone = await step
        .deleteFrom("finding_events")
        .where("finding_id", "in", part)
        .executeTakeFirst();
      events += Number(gone.numDeletedRows);
      await step.deleteFrom("findings").where("id", "in", part).execute();
    }
    const objects = await pruneObjects(step, before);
    const revisions = await step
      .deleteFrom("revisions")
      .where("at", "<", before)
      .executeTakeFirst();
    const messages = await step
      .deleteFrom("messages")
      .where("state", "in", ["done", "dropped"])
      .where("created_at", "<", before)
      .executeTakeFirst();
    const reports = await step.deleteFrom("reports").where("at", "<", before).executeTakeFirst();
    const incidents = await step
      .deleteFrom("incidents")
      .where("state", "=", "closed")
      .where("last_at", "<", before)
      .executeTakeFirst();
    return {
      findings: resolved.length,
      ...{ events, objects },
      revisions: Number(revisions.numDeletedRows),
      messages: Number(messages.numDeletedRows),
      reports: Number(reports.numDeletedRows),
      incidents: Number(incidents.numDeletedRows),
    };
  });
}

/** Versions that had ended at the last revision before the moment. */
async function pruneObjects(step: Kysely<Tables>, before: number): Promise<number> {
  const ends = await step
    .selectFrom("revisions")
    .select((all) => ["cluster_id", all.fn.max("revision").as("revision")])
    .where("at", "<", before)
    .groupBy("cluster_id")
    .execute();
  let count = 0;
  for (const { cluster_id: cluster, revision } of ends) {
    const gone = await step
      .deleteFrom("object_versions")
      .where("cluster_id", "=", cluster)
      .where("until_revision", "<=", revision)
      .executeTakeFirst();
    count += Number(gone.numDeletedRows);
  }
  return count;
}
