import type { FoundException, FoundFinding } from "../model.ts";
import { parts, type Writing } from "./findings.ts";

/** Stores the exceptions that hold, by what accepts them and why; `all`: the others have ended. */
export async function putExceptions(
  { transaction, cluster, at }: Writing,
  findings: Iterable<FoundFinding>,
  { all }: { readonly all: boolean },
): Promise<void> {
  const known = new Map<string, FoundException>();
  for (const { exception } of findings) if (exception) known.set(keyOf(exception), exception);
  const rows = await transaction
    .selectFrom("exceptions")
    .select(["id", "key", "ended_at"])
    .where("cluster_id", "=", cluster.id)
    .execute();
  const stored = new Map(rows.map((row) => [row.key, row]));
  const made = [...known].filter(([key]) => !stored.has(key));
  for (const part of parts(made)) {
    await transaction
      .insertInto("exceptions")
      .values(
        part.map(([key, { source, reason, owner, until }]) => ({
          ...{ cluster_id: cluster.id, key, source, reason, owner, until },
          ...{ document: "{}", created_at: at, ended_at: null },
        })),
      )
      .execute();
  }
  for (const { id, key, ended_at: ended } of rows) {
    const holds = known.has(key);
    if (holds === (ended === null) || (!holds && !all)) continue;
    await transaction
      .updateTable("exceptions")
      .set({ ended_at: holds ? null : at })
      .where("id", "=", id)
      .execute();
  }
}

function keyOf({ source, owner, reason, until }: FoundException): string {
  return JSON.stringify([source, owner, reason, until]);
}
