import type { ObjectReference } from "@watertight/core/kubernetes";
import { sql, type Transaction } from "kysely";
import { type Database, StoreFailure } from "../drivers/database.ts";
import type { FindingEvent, FoundFinding, FoundObject } from "../model.ts";
import type { Tables } from "../tables.ts";
import { putExceptions } from "./exceptions.ts";
import { keyed, putFindings, putFindingsOf, resolveOthers, type Writing } from "./findings.ts";
import { putAllObjects, putObjects } from "./objects.ts";

/** All that is known of a cluster at a moment. */
export interface Picture {
  /** Where it is read from, in words. */
  readonly source: string;
  readonly kubernetesVersion: string;
  /** Coverage and assumptions, JSON. */
  readonly facts: string;
  /** What of it cannot be seen: each a text that stays the same as long as that does. */
  readonly gaps: readonly string[];
  readonly objects: Iterable<FoundObject>;
  readonly findings: readonly FoundFinding[];
}

/** What is otherwise since the last picture or the last changes. */
export interface Changes {
  readonly put: readonly FoundObject[];
  readonly removed: readonly ObjectReference[];
  /** Of which something else is said. */
  readonly fingerprints: Iterable<string>;
  /** All findings of these fingerprints that there are now. */
  readonly findings: readonly FoundFinding[];
}

/** What is told with the same commit: of events, in the order in which they happened. */
export type Tell = (
  events: readonly FindingEvent[],
  transaction: Transaction<Tables>,
) => Promise<void>;

/** Who writes about a cluster. */
export interface Recording {
  readonly database: Database;
  readonly cluster: string;
  readonly at: number;
  /** The revision that the writer has seen last; another one means that somebody else writes too. Undefined: whatever it is. */
  readonly seen: number | undefined;
  readonly tell: Tell;
}

/** What a commit has come to. */
export interface Recorded {
  readonly revision: number;
  readonly changedObjects: number;
}

/** Another server writes about the same cluster: who is told this has to look anew whether it still leads. */
export class Overtaken extends StoreFailure {}

/**
 * Stores a whole picture in one commit. Findings that are not in it are resolved, but where something cannot be seen now that could be
 * when findings were last confirmed: then they stay, marked as not seen.
 */
export function recordPicture(recording: Recording, picture: Picture): Promise<Recorded> {
  return recorded(recording, async (writing, cluster) => {
    const { gaps } = picture;
    const confirmed = new Set(gapsIn(cluster.gaps));
    const isNew = cluster.revision === 0;
    const sees = isNew || gaps.every((gap) => confirmed.has(gap));
    const changedObjects = await putAllObjects(writing, picture.objects);
    const findings = [...keyed(picture.findings)];
    await putFindings(writing, findings);
    const keys = new Set(findings.map(({ key }) => key));
    await resolveOthers(writing, keys, sees ? "resolved" : "unseen");
    await putExceptions(writing, picture.findings, { all: sees });
    await writing.transaction
      .updateTable("clusters")
      .set({
        source: picture.source,
        kubernetes_version: picture.kubernetesVersion,
        facts: picture.facts,
        seen_gaps: JSON.stringify(gaps),
        ...(sees && { gaps: JSON.stringify(gaps) }),
      })
      .where("id", "=", writing.cluster.id)
      .execute();
    return changedObjects;
  });
}

/** Stores some changes in one commit. */
export function recordChanges(recording: Recording, changes: Changes): Promise<Recorded> {
  return recorded(recording, async (writing) => {
    const changedObjects = await putObjects(writing, changes.put, changes.removed);
    await putFindingsOf(writing, changes.fingerprints, [...keyed(changes.findings)]);
    await putExceptions(writing, changes.findings, { all: false });
    return changedObjects;
  });
}

/** One server writes at a time. */
const WRITING = 7_305_118;

interface StoredCluster {
  readonly id: number;
  readonly revision: number;
  readonly gaps: string;
}

function recorded(
  { database, cluster: name, at, seen, tell }: Recording,
  work: (writing: Writing, cluster: StoredCluster) => Promise<number>,
): Promise<Recorded> {
  return database.query.transaction().execute(async (transaction) => {
    // Events are numbered in the order of commits, so that whoever asks for those after one misses none.
    if (database.kind === "postgres")
      await sql`select pg_advisory_xact_lock(${WRITING})`.execute(transaction);
    const cluster = await clusterNamed(transaction, name, at);
    if (seen !== undefined && seen !== cluster.revision) throw overtaken(name);
    const revision = cluster.revision + 1;
    const { numUpdatedRows } = await transaction
      .updateTable("clusters")
      .set({ revision, seen_at: at })
      .where("id", "=", cluster.id)
      .where("revision", "=", cluster.revision)
      .executeTakeFirst();
    if (numUpdatedRows !== 1n) throw overtaken(name);
    const writing: Writing = {
      ...{ transaction, cluster: { id: cluster.id, name }, revision, at },
      tell: (events) => tell(events, transaction),
    };
    const changedObjects = await work(writing, cluster);
    await transaction
      .insertInto("revisions")
      .values({ cluster_id: cluster.id, revision, at, changed_objects: changedObjects })
      .execute();
    return { revision, changedObjects };
  });
}

function overtaken(name: string): Overtaken {
  return new Overtaken(`Another server writes about the cluster ${name}.`);
}

async function clusterNamed(
  transaction: Transaction<Tables>,
  name: string,
  at: number,
): Promise<StoredCluster> {
  await transaction
    .insertInto("clusters")
    .values({
      ...{ name, source: "", kubernetes_version: "", revision: 0, facts: "{}" },
      ...{ gaps: "[]", seen_gaps: "[]", created_at: at, seen_at: at },
    })
    .onConflict((conflict) => conflict.column("name").doNothing())
    .execute();
  return transaction
    .selectFrom("clusters")
    .select(["id", "revision", "gaps"])
    .where("name", "=", name)
    .executeTakeFirstOrThrow();
}

function gapsIn(text: string): readonly string[] {
  // A door: written above.
  return JSON.parse(text) as readonly string[];
}
